package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Card;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that a plan may be made of: operations that were found, auth methods that were detected, servers of the specs. */
public final class Offer {

    private final Map<String, Map<String, String>> operations = new HashMap<>();
    private final Map<String, List<AuthMethod>> methods = new HashMap<>();
    private final Map<String, Set<String>> servers = new HashMap<>();

    /** Offers operations; those of a spec may be offered in several goes. */
    public Offer operations(List<Card> cards) {
        for (Card card : cards) {
            operations
                    .computeIfAbsent(card.specId(), id -> new HashMap<>())
                    .put(card.operationId(), card.method() + " " + card.path());
        }
        return this;
    }

    public Offer system(String specId, List<AuthMethod> detected, List<String> baseUrls) {
        operations.computeIfAbsent(specId, id -> new HashMap<>());
        methods.put(specId, detected);
        servers.put(specId, new HashSet<>(baseUrls));
        return this;
    }

    boolean hasSystem(String specId) {
        return servers.containsKey(specId);
    }

    boolean hasOperation(String specId, String operationId, String method, String path) {
        return (method + " " + path)
                .equals(operations.getOrDefault(specId, Map.of()).get(operationId));
    }

    boolean hasBaseUrl(String specId, @Nullable String baseUrl) {
        return baseUrl == null || servers.getOrDefault(specId, Set.of()).contains(baseUrl);
    }

    /** Why a method may not stand in the plan; null when it may. */
    @Nullable
    String faultOf(String specId, AuthMethod method) {
        for (AuthMethod known : methods.getOrDefault(specId, List.of())) {
            if (known.id().equals(method.id()) && known.type().equals(method.type())) {
                if (!known.scopes().containsAll(method.scopes())) {
                    return "It asks for more scopes than the chosen operations need.";
                }
                boolean sameHosts = java.util.Objects.equals(known.tokenUrl(), method.tokenUrl())
                        && java.util.Objects.equals(known.authorizationUrl(), method.authorizationUrl());
                return sameHosts ? null : "Its addresses are not those of the spec.";
            }
        }
        return "No such auth method was detected.";
    }

    /** A workflow without steps that use what is not in the plan. */
    Workflow checked(Workflow workflow, List<Plan.PlannedSystem> systems, List<Plan.Refusal> refusals) {
        Set<String> known = new HashSet<>();
        systems.forEach(system -> system.endpoints()
                .forEach(endpoint -> known.add(system.name() + ' ' + endpoint.method() + ' ' + endpoint.path())));
        List<Workflow.Step> steps = workflow.steps().stream()
                .filter(step -> known.contains(step.system() + ' ' + step.method() + ' ' + step.path()))
                .toList();
        if (steps.size() < workflow.steps().size()) {
            refusals.add(
                    new Plan.Refusal(workflow.name(), "Some of its steps used endpoints that are not in the plan."));
        }
        return new Workflow(workflow.name(), workflow.trigger(), steps, workflow.mappings());
    }
}
