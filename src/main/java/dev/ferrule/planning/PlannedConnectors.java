package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.connector.Saved;
import dev.ferrule.connector.Wanted;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns plans into connectors: drafts while they are talked about, revisions when they are built. */
@Component
class PlannedConnectors {

    private final Specs specs;
    private final Connectors connectors;

    PlannedConnectors(Specs specs, Connectors connectors) {
        this.specs = specs;
        this.connectors = connectors;
    }

    /** Saves the drafts of a plan that takes the place of another, and takes back what only that one wanted. */
    Plan drafted(@Nullable Plan earlier, Plan plan) {
        if (plan.integrationId() == null) {
            return plan;
        }
        if (earlier == null) {
            return saved(plan, plan.integrationId(), List.of());
        }
        Plan drafted = saved(plan, plan.integrationId(), withdrawn(earlier, plan));
        Set<String> kept = drafted.systems().stream()
                .map(system -> systemKey(plan.org(), system.specId()))
                .collect(Collectors.toSet());
        for (PlannedSystem system : earlier.systems()) {
            String key =
                    specs.find(plan.org(), system.specId()).map(Spec::apiId).orElse(null);
            if (key != null && !kept.contains(key)) {
                connectors.withdraw(
                        plan.org(),
                        plan.integrationId(),
                        key,
                        system.endpoints().stream()
                                .map(one -> Endpoint.idOf(one.method(), one.path()))
                                .toList());
            }
        }
        return drafted;
    }

    /** Builds one system after the other. One that fails does not keep the others from being built. */
    Results build(Plan plan, String integrationId, Planning.Building watcher) {
        Results results = new Results(new ArrayList<>(), new ArrayList<>());
        for (PlannedSystem system : plan.systems()) {
            if (!system.endpoints().isEmpty()) {
                build(plan, integrationId, system, results, watcher);
            }
        }
        return results;
    }

    record Results(List<Saved> saved, List<Planning.Failed> failed) {}

    private void build(
            Plan plan, String integrationId, PlannedSystem system, Results results, Planning.Building watcher) {
        try {
            Saved one = connectors
                    .build(plan.org(), integrationId, List.of(wanted(plan.org(), system, List.of())))
                    .get(0);
            results.saved().add(one);
            watcher.done(system, one, null);
        } catch (Problem problem) {
            Planning.Failed one =
                    new Planning.Failed(system.specId(), system.name(), problem.code(), problem.description());
            results.failed().add(one);
            watcher.done(system, null, one);
        }
    }

    private Plan saved(Plan plan, String integrationId, List<String> withdrawn) {
        return named(plan, connectors.save(plan.org(), integrationId, wanted(plan, withdrawn)));
    }

    /** The plan with the connectors that it has become. */
    Plan named(Plan plan, List<Saved> saved) {
        return plan.withConnectors(byKey(saved), this::systemKey);
    }

    private static Map<String, String> byKey(List<Saved> saved) {
        return saved.stream().collect(Collectors.toMap(Saved::systemKey, Saved::connectorId, (a, b) -> a));
    }

    private String systemKey(String org, String specId) {
        return specs.get(org, specId).apiId();
    }

    private static List<String> withdrawn(Plan before, Plan after) {
        Set<String> kept = new HashSet<>();
        after.systems()
                .forEach(system -> system.endpoints()
                        .forEach(endpoint -> kept.add(Endpoint.idOf(endpoint.method(), endpoint.path()))));
        List<String> gone = new ArrayList<>();
        before.systems()
                .forEach(system -> system.endpoints().forEach(endpoint -> {
                    String id = Endpoint.idOf(endpoint.method(), endpoint.path());
                    if (!kept.contains(id)) {
                        gone.add(id);
                    }
                }));
        return gone;
    }

    private List<Wanted> wanted(Plan plan, List<String> withdrawn) {
        List<Wanted> wanted = new ArrayList<>();
        for (PlannedSystem system : plan.systems()) {
            if (!system.endpoints().isEmpty()) {
                wanted.add(wanted(plan.org(), system, withdrawn));
            }
        }
        return wanted;
    }

    private Wanted wanted(String org, PlannedSystem system, List<String> withdrawn) {
        Spec spec = specs.get(org, system.specId());
        List<String> ids =
                system.endpoints().stream().map(PlannedEndpoint::operationId).toList();
        List<Endpoint> endpoints = new ArrayList<>();
        for (Operation operation : specs.operations(org, spec.id(), ids).values()) {
            endpoints.add(Endpoint.of(operation, spec.id(), spec.contentHash(), spec.createdAt()));
        }
        String chosen = system.authMethods().stream()
                .filter(AuthMethod::recommended)
                .map(AuthMethod::id)
                .findFirst()
                .orElse(null);
        return new Wanted(
                spec.apiId(),
                spec.title(),
                spec.host(),
                system.baseUrl(),
                system.authMethods(),
                chosen,
                endpoints,
                withdrawn);
    }
}
