package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.connector.Saved;
import dev.ferrule.connector.Wanted;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Violation;
import dev.ferrule.spec.Operation;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A system's connector without a plan: operations that somebody has picked from its spec. */
@RestController
@RequestMapping("/api/v1/specs/{id}/connector")
class ConnectorFromSpecController {

    private static final int MOST = 500;

    private final Specs specs;
    private final AuthBook authBook;
    private final Connectors connectors;

    ConnectorFromSpecController(Specs specs, AuthBook authBook, Connectors connectors) {
        this.specs = specs;
        this.authBook = authBook;
        this.connectors = connectors;
    }

    /** @param operationIds none: only the connector, with the auth methods of the whole spec */
    record PickedForm(@Nullable List<@Nullable String> operationIds) {}

    /** Adds them to the connector's draft, as endpoints that know their schemas; the connector is made on first use. */
    @PostMapping
    Saved take(Principal caller, @PathVariable String id, @RequestBody PickedForm form) {
        String org = caller.getName();
        Spec spec = specs.get(org, id);
        List<Operation> operations = operations(org, spec, form.operationIds());
        List<AuthMethod> methods = authBook.methods(spec, operations);
        Optional<AuthMethod> recommended =
                methods.stream().filter(AuthMethod::recommended).findFirst();
        Wanted wanted = new Wanted(
                spec.apiId(),
                spec.title(),
                spec.host(),
                PlanWriter.baseUrl(spec),
                methods,
                recommended.map(AuthMethod::id).orElse(null),
                operations.stream()
                        .map(one -> Endpoint.of(one, spec.id(), spec.contentHash(), spec.createdAt()))
                        .toList(),
                List.of());
        return connectors.save(org, null, List.of(wanted)).get(0);
    }

    private List<Operation> operations(String org, Spec spec, @Nullable List<@Nullable String> given) {
        List<@Nullable String> ids = given == null ? List.of() : given;
        if (ids.size() > MOST) {
            throw Problem.invalid("/operationIds", "At most " + MOST + " operations can be taken at once.");
        }
        List<String> asked = new ArrayList<>();
        for (String id : ids) {
            asked.add(id == null ? "" : id);
        }
        Map<String, Operation> found = specs.operations(org, spec.id(), asked);
        List<Violation> unknown = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            if (!found.containsKey(asked.get(i))) {
                unknown.add(new Violation("/operationIds/" + i, "The spec has no such operation."));
            }
        }
        if (!unknown.isEmpty()) {
            throw new Problem(
                    Problem.Kind.INVALID, "invalid-request", unknown.get(0).message(), unknown);
        }
        return List.copyOf(found.values());
    }
}
