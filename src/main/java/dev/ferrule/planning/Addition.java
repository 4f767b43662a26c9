package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Plan.Role;
import dev.ferrule.spec.Evidence;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.List;

/** An operation that joins a plan, with what yields the ids that it takes. For one thread. */
final class Addition {

    private final String org;
    private final Specs specs;
    private final Catalogue catalogue;
    private final List<PlannedSystem> systems;
    private final List<Workflow.Step> steps = new ArrayList<>();
    private final List<Workflow.Mapping> mappings = new ArrayList<>();

    /** @param systems of the plan; they are changed */
    Addition(String org, Specs specs, Catalogue catalogue, List<PlannedSystem> systems) {
        this.org = org;
        this.specs = specs;
        this.catalogue = catalogue;
        this.systems = systems;
    }

    /** Of what was added, in the order in which they run. */
    List<Workflow.Step> steps() {
        return steps;
    }

    /** Ids that what was added takes. */
    List<Workflow.Mapping> mappings() {
        return mappings;
    }

    /** A workflow's mappings with those. */
    List<Workflow.Mapping> mappedIn(Workflow flow) {
        List<Workflow.Mapping> all = new ArrayList<>(mappings);
        flow.mappings().stream().filter(one -> !all.contains(one)).forEach(all::add);
        return all;
    }

    /** Adds the operation to its system, which joins the plan when it was not in there, and its look-ups before it. */
    void add(String specId, Card card, String clause) {
        PlannedSystem system = systems.stream()
                .filter(one -> one.specId().equals(specId))
                .findFirst()
                .orElseGet(() -> joining(specId));
        Operation operation = specs.operation(org, specId, card.operationId());
        List<PlannedEndpoint> endpoints = new ArrayList<>(system.endpoints());
        for (LookUps.LookUp lookUp : LookUps.of(
                operation,
                card,
                catalogue.outline(specId),
                one -> endpoints.stream().anyMatch(known -> PlanEditor.is(system, known, specId, one)))) {
            Card producer = lookUp.producer();
            Card consumer = lookUp.consumer();
            if (endpoints.stream().noneMatch(known -> PlanEditor.is(system, known, specId, producer))) {
                endpoints.add(lookedUp(specId, lookUp, clause));
                steps.add(new Workflow.Step(
                        system.name(),
                        producer.method(),
                        producer.path(),
                        WorkflowSketch.finding(lookUp.takes(), consumer)));
            }
            mappings.add(Workflow.Mapping.of(
                    PlanEditor.key(system, producer.method(), producer.path()),
                    "id",
                    PlanEditor.key(system, consumer.method(), consumer.path()),
                    lookUp.takes()));
        }
        endpoints.add(endpoint(operation, Role.REQUESTED, clause, 1, List.of(PlanWriter.evidenceOf(operation))));
        steps.add(new Workflow.Step(system.name(), operation.method(), operation.path(), clause));
        systems.set(systems.indexOf(system), system.with(system.authMethods(), system.baseUrl(), endpoints));
    }

    private PlannedSystem joining(String specId) {
        Spec spec = specs.get(org, specId);
        PlannedSystem system = new PlannedSystem(
                spec.title(), spec.id(), null, PlanWriter.baseUrl(spec), "chosen by an answer", List.of(), List.of());
        systems.add(system);
        return system;
    }

    private PlannedEndpoint lookedUp(String specId, LookUps.LookUp lookUp, String clause) {
        Operation producer = specs.operation(org, specId, lookUp.producer().operationId());
        Operation consumer = specs.operation(org, specId, lookUp.consumer().operationId());
        return endpoint(
                producer,
                Role.PREREQUISITE,
                clause,
                lookUp.strength(),
                List.of(PlanWriter.evidenceOf(producer), PlanWriter.evidenceOf(consumer, lookUp.takes())));
    }

    private static PlannedEndpoint endpoint(
            Operation operation, Role role, String clause, double confidence, List<Evidence> evidence) {
        return new PlannedEndpoint(
                operation.operationId(),
                operation.method(),
                operation.path(),
                operation.summary() == null ? operation.operationId() : operation.summary(),
                role,
                clause,
                Math.round(confidence * 100) / 100.0,
                evidence);
    }
}
