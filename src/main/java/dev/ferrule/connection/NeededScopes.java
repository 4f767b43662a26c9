package dev.ferrule.connection;

import dev.ferrule.connector.Endpoint;
import dev.ferrule.connector.LinkedConnections.MissingScopes;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.SecurityRequirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which endpoints want scopes that a connection was not granted. */
@Component
class NeededScopes {

    private final Probes probes;

    NeededScopes(Probes probes) {
        this.probes = probes;
    }

    /** Exactly those that lack some, with what they lack; none where nobody knows what was granted. */
    List<MissingScopes> missing(StoredConnection connection, List<Endpoint> endpoints) {
        List<String> granted = connection.token().scopes();
        if (!connection.usesOAuth() || granted == null) {
            return List.of();
        }
        Map<String, Operation> operations = probes.operations(connection.org(), endpoints);
        List<MissingScopes> missing = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            Operation operation = operations.get(endpoint.id());
            List<String> lacking = operation == null ? List.of() : lacking(operation, granted);
            if (!lacking.isEmpty()) {
                missing.add(new MissingScopes(endpoint.id(), lacking));
            }
        }
        return missing;
    }

    /** Of several ways in, the one that lacks least. Ways without scopes are those of other auth methods. */
    private static List<String> lacking(Operation operation, List<String> granted) {
        return operation.security().stream()
                .filter(way -> way.schemes().values().stream().anyMatch(scopes -> !scopes.isEmpty()))
                .map(way -> lacking(way, granted))
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    private static List<String> lacking(SecurityRequirement way, List<String> granted) {
        Set<String> needed = new HashSet<>();
        way.schemes().values().forEach(needed::addAll);
        return needed.stream()
                .filter(scope -> !granted.contains(scope))
                .sorted()
                .toList();
    }
}
