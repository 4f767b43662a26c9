package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.planning.Plan.Alternative;
import dev.ferrule.planning.Plan.Coverage;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Plan.Role;
import dev.ferrule.planning.Plan.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
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

    /**
     * Makes an operation the one that a clause means, instead of what was requested for it. What yields the ids that it
     * takes comes along, and what only yielded some for the former goes.
     */
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
        Addition addition = new Addition(plan.org(), specs, catalogue, systems);
        if (there) {
            systems.replaceAll(system -> requesting(system, clause, specId, card));
        } else {
            addition.add(specId, card, clause);
        }
        List<Coverage> all = plan.coverage().stream()
                .map(one -> one.clause().equals(clause) ? chosen(one, specId, card) : one)
                .toList();
        List<PlannedSystem> left = withoutOrphans(systems, addition.mappings());
        left.replaceAll(this::withLeastScopes);
        plan = settled(clause, card.method() + " " + card.path(), plan.with(left, all));
        Set<String> keys = keys(left);
        List<Workflow> flows = plan.workflows().stream()
                .map(flow -> flow.without(one -> !keys.contains(one.key()), addition.steps()))
                .map(flow -> flow.with(addition.mappedIn(flow)))
                .toList();
        plan = plan.with(flows);
    }

    /** What was requested so far can be gone back to: it comes last, so that who wants yet another one gets a new one. */
    private Coverage chosen(Coverage met, String specId, Card card) {
        Alternative now = new Alternative(specId, card.method(), card.path());
        Set<Alternative> others = new LinkedHashSet<>(met.alternatives());
        others.addAll(requested(plan, met.clause()));
        others.remove(now);
        return new Coverage(met.clause(), Status.COVERED, List.copyOf(others));
    }

    /** The operations that a plan has for a clause. */
    static List<Alternative> requested(Plan plan, String clause) {
        return plan.systems().stream()
                .flatMap(system -> system.endpoints().stream()
                        .filter(one ->
                                one.role() == Role.REQUESTED && one.clause().equals(clause))
                        .map(one -> new Alternative(system.specId(), one.method(), one.path())))
                .toList();
    }

    /** What was there for the sake of another is asked for now. */
    private static PlannedSystem requesting(PlannedSystem system, String clause, String specId, Card card) {
        return system.with(
                system.authMethods(),
                system.baseUrl(),
                system.endpoints().stream()
                        .map(one -> one.role() == Role.PREREQUISITE && is(system, one, specId, card)
                                ? one.requestedBy(clause)
                                : one)
                        .toList());
    }

    static boolean is(PlannedSystem system, PlannedEndpoint endpoint, String specId, Card card) {
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

    /** Takes operations out, and with them what was there only for their sake. */
    void without(List<Decisions.Excluded> excluded) {
        List<PlannedSystem> systems = plan.systems().stream()
                .map(system -> keeping(
                        system,
                        one -> excluded.stream()
                                .noneMatch(out -> out.concerns(system.specId(), one.method(), one.path()))))
                .toList();
        List<PlannedSystem> left = withoutOrphans(systems, List.of()).stream()
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
                .map(flow -> flow.without(one -> !keys.contains(one.key()), List.of()))
                .toList());
    }

    /** Without the steps that only yielded ids for steps that are gone, and those that only yielded ids for them. */
    private List<PlannedSystem> withoutOrphans(List<PlannedSystem> systems, List<Workflow.Mapping> more) {
        List<PlannedSystem> left = new ArrayList<>(systems);
        for (Set<String> keys = Set.of(); !keys.equals(keys(left)); ) {
            keys = keys(left);
            Set<String> orphans = orphans(keys, more);
            left.replaceAll(system -> keeping(
                    system,
                    one -> one.role() == Role.REQUESTED || !orphans.contains(key(system, one.method(), one.path()))));
        }
        return left;
    }

    private Set<String> orphans(Set<String> kept, List<Workflow.Mapping> more) {
        Set<String> orphans = new HashSet<>();
        Set<String> needed = new HashSet<>();
        List<Workflow.Mapping> mappings = new ArrayList<>(more);
        plan.workflows().forEach(flow -> mappings.addAll(flow.mappings()));
        for (Workflow.Mapping mapping : mappings) {
            (kept.contains(mapping.target()) ? needed : orphans).add(mapping.source());
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
        systems.forEach(system -> system.endpoints().forEach(one -> keys.add(key(system, one.method(), one.path()))));
        return keys;
    }

    static String key(PlannedSystem system, String method, String path) {
        return system.name() + ' ' + method + ' ' + path;
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
