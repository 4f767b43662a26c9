package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.planning.Plan.Alternative;
import dev.ferrule.planning.Plan.Coverage;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Plan.Role;
import dev.ferrule.planning.Plan.Status;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Puts operations into a plan and takes them out, and keeps scopes, coverage and workflows in step with that. */
final class PlanEditor {

    private final Specs specs;
    private final Catalogue catalogue;
    private final AuthBook authBook;
    private Plan plan;

    PlanEditor(Plan plan, Specs specs, Catalogue catalogue, AuthBook authBook) {
        this.plan = plan;
        this.specs = specs;
        this.catalogue = catalogue;
        this.authBook = authBook;
    }

    Plan plan() {
        return plan;
    }

    /** Whether the spec has such an operation, letter for letter. */
    Optional<Card> find(String specId, String method, String path) {
        return catalogue.outline(specId).at(path).stream()
                .filter(card -> card.method().equals(method) && card.path().equals(path))
                .findFirst();
    }

    /** Makes an operation the one that a clause means, instead of what was requested for it. */
    void choose(String clause, String specId, Card card) {
        List<PlannedSystem> systems = new ArrayList<>();
        for (PlannedSystem system : plan.systems()) {
            systems.add(keeping(
                    system,
                    endpoint -> endpoint.role() == Role.PREREQUISITE
                            || !endpoint.clause().equals(clause)
                            || is(system, endpoint, specId, card)));
        }
        boolean there = systems.stream()
                .anyMatch(system -> system.endpoints().stream().anyMatch(one -> is(system, one, specId, card)));
        Workflow.Step step = there ? null : add(specId, card, clause, systems);
        systems.replaceAll(this::withLeastScopes);
        List<Coverage> all = plan.coverage().stream()
                .map(one ->
                        one.clause().equals(clause) ? new Coverage(clause, Status.COVERED, one.alternatives()) : one)
                .toList();
        String name = card.method() + " " + card.path();
        plan = settled(clause, name, plan.with(systems, all));
        Set<String> left = keys(systems);
        plan = plan.with(plan.workflows().stream()
                .map(flow -> flow.without(one -> !left.contains(one.key()), step))
                .toList());
    }

    private static boolean is(PlannedSystem system, PlannedEndpoint endpoint, String specId, Card card) {
        return system.specId().equals(specId)
                && endpoint.method().equals(card.method())
                && endpoint.path().equals(card.path());
    }

    /** The question which operation a clause means is answered thereby. */
    private static Plan settled(String clause, String name, Plan plan) {
        Plan settled = plan;
        for (Question question : plan.questions()) {
            String[] about = question.about().split(":", 2);
            if (about[0].equals("endpoint")
                    && Integer.parseInt(about[1]) < plan.coverage().size()
                    && plan.coverage().get(Integer.parseInt(about[1])).clause().equals(clause)) {
                settled = settled.withQuestion(question.answered(name, false));
            }
        }
        return settled;
    }

    /** Adds the operation to its system, which joins the plan when it was not in there. */
    private Workflow.Step add(String specId, Card card, String clause, List<PlannedSystem> systems) {
        Operation operation = specs.operation(plan.org(), specId, card.operationId());
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
                .filter(one -> one.specId().equals(specId))
                .findFirst()
                .orElse(null);
        if (system == null) {
            Spec spec = specs.get(plan.org(), specId);
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

    /** Takes operations out, and with them what was there only for their sake. */
    void without(List<Decisions.Excluded> excluded) {
        List<PlannedSystem> systems = plan.systems().stream()
                .map(system -> keeping(
                        system,
                        one -> excluded.stream()
                                .noneMatch(out -> out.concerns(system.specId(), one.method(), one.path()))))
                .toList();
        Set<String> orphans = orphans(keys(systems));
        List<PlannedSystem> left = systems.stream()
                .map(system -> keeping(
                        system,
                        one -> one.role() == Role.REQUESTED
                                || !orphans.contains(system.name() + ' ' + one.method() + ' ' + one.path())))
                .filter(system -> !system.endpoints().isEmpty())
                .map(this::withLeastScopes)
                .toList();
        Set<String> unmet = clauses(plan.systems());
        unmet.removeAll(clauses(left));
        List<Coverage> coverage = plan.coverage().stream()
                .map(one -> without(one, excluded, unmet.contains(one.clause())))
                .toList();
        Set<String> keys = keys(left);
        plan = plan.with(left, coverage);
        plan = plan.with(plan.workflows().stream()
                .map(flow -> flow.without(one -> !keys.contains(one.key()), null))
                .toList());
    }

    /** Steps that only yielded ids for steps that are gone. */
    private Set<String> orphans(Set<String> kept) {
        Set<String> orphans = new HashSet<>();
        Set<String> needed = new HashSet<>();
        for (Workflow flow : plan.workflows()) {
            for (Workflow.Mapping mapping : flow.mappings()) {
                (kept.contains(mapping.target()) ? needed : orphans).add(mapping.source());
            }
        }
        orphans.removeAll(needed);
        return orphans;
    }

    private static Coverage without(Coverage one, List<Decisions.Excluded> excluded, boolean unmet) {
        List<Alternative> alternatives = one.alternatives().stream()
                .filter(other ->
                        excluded.stream().noneMatch(out -> out.concerns(other.specId(), other.method(), other.path())))
                .toList();
        Status status = !unmet ? one.status() : alternatives.isEmpty() ? Status.MISSING : Status.AMBIGUOUS;
        return new Coverage(one.clause(), status, alternatives);
    }

    /** That something is requested for. */
    private static Set<String> clauses(List<PlannedSystem> systems) {
        Set<String> clauses = new HashSet<>();
        systems.forEach(system -> system.endpoints().stream()
                .filter(one -> one.role() == Role.REQUESTED)
                .forEach(one -> clauses.add(one.clause())));
        return clauses;
    }

    private static PlannedSystem keeping(PlannedSystem system, Predicate<PlannedEndpoint> which) {
        return system.with(
                system.authMethods(),
                system.baseUrl(),
                system.endpoints().stream().filter(which).toList());
    }

    private static Set<String> keys(List<PlannedSystem> systems) {
        Set<String> keys = new HashSet<>();
        systems.forEach(system ->
                system.endpoints().forEach(one -> keys.add(system.name() + ' ' + one.method() + ' ' + one.path())));
        return keys;
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
        List<AuthMethod> chosenStill = still
                ? methods.stream()
                        .map(method -> method.recommended(method.id().equals(chosen)))
                        .toList()
                : methods;
        return system.with(chosenStill, system.baseUrl(), system.endpoints());
    }
}
