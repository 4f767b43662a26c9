package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.planning.Plan.Alternative;
import dev.ferrule.planning.Plan.Coverage;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Plan.Role;
import dev.ferrule.planning.Plan.Status;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.Problem.Violation;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What answers make of a plan: another endpoint for a clause, another auth method, a base URL; the rest is kept as said. */
final class Answers {

    private static final int LONGEST = 2_000;

    private final Specs specs;
    private final Catalogue catalogue;
    private final AuthBook authBook;
    private Plan plan;

    Answers(Plan plan, Specs specs, Catalogue catalogue, AuthBook authBook) {
        this.plan = plan;
        this.specs = specs;
        this.catalogue = catalogue;
        this.authBook = authBook;
    }

    Plan take(List<Planning.Answer> answers) {
        for (int i = 0; i < answers.size(); i++) {
            take(answers.get(i), "/" + i);
        }
        return plan;
    }

    private void take(Planning.Answer answer, String pointer) {
        Question question = plan.questions().stream()
                .filter(one -> one.id().equals(answer.questionId()))
                .findFirst()
                .orElseThrow(() -> refuse(
                        "question-not-found",
                        pointer + "/questionId",
                        "The plan has no question '" + answer.questionId() + "'."));
        if (answer.ignored()) {
            plan = plan.withQuestion(question.answered(null, true));
            return;
        }
        String text = answer.answer() == null ? "" : answer.answer().strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw refuse(
                    "answer-empty",
                    pointer + "/answer",
                    "Give an answer of 1 to " + LONGEST + " characters, or \"ignored\": true.");
        }
        String[] about = question.about().split(":", 3);
        switch (about[0]) {
            case "endpoint" -> swapEndpoint(Integer.parseInt(about[1]), question, text, pointer);
            case "auth" -> chooseMethod(about[1], text, pointer);
            case "baseUrl" -> setBaseUrl(about[1], about.length > 2 ? about[2] : "", text, pointer);
            default -> {
                // Kept as said: it is the reader of the plan who acts on it.
            }
        }
        plan = plan.withQuestion(question.answered(text, false));
    }

    private void swapEndpoint(int line, Question question, String text, String pointer) {
        if (!question.options().contains(text)) {
            return;
        }
        Coverage coverage = plan.coverage().get(line);
        List<PlannedSystem> systems = new ArrayList<>(plan.systems().stream()
                .map(system -> system.with(
                        system.authMethods(),
                        system.baseUrl(),
                        system.endpoints().stream()
                                .filter(endpoint -> endpoint.role() == Role.PREREQUISITE
                                        || !endpoint.clause().equals(coverage.clause())
                                        || named(endpoint).equals(text))
                                .toList()))
                .toList());
        Workflow.Step step = null;
        boolean there = systems.stream()
                .anyMatch(system -> system.endpoints().stream()
                        .anyMatch(endpoint -> named(endpoint).equals(text)));
        if (!there) {
            Alternative chosen = coverage.alternatives().stream()
                    .filter(one -> (one.method() + " " + one.path()).equals(text))
                    .findFirst()
                    .orElseThrow(() -> refuse(
                            "option-not-offered",
                            pointer + "/answer",
                            "'" + text + "' is not offered by any system of the plan."));
            step = add(chosen, coverage.clause(), systems);
        }
        systems.replaceAll(system -> withLeastScopes(system));
        List<Coverage> all = new ArrayList<>(plan.coverage());
        all.set(line, new Coverage(coverage.clause(), Status.COVERED, coverage.alternatives()));
        Set<String> left = new HashSet<>();
        systems.forEach(system -> system.endpoints().forEach(one -> left.add(system.name() + ' ' + named(one))));
        Workflow.Step added = step;
        plan = plan.with(systems, all)
                .with(plan.workflows().stream()
                        .map(flow -> flow.without(one -> !left.contains(one.key()), added))
                        .toList());
    }

    private static String named(PlannedEndpoint endpoint) {
        return endpoint.method() + " " + endpoint.path();
    }

    /** Adds the endpoint to its system, which joins the plan when it was not in there. */
    private Workflow.Step add(Alternative chosen, String clause, List<PlannedSystem> systems) {
        Operation operation = specs.operation(
                plan.org(),
                chosen.specId(),
                catalogue.outline(chosen.specId()).at(chosen.path()).stream()
                        .filter(card -> card.method().equals(chosen.method())
                                && card.path().equals(chosen.path()))
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound("spec", chosen.specId()))
                        .operationId());
        PlannedEndpoint endpoint = new PlannedEndpoint(
                operation.operationId(),
                operation.method(),
                operation.path(),
                operation.summary() == null ? operation.operationId() : operation.summary(),
                Role.REQUESTED,
                clause,
                1,
                List.of(PlanWriter.evidenceOf(operation)));
        PlannedSystem system = systems.stream()
                .filter(one -> one.specId().equals(chosen.specId()))
                .findFirst()
                .orElse(null);
        if (system == null) {
            Spec spec = specs.get(plan.org(), chosen.specId());
            system = new PlannedSystem(
                    spec.title(),
                    spec.id(),
                    null,
                    PlanWriter.baseUrl(spec),
                    "chosen by an answer",
                    List.of(),
                    List.of());
            systems.add(system);
        }
        List<PlannedEndpoint> endpoints = new ArrayList<>(system.endpoints());
        endpoints.add(endpoint);
        systems.set(systems.indexOf(system), system.with(system.authMethods(), system.baseUrl(), endpoints));
        return new Workflow.Step(system.name(), operation.method(), operation.path(), clause);
    }

    /** With the scopes of exactly its endpoints, and still the method that was chosen. */
    private PlannedSystem withLeastScopes(PlannedSystem system) {
        if (system.endpoints().isEmpty() || plan.systems().contains(system)) {
            return system;
        }
        List<String> ids =
                system.endpoints().stream().map(PlannedEndpoint::operationId).toList();
        List<AuthMethod> methods = authBook.methods(
                specs.get(plan.org(), system.specId()),
                List.copyOf(specs.operations(plan.org(), system.specId(), ids).values()));
        String chosen = system.authMethods().stream()
                .filter(AuthMethod::recommended)
                .map(AuthMethod::id)
                .findFirst()
                .orElse("");
        boolean still = methods.stream().anyMatch(method -> method.id().equals(chosen));
        return system.with(
                still
                        ? methods.stream()
                                .map(method -> method.recommended(method.id().equals(chosen)))
                                .toList()
                        : methods,
                system.baseUrl(),
                system.endpoints());
    }

    private void chooseMethod(String specId, String text, String pointer) {
        List<PlannedSystem> systems = new ArrayList<>();
        for (PlannedSystem system : plan.systems()) {
            if (!system.specId().equals(specId)) {
                systems.add(system);
                continue;
            }
            if (system.authMethods().stream().noneMatch(method -> method.id().equals(text))) {
                throw refuse(
                        "option-not-offered",
                        pointer + "/answer",
                        "'" + text + "' is none of the auth methods of '" + system.name() + "': "
                                + String.join(
                                        ", ",
                                        system.authMethods().stream()
                                                .map(AuthMethod::id)
                                                .toList()) + ".");
            }
            List<AuthMethod> methods = system.authMethods().stream()
                    .map(method -> method.recommended(method.id().equals(text)))
                    .toList();
            systems.add(system.with(methods, system.baseUrl(), system.endpoints()));
        }
        plan = plan.with(systems, plan.coverage());
    }

    private void setBaseUrl(String specId, String variable, String text, String pointer) {
        List<PlannedSystem> systems = new ArrayList<>();
        for (PlannedSystem system : plan.systems()) {
            if (!system.specId().equals(specId)) {
                systems.add(system);
                continue;
            }
            String now = system.baseUrl() == null ? "" : system.baseUrl();
            String url = variable.isEmpty() ? text : now.replace("{" + variable + "}", text);
            if (!url.matches("(?i)https?://[^\\s@?#]+") || (!variable.isEmpty() && !text.matches("[\\w.~-]+"))) {
                throw refuse(
                        "base-url-invalid",
                        pointer + "/answer",
                        variable.isEmpty()
                                ? "A base URL begins with https:// and has no spaces, user name or query."
                                : "'" + variable + "' may have letters, digits, '.', '-', '_' and '~' only.");
            }
            systems.add(system.with(system.authMethods(), url, system.endpoints()));
        }
        plan = plan.with(systems, plan.coverage());
    }

    private static Problem refuse(String code, String pointer, String message) {
        return new Problem(Kind.INVALID, code, message, List.of(new Violation(pointer, message)));
    }
}
