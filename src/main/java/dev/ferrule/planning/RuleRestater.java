package dev.ferrule.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Restates a requirement by rule: its clauses, each as it was written and as it is searched for. */
final class RuleRestater {

    private static final Pattern TRIGGER = Pattern.compile(
            "^\\W*(?:and |then )?(?:when(?:ever)?|as soon as|once|if|every time|each time|after|on (?:each|every)|for (?:each|every)|wenn|sobald|falls|cuando|cada vez que|quand|dès que|quando|sempre que)\\b",
            Pattern.CASE_INSENSITIVE);

    private RuleRestater() {}

    static Restatement restate(String requirement) {
        List<Clause> clauses = new ArrayList<>();
        for (String text : Clauses.split(requirement)) {
            Noise.Stripped stripped = Noise.strip(text);
            clauses.add(new Clause(text, stripped.query(), kind(text), stripped.names()));
        }
        boolean asks = clauses.stream().anyMatch(clause -> clause.kind() != Clause.Kind.PROHIBITION);
        return asks ? new Restatement(List.copyOf(clauses)) : new Restatement(asActions(clauses));
    }

    private static Clause.Kind kind(String text) {
        if (Negations.isNegated(text)) {
            return Clause.Kind.PROHIBITION;
        }
        return TRIGGER.matcher(text).find() ? Clause.Kind.TRIGGER : Clause.Kind.ACTION;
    }

    /** A text that seems to do nothing but rule out was misread. */
    private static List<Clause> asActions(List<Clause> clauses) {
        return clauses.stream()
                .map(clause -> new Clause(clause.text(), clause.query(), Clause.Kind.ACTION, clause.names()))
                .toList();
    }
}
