package dev.ferrule.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Restates a requirement by rule: its clauses, each as it was written and as it is searched for. */
@Component
final class RuleRestater implements Restater {

    private static final Pattern TRIGGER = Pattern.compile(
            "^\\W*(?:and |then ){0,2}(?:when(?:ever)?|as soon as|once(?! (?:a|per|every)\\b)|every time|each time|after|upon|wenn|sobald|immer wenn|cuando|cada vez que|quand|dès que|quando|sempre que)\\b",
            Pattern.CASE_INSENSITIVE);

    /** "When did …" asks, "when something does …" sets off. */
    private static final Pattern WHEN = Pattern.compile(
            "^\\W*when(?: exactly)? (?:is|are|was|were|do|does|did|will|has|have|had|can|should)\\b",
            Pattern.CASE_INSENSITIVE);

    private final SystemFinder systemFinder;

    RuleRestater(SystemFinder systemFinder) {
        this.systemFinder = systemFinder;
    }

    @Override
    public Restated restate(Work work) {
        Restatement restatement = restate(work.request.requirement());
        return new Restated(
                restatement,
                systemFinder.find(work.org, work.request.requirement(), restatement, work.request.specIds()),
                Wishes.NONE);
    }

    static Restatement restate(String requirement) {
        Language language = Language.of(requirement);
        Pronouns pronouns = new Pronouns();
        List<Clause> clauses = new ArrayList<>();
        for (String text : Clauses.split(requirement)) {
            int turn = Negations.startsNegated(text) ? -1 : Negations.turn(text);
            if (turn < 0) {
                clauses.add(clause(text, kind(text), language, pronouns));
            } else {
                String asked = text.substring(0, turn).strip();
                clauses.add(clause(asked, kind(asked), language, pronouns));
                clauses.add(clause(
                        text.substring(turn).replaceAll("^[\\s,(–-]+|[\\s)]+$", ""),
                        Clause.Kind.PROHIBITION,
                        language,
                        new Pronouns()));
            }
        }
        boolean asks = clauses.stream().anyMatch(clause -> clause.kind() != Clause.Kind.PROHIBITION);
        return asks ? new Restatement(List.copyOf(clauses)) : new Restatement(asActions(clauses));
    }

    private static Clause clause(String text, Clause.Kind kind, Language language, Pronouns pronouns) {
        Noise.Stripped stripped = Noise.strip(text);
        String query = language == Language.EN
                ? pronouns.resolve(text, stripped.query())
                : Lexicon.INSTANCE.translated(stripped.query(), language);
        return new Clause(text, query, kind, stripped.names());
    }

    static Clause.Kind kind(String text) {
        if (Negations.startsNegated(text)) {
            return Clause.Kind.PROHIBITION;
        }
        boolean asksWhen = text.endsWith("?") || WHEN.matcher(text).find();
        return TRIGGER.matcher(text).find() && !asksWhen ? Clause.Kind.TRIGGER : Clause.Kind.ACTION;
    }

    /** A text that seems to do nothing but rule out was misread. */
    private static List<Clause> asActions(List<Clause> clauses) {
        return clauses.stream()
                .map(clause -> new Clause(clause.text(), clause.query(), Clause.Kind.ACTION, clause.names()))
                .toList();
    }
}
