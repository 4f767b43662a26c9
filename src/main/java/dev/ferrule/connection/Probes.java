package dev.ferrule.connection;

import dev.ferrule.catalogue.Specs;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the operation that tells most cheaply whether credentials are good: it reads, wants nothing, and needs them. */
@Component
class Probes {

    /** Who am I? */
    private static final Pattern SELF = Pattern.compile(
            "(?i).*/(me|self|whoami|who_am_i|user|userinfo|account|profile|session|ping|status|token)(\\.json)?$");

    private final Specs specs;

    Probes(Specs specs) {
        this.specs = specs;
    }

    Optional<Endpoint> find(Connector connector) {
        List<Endpoint> readers = connector.definition().endpoints().stream()
                .filter(endpoint ->
                        endpoint.method().equals("GET") && endpoint.path().indexOf('{') < 0)
                .toList();
        Map<String, Operation> operations = operations(connector.org(), readers);
        return readers.stream()
                .filter(endpoint -> wantsNothing(endpoint, operations.get(endpoint.id())))
                .min(Comparator.comparing((Endpoint endpoint) -> isOpen(operations.get(endpoint.id())))
                        .thenComparing(
                                endpoint -> !SELF.matcher(endpoint.path()).matches())
                        .thenComparing(endpoint -> endpoint.path().length())
                        .thenComparing(Endpoint::id));
    }

    private static boolean wantsNothing(Endpoint endpoint, @org.jspecify.annotations.Nullable Operation operation) {
        return endpoint.parameters().stream().noneMatch(Endpoint.Parameter::required)
                && (operation == null
                        || operation.parameters().stream()
                                .noneMatch(parameter -> parameter.required()
                                        && !parameter.name().equalsIgnoreCase("Authorization")));
    }

    /** Whether the spec says that no authentication is fine: then a good answer tells nothing. */
    private static boolean isOpen(@org.jspecify.annotations.Nullable Operation operation) {
        return operation != null
                && !operation.security().isEmpty()
                && operation.security().stream().anyMatch(one -> one.schemes().isEmpty());
    }

    /** What the specs say of endpoints, by endpoint id; those made by hand, or of a spec that is gone, are left out. */
    Map<String, Operation> operations(String org, Collection<Endpoint> endpoints) {
        Map<String, List<Endpoint>> bySpec = endpoints.stream()
                .filter(endpoint -> endpoint.provenance() != null && endpoint.operationId() != null)
                .collect(Collectors.groupingBy(endpoint ->
                        Objects.requireNonNull(endpoint.provenance()).specId()));
        Map<String, Operation> found = new HashMap<>();
        bySpec.forEach((specId, some) -> {
            if (specs.find(org, specId).isEmpty()) {
                return;
            }
            List<String> ids = new ArrayList<>();
            some.forEach(endpoint -> ids.add(Objects.requireNonNull(endpoint.operationId())));
            Map<String, Operation> operations = specs.operations(org, specId, ids);
            for (Endpoint endpoint : some) {
                Operation operation = operations.get(Objects.requireNonNull(endpoint.operationId()));
                if (operation != null) {
                    found.put(endpoint.id(), operation);
                }
            }
        });
        return found;
    }
}
