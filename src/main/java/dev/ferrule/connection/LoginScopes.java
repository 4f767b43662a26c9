package dev.ferrule.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.SecurityRequirement;
import dev.ferrule.spec.SecurityScheme;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which scopes a login by a method may ask for, and why it would. */
@Component
class LoginScopes {

    private final Connectors connectors;
    private final Probes probes;
    private final Specs specs;

    LoginScopes(Connectors connectors, Probes probes, Specs specs) {
        this.connectors = connectors;
        this.probes = probes;
        this.specs = specs;
    }

    /**
     * @param description what the spec says of it; null: nothing
     * @param asked whether a login asks for it when nobody chooses
     * @param neededBy endpoints that cannot be called without it, as far as their specs say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LoginScope(String scope, @Nullable String description, boolean asked, List<Need> neededBy) {}

    record Need(String endpointId, String method, String path) {}

    /** Those that are asked for first, then those that an endpoint needs, then all others that the specs know. */
    List<LoginScope> of(String org, String connectorId, String authMethodId) {
        Definition definition = connectors.get(org, connectorId).definition();
        AuthMethod method =
                definition.authMethod(authMethodId).orElseThrow(() -> Problem.notFound("auth method", authMethodId));
        if (!StoredConnection.isOAuth(method)) {
            return List.of();
        }
        Map<String, Operation> operations = probes.operations(org, definition.endpoints());
        Map<String, List<Need>> needs = new TreeMap<>();
        for (Endpoint endpoint : definition.endpoints()) {
            Operation operation = operations.get(endpoint.id());
            if (operation != null && endpoint.removed() == null) {
                Set<String> needed = needed(operation, method);
                needed.forEach(scope -> needs.computeIfAbsent(scope, first -> new ArrayList<>())
                        .add(new Need(endpoint.id(), endpoint.method(), endpoint.path())));
            }
        }
        Map<String, String> declared = declared(org, definition, method);
        return Stream.of(method.scopes(), needs.keySet(), declared.keySet())
                .flatMap(Collection::stream)
                .distinct()
                .map(scope -> new LoginScope(
                        scope,
                        blankToNull(declared.get(scope)),
                        method.scopes().contains(scope),
                        needs.getOrDefault(scope, List.of())))
                .toList();
    }

    /** Of several ways in, the one that asks for least beyond what is asked for anyway. Ways without scopes are of other methods. */
    private static Set<String> needed(Operation operation, AuthMethod method) {
        return operation.security().stream()
                .filter(way -> way.schemes().values().stream().anyMatch(scopes -> !scopes.isEmpty()))
                .map(LoginScopes::scopes)
                .min(Comparator.comparingInt((Set<String> scopes) -> (int) scopes.stream()
                                .filter(scope -> !method.scopes().contains(scope))
                                .count())
                        .thenComparingInt(Set::size))
                .orElse(Set.of());
    }

    private static Set<String> scopes(SecurityRequirement way) {
        Set<String> scopes = new TreeSet<>();
        way.schemes().values().forEach(scopes::addAll);
        return scopes;
    }

    /** Name to description, of the flows with the method's addresses; of all flows where none has them. */
    private Map<String, String> declared(String org, Definition definition, AuthMethod method) {
        List<SecurityScheme.Flow> flows = definition.endpoints().stream()
                .map(Endpoint::provenance)
                .filter(Objects::nonNull)
                .map(Endpoint.Provenance::specId)
                .distinct()
                .flatMap(id -> specs.find(org, id).stream())
                .flatMap(spec -> spec.securitySchemes().stream())
                .flatMap(scheme -> scheme.flows().stream())
                .toList();
        List<SecurityScheme.Flow> own = flows.stream()
                .filter(flow -> Objects.equals(flow.tokenUrl(), method.tokenUrl())
                        && Objects.equals(flow.authorizationUrl(), method.authorizationUrl()))
                .toList();
        Map<String, String> declared = new LinkedHashMap<>();
        (own.isEmpty() ? flows : own).forEach(flow -> flow.scopes().forEach(declared::putIfAbsent));
        return declared;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
