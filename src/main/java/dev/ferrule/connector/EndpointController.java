package dev.ferrule.connector;

import dev.ferrule.connector.Endpoint.Parameter;
import dev.ferrule.http.ETags;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints of a connector's draft by hand. Every answer carries the connector's ETag. */
@RestController
@RequestMapping("/api/v1/connectors/{connectorId}/endpoints")
class EndpointController {

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "QUERY");
    private static final List<String> PLACES = List.of("path", "query", "header", "cookie", "body");
    private static final List<String> TYPES = List.of("string", "number", "integer", "boolean", "array", "object");
    private static final int MAX_PARAMETERS = 100;

    private final ConnectorStore store;
    private final Removals removals;

    EndpointController(ConnectorStore store, Removals removals) {
        this.store = store;
        this.removals = removals;
    }

    record EndpointForm(
            @Nullable String method,
            @Nullable String path,
            @Nullable String operationId,
            @Nullable String summary,
            @Nullable String description,
            @Nullable List<@Nullable ParameterForm> parameters) {

        Endpoint endpoint(@Nullable Endpoint replaced) {
            Checks checks = new Checks();
            String verb = checks.oneOf("/method", method, METHODS);
            String where = checks.required("/path", path, 2_000);
            if (!where.isEmpty() && !where.startsWith("/")) {
                checks.add("/path", "A path that begins with '/' is needed.");
            }
            Endpoint endpoint = new Endpoint(
                    Endpoint.idOf(verb, where),
                    checks.text("/operationId", operationId, 200),
                    verb,
                    where,
                    checks.text("/summary", summary, 300),
                    checks.prose("/description", description, 4_000),
                    parameters(checks),
                    replaced == null ? null : replaced.provenance(),
                    true,
                    replaced == null ? null : replaced.removed());
            checks.done();
            if (replaced != null && !replaced.id().equals(endpoint.id())) {
                throw Problem.invalid(
                        "/path",
                        "An endpoint keeps its method and path, which are " + replaced.method() + " " + replaced.path()
                                + ": add another one instead.");
            }
            return endpoint;
        }

        private List<Parameter> parameters(Checks checks) {
            List<Parameter> made = new ArrayList<>();
            if (parameters == null) {
                return made;
            }
            if (parameters.size() > MAX_PARAMETERS) {
                checks.add("/parameters", "An endpoint may have " + MAX_PARAMETERS + " parameters.");
                return made;
            }
            for (int i = 0; i < parameters.size(); i++) {
                String pointer = "/parameters/" + i;
                ParameterForm form = parameters.get(i);
                if (form == null) {
                    checks.add(pointer, "A parameter is needed here, not null.");
                    continue;
                }
                made.add(new Parameter(
                        checks.required(pointer + "/name", form.name(), 200),
                        checks.oneOf(pointer + "/in", form.in(), PLACES),
                        Boolean.TRUE.equals(form.required()),
                        form.type() == null ? null : checks.oneOf(pointer + "/type", form.type(), TYPES),
                        checks.prose(pointer + "/description", form.description(), 500)));
            }
            return made;
        }
    }

    record ParameterForm(
            @Nullable String name,
            @Nullable String in,
            @Nullable Boolean required,
            @Nullable String type,
            @Nullable String description) {}

    @GetMapping
    ResponseEntity<Page<Endpoint>> list(
            Principal caller,
            @PathVariable String connectorId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Connector connector = store.get(caller.getName(), connectorId);
        List<Endpoint> all = connector.definition().endpoints();
        return ETags.ok(Page.of(all, Page.checkedLimit(limit), cursor, Endpoint::id), connector.etag());
    }

    @GetMapping("/{id}")
    ResponseEntity<Endpoint> get(Principal caller, @PathVariable String connectorId, @PathVariable String id) {
        Connector connector = store.get(caller.getName(), connectorId);
        return ETags.ok(existing(connector.definition(), id), connector.etag());
    }

    @PostMapping
    ResponseEntity<Endpoint> create(
            Principal caller,
            @PathVariable String connectorId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody EndpointForm form) {
        Endpoint endpoint = form.endpoint(null);
        Connector changed = store.change(caller.getName(), connectorId, ifMatch, definition -> {
            if (definition.endpoint(endpoint.id()).isPresent()) {
                throw new Problem(
                        Problem.Kind.CONFLICT,
                        "endpoint-exists",
                        "The connector has " + endpoint.method() + " " + endpoint.path() + " already, as '"
                                + endpoint.id() + "': change that one.");
            }
            return with(definition, endpoint);
        });
        return ResponseEntity.created(URI.create("/api/v1/connectors/" + connectorId + "/endpoints/" + endpoint.id()))
                .eTag("\"" + changed.etag() + "\"")
                .body(endpoint);
    }

    @PutMapping("/{id}")
    ResponseEntity<Endpoint> replace(
            Principal caller,
            @PathVariable String connectorId,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody EndpointForm form) {
        Connector changed = store.change(
                caller.getName(),
                connectorId,
                ifMatch,
                definition -> with(definition, form.endpoint(existing(definition, id))));
        return ETags.ok(existing(changed.definition(), id), changed.etag());
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(
            Principal caller,
            @PathVariable String connectorId,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        String org = caller.getName();
        Connector changed = store.change(org, connectorId, ifMatch, definition -> {
            existing(definition, id);
            removals.checkEndpointUnused(store.get(org, connectorId), id);
            return definition.withEndpoints(definition.endpoints().stream()
                    .filter(endpoint -> !endpoint.id().equals(id))
                    .toList());
        });
        return ResponseEntity.noContent().eTag("\"" + changed.etag() + "\"").build();
    }

    private static Definition with(Definition definition, Endpoint endpoint) {
        Stream<Endpoint> others =
                definition.endpoints().stream().filter(other -> !other.id().equals(endpoint.id()));
        return definition.withEndpoints(
                Stream.concat(others, Stream.of(endpoint)).toList());
    }

    private static Endpoint existing(Definition definition, String id) {
        return definition.endpoint(id).orElseThrow(() -> Problem.notFound("endpoint", id));
    }
}
