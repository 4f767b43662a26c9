package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Card;
import java.util.ArrayList;
import java.util.Arrays;
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
                if (!addresses(known).equals(addresses(method))) {
                    return "Its addresses are not those of the spec.";
                }
                return place(known).equals(place(method)) ? null : "It puts the secret elsewhere than was detected.";
            }
        }
        return "No such auth method was detected.";
    }

    private static List<@Nullable String> addresses(AuthMethod method) {
        return Arrays.asList(method.tokenUrl(), method.authorizationUrl(), method.openIdConnectUrl());
    }

    private static List<@Nullable String> place(AuthMethod method) {
        return Arrays.asList(method.in(), method.name(), method.prefix(), method.flow());
    }

    /** The coverage without alternatives that were not offered. */
    Plan.Coverage checked(Plan.Coverage coverage, List<Plan.Refusal> refusals) {
        List<Plan.Alternative> kept = new ArrayList<>();
        for (Plan.Alternative alternative : coverage.alternatives()) {
            String key = alternative.method() + " " + alternative.path();
            if (operations.getOrDefault(alternative.specId(), Map.of()).containsValue(key)) {
                kept.add(alternative);
            } else {
                refusals.add(new Plan.Refusal(key, "It is no alternative, since no such operation was offered."));
            }
        }
        return new Plan.Coverage(coverage.clause(), coverage.status(), kept);
    }

    /** A workflow without steps and mappings that use what is not in the plan. */
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
        List<Workflow.Mapping> mappings = workflow.mappings().stream()
                .filter(mapping -> mapping.isFrom(known) && known.contains(mapping.target()))
                .toList();
        return new Workflow(
                workflow.name(), workflow.trigger(), workflow.story(), steps, mappings, workflow.acceptance());
    }
}
