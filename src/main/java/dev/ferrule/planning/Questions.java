package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.SystemCard;
import dev.ferrule.planning.Plan.Coverage;
import dev.ferrule.planning.Plan.Status;
import dev.ferrule.planning.Question.Importance;
import dev.ferrule.spec.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the planner cannot know, most important first. */
final class Questions {

    private static final int MOST = 12;
    private static final int OPTIONS = 5;

    private final List<Question> questions = new ArrayList<>();

    private Questions() {}

    static List<Question> of(Draft draft, List<Coverage> coverage) {
        Questions asked = new Questions();
        draft.systems().forEach(system -> asked.aboutSystem(draft, system));
        draft.strangers().forEach(asked::aboutStranger);
        for (int line = 0; line < draft.asked().size(); line++) {
            asked.aboutClause(draft, coverage.get(line), line);
        }
        draft.specs().values().forEach(spec -> {
            asked.aboutAddress(spec);
            asked.aboutAuth(draft, spec);
        });
        draft.wishes().questions().forEach(text -> asked.add("note", text, Importance.LOW, List.of()));
        asked.questions.sort(Comparator.comparing(Question::importance));
        return List.copyOf(asked.questions.subList(0, Math.min(MOST, asked.questions.size())));
    }

    private void aboutSystem(Draft draft, FoundSystem system) {
        if (system.named() && system.lookAlikes().isEmpty() || system.why().startsWith("given")) {
            return;
        }
        if (!draft.specs().containsKey(system.card().specId())) {
            return;
        }
        List<String> options = new ArrayList<>();
        options.add(option(system.card()));
        system.lookAlikes().stream().limit(OPTIONS - 1).map(Questions::option).forEach(options::add);
        String text = system.named()
                ? "Several APIs go by that name. Is '" + system.card().title() + "' the one you mean?"
                : "The requirement does not name this system. Is '"
                        + system.card().title() + "' the one you mean?";
        add("system:" + system.card().specId(), text, Importance.HIGH, options);
    }

    private void aboutStranger(SystemFinder.Stranger stranger) {
        String text = "No spec of '" + stranger.name() + "' is in the catalogue, so nothing was looked up for \""
                + shortened(stranger.clause().text()) + "\". Can you add one, or is it part of another system?";
        add("note", text, Importance.HIGH, List.of());
    }

    private static String option(SystemCard card) {
        return card.title() + " [" + card.specId() + "]";
    }

    private void aboutClause(Draft draft, Coverage coverage, int line) {
        if (coverage.status() == Status.MISSING) {
            add(
                    "note",
                    "No operation of the systems at hand does this: \"" + shortened(coverage.clause())
                            + "\". Which system does it, or can it be left out?",
                    Importance.HIGH,
                    List.of());
        } else if (coverage.status() == Status.AMBIGUOUS) {
            // Only what an answer can bring about: what is in the plan, and the alternatives.
            List<String> options = PlanWriter.nearest(draft, line).stream()
                    .filter(candidate -> draft.chosen().contains(candidate)
                            || coverage.alternatives().contains(PlanWriter.alternative(candidate.card)))
                    .limit(OPTIONS)
                    .map(candidate -> candidate.card.method() + " " + candidate.card.path())
                    .distinct()
                    .toList();
            if (!options.isEmpty()) {
                Question asked = meant(coverage.clause(), "endpoint:" + line, options);
                add(asked.about(), asked.text(), asked.importance(), options);
            }
        }
    }

    static Question meant(String clause, String about, List<String> options) {
        String text = "Which of these is meant by \"" + shortened(clause) + "\"?";
        return new Question("", text, Importance.HIGH, options, about, null, false);
    }

    private void aboutAddress(Spec spec) {
        String baseUrl = PlanWriter.baseUrl(spec);
        if (baseUrl == null || !baseUrl.matches("(?i)https?://.*")) {
            add(
                    "baseUrl:" + spec.id(),
                    "The spec of '" + spec.title() + "' does not say at which address it runs. What is its base URL?",
                    Importance.HIGH,
                    List.of());
            return;
        }
        for (Server server : spec.servers()) {
            if (server.url().equals(baseUrl)) {
                for (Server.Variable variable : server.variables()) {
                    add(
                            "baseUrl:" + spec.id() + ":" + variable.name(),
                            "What is '" + variable.name() + "' in " + baseUrl + "?",
                            variable.defaultValue() == null
                                            || variable.allowed().isEmpty()
                                    ? Importance.HIGH
                                    : Importance.LOW,
                            variable.allowed().stream().limit(OPTIONS).toList());
                }
            }
        }
    }

    private void aboutAuth(Draft draft, Spec spec) {
        List<AuthMethod> methods = draft.methods().getOrDefault(spec.id(), List.of());
        AuthMethod first = methods.isEmpty() ? null : methods.get(0);
        if (first == null) {
            return;
        }
        List<String> options =
                methods.stream().limit(OPTIONS).map(AuthMethod::id).toList();
        if (first.confidence() < 0.6) {
            String text = "The spec of '" + spec.title() + "' does not say clearly how to log in. Is it " + words(first)
                    + "?";
            add("auth:" + spec.id(), text, Importance.HIGH, options);
        } else if (methods.size() > 1 && methods.get(1).confidence() >= 0.5) {
            String text = "'" + spec.title() + "' can be entered in several ways; " + words(first)
                    + " is taken. Do you want another?";
            add("auth:" + spec.id(), text, Importance.LOW, options);
        }
    }

    private static String words(AuthMethod method) {
        String type = method.type().replace('_', ' ');
        return method.name() == null ? type : type + " '" + method.name() + "'";
    }

    private void add(String about, String text, Importance importance, List<String> options) {
        questions.add(new Question("q" + (questions.size() + 1), text, importance, options, about, null, false));
    }

    private static String shortened(@Nullable String text) {
        return Cut.line(String.valueOf(text), 160);
    }
}
