package dev.ferrule.chat;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.chat.Message.Pointer;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.Plan.Coverage;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Plan.Role;
import dev.ferrule.planning.Plan.Status;
import dev.ferrule.planning.Question;
import dev.ferrule.planning.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Answers questions about a plan by what stands in it. For one question, in one thread. */
final class RuleAnswers {

    private static final int MOST = 12;

    private final Plan plan;
    private final StringBuilder text = new StringBuilder();
    private final List<Pointer> pointers = new ArrayList<>();

    RuleAnswers(Plan plan) {
        this.plan = plan;
    }

    String text() {
        return text.toString().strip();
    }

    List<Pointer> pointers() {
        return pointers;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void point(PlannedSystem system, PlannedEndpoint one) {
        one.evidence().stream()
                .limit(1)
                .forEach(evidence -> pointers.add(new Pointer(
                        system.specId(),
                        system.name(),
                        one.method(),
                        one.path(),
                        evidence.pointer(),
                        Texts.shortened(Texts.line(evidence.quote()), 200))));
    }

    void endpoints() {
        line("The plan uses " + PlanText.counted(PlanText.endpoints(plan), "endpoint") + ":");
        for (PlannedSystem system : plan.systems()) {
            for (PlannedEndpoint one : system.endpoints()) {
                line("- `" + one.method() + " " + one.path() + "` of " + Texts.line(system.name()) + ": "
                        + Texts.line(one.summary()));
                point(system, one);
            }
        }
    }

    void systems() {
        line("The plan uses " + PlanText.counted(plan.systems().size(), "system") + ":");
        for (PlannedSystem system : plan.systems()) {
            line("- " + Texts.line(system.name())
                    + (system.baseUrl() == null ? "" : ", at " + Texts.line(system.baseUrl())) + " ("
                    + Texts.line(system.why()) + "), "
                    + PlanText.counted(system.endpoints().size(), "endpoint"));
            system.endpoints().stream().limit(1).forEach(one -> point(system, one));
        }
    }

    /** Of the systems that the question names, else of all. */
    void auth(String question) {
        boolean anyNamed = plan.systems().stream().anyMatch(system -> names(question, system.name()));
        for (PlannedSystem system : plan.systems()) {
            if (anyNamed && !names(question, system.name())) {
                continue;
            }
            List<AuthMethod> methods = system.authMethods();
            line("**" + Texts.line(system.name()) + "**"
                    + (methods.isEmpty() ? ": its spec says nothing of how to log in." : ":"));
            for (AuthMethod method : methods.stream().limit(MOST).toList()) {
                String name = method.name() == null ? "" : " '" + Texts.line(method.name()) + "'";
                String flow = method.flow() == null ? "" : ", " + method.flow().replace('_', ' ');
                String scopes = method.scopes().isEmpty() ? "" : ", scopes " + String.join(" ", method.scopes());
                line("- " + method.type().replace('_', ' ') + name + flow + scopes
                        + (method.recommended() ? " (recommended)" : ""));
                method.evidence().stream()
                        .limit(1)
                        .forEach(evidence -> pointers.add(new Pointer(
                                system.specId(),
                                system.name(),
                                "",
                                "",
                                evidence.pointer(),
                                Texts.shortened(Texts.line(evidence.quote()), 200))));
            }
        }
    }

    void missing() {
        List<Coverage> missing = plan.coverage().stream()
                .filter(met -> met.status() == Status.MISSING)
                .toList();
        List<Coverage> ambiguous = plan.coverage().stream()
                .filter(met -> met.status() == Status.AMBIGUOUS)
                .toList();
        long covered = plan.coverage().size() - missing.size() - ambiguous.size();
        line(covered + " of " + PlanText.counted(plan.coverage().size(), "clause") + " are covered for sure.");
        missing.forEach(
                met -> line("- Missing: “" + PlanText.shortened(met.clause()) + "”. No operation at hand does it."));
        for (Coverage met : ambiguous) {
            line("- Not sure: “" + PlanText.shortened(met.clause()) + "”"
                    + (met.alternatives().isEmpty()
                            ? "."
                            : "; it might also be "
                                    + met.alternatives().stream()
                                            .map(one -> "`" + one.method() + " " + one.path() + "`")
                                            .collect(Collectors.joining(", "))
                                    + "."));
        }
        plan.refused().stream()
                .limit(MOST)
                .forEach(one -> line("- Refused: " + Texts.line(one.what()) + ". " + Texts.line(one.reason())));
    }

    void questions() {
        List<Question> open = PlanText.open(plan);
        line(open.isEmpty() ? "No question is open." : PlanText.counted(open.size(), "question") + " open:");
        for (Question question : open) {
            line(question.id().substring(1) + ". " + Texts.line(question.text())
                    + (question.options().isEmpty()
                            ? ""
                            : " — "
                                    + question.options().stream()
                                            .map(Texts::line)
                                            .collect(Collectors.joining(" | "))));
        }
        plan.questions().stream()
                .filter(question -> question.answer() != null)
                .forEach(question -> line("- Answered: " + Texts.line(question.text()) + " → "
                        + Texts.shortened(Texts.line(String.valueOf(question.answer())), 120)));
    }

    void workflow() {
        for (Workflow flow : plan.workflows()) {
            line(flow.story().isEmpty() ? Texts.line(flow.name()) : Texts.line(flow.story()));
            line("Started by: " + flow.trigger());
            for (int i = 0; i < flow.steps().size(); i++) {
                Workflow.Step step = flow.steps().get(i);
                line((i + 1) + ". `" + step.method() + " " + step.path() + "` of " + Texts.line(step.system()) + ": "
                        + PlanText.shortened(step.purpose()));
            }
            flow.mappings().stream()
                    .limit(MOST)
                    .forEach(mapping ->
                            line("- " + Texts.line(mapping.from()) + " goes to " + Texts.line(mapping.to())));
        }
        plan.systems().forEach(system -> system.endpoints().forEach(one -> point(system, one)));
    }

    /** Of the endpoints or the system that the question names, else of those that were requested. */
    void why(String question) {
        List<PlannedEndpoint> byPath = asked(one -> question.contains(one.path()));
        List<PlannedEndpoint> byWords = byPath.isEmpty() ? asked(one -> names(question, one.summary())) : byPath;
        for (PlannedSystem system : plan.systems()) {
            boolean named = names(question, system.name());
            List<PlannedEndpoint> meant = system.endpoints().stream()
                    .filter(one -> byWords.isEmpty() || byWords.contains(one) || named && byPath.isEmpty())
                    .toList();
            if (meant.isEmpty()) {
                continue;
            }
            line("**" + Texts.line(system.name()) + "** is in the plan: " + Texts.line(system.why()) + ".");
            for (PlannedEndpoint one : meant) {
                String reason = one.role() == Role.PREREQUISITE
                        ? "yields an id that is needed for"
                        : "does what is asked for by";
                String quote =
                        one.evidence().isEmpty() ? "" : one.evidence().get(0).quote();
                line("- `" + one.method() + " " + one.path() + "` " + reason + " “" + PlanText.shortened(one.clause())
                        + "”: its spec says “" + PlanText.shortened(quote) + "” (likelihood "
                        + String.format(Locale.ROOT, "%.2f", one.confidence()) + ").");
                point(system, one);
            }
        }
    }

    private List<PlannedEndpoint> asked(Predicate<PlannedEndpoint> which) {
        return plan.systems().stream()
                .flatMap(system -> system.endpoints().stream())
                .filter(which)
                .toList();
    }

    /** Whether all telling words of a name stand in the question. */
    private static boolean names(String question, String name) {
        Set<String> words = KnownSystems.words(name);
        Set<String> said = KnownSystems.words(question);
        String first = words.stream().findFirst().orElse("");
        return !first.isEmpty() && (said.containsAll(words) || first.length() > 3 && said.contains(first));
    }
}
