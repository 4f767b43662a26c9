package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.CredentialField;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Template;
import dev.ferrule.connector.Templates;
import dev.ferrule.http.ETags;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Connections over HTTP. Secrets come in and never go out. */
@RestController
@RequestMapping("/api/v1")
class ConnectionController {

    private final Connections connections;
    private final ConnectionStore store;
    private final ConnectionChecks checks;
    private final Connectors connectors;
    private final Templates templates;

    ConnectionController(
            Connections connections,
            ConnectionStore store,
            ConnectionChecks checks,
            Connectors connectors,
            Templates templates) {
        this.connections = connections;
        this.store = store;
        this.checks = checks;
        this.connectors = connectors;
        this.templates = templates;
    }

    @PostMapping("/connectors/{connectorId}/connections")
    ResponseEntity<Connection> create(
            Principal caller, @PathVariable String connectorId, @RequestBody ConnectionForm form) {
        StoredConnection made = connections.create(caller.getName(), connectorId, form);
        return ResponseEntity.created(URI.create("/api/v1/connections/" + made.id()))
                .eTag("\"" + made.version() + "\"")
                .body(made.shown());
    }

    @GetMapping("/connectors/{connectorId}/connections")
    Page<Connection> list(
            Principal caller,
            @PathVariable String connectorId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        String id = connectors.get(caller.getName(), connectorId).id();
        List<Connection> found = store.ofConnector(caller.getName(), id, cursor, size + 1).stream()
                .map(StoredConnection::shown)
                .toList();
        return Page.of(found, size, Connection::id);
    }

    /** What a connection of this auth method needs. */
    @GetMapping("/connectors/{connectorId}/auth-methods/{authMethodId}/credential-fields")
    Page<CredentialField> fields(
            Principal caller, @PathVariable String connectorId, @PathVariable String authMethodId) {
        var definition = connectors.get(caller.getName(), connectorId).definition();
        AuthMethod method =
                definition.authMethod(authMethodId).orElseThrow(() -> Problem.notFound("auth method", authMethodId));
        List<AuthMethod> all = Snapshots.withCompany(definition, method);
        return new Page<>(
                CredentialRules.fields(all).entrySet().stream()
                        .map(field -> new CredentialField(
                                field.getKey(),
                                field.getValue().required(),
                                field.getValue().secret(),
                                field.getValue().description()))
                        .toList(),
                null);
    }

    @GetMapping("/connections/{id}")
    ResponseEntity<Connection> get(Principal caller, @PathVariable String id) {
        return answer(store.get(caller.getName(), id));
    }

    @PatchMapping("/connections/{id}")
    ResponseEntity<Connection> change(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ConnectionPatch patch) {
        return answer(connections.change(caller.getName(), id, ifMatch, patch));
    }

    @DeleteMapping("/connections/{id}")
    ResponseEntity<Void> remove(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        connections.remove(caller.getName(), id, ifMatch);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/connections/{id}/check")
    Check check(Principal caller, @PathVariable String id) {
        return checks.check(caller.getName(), id);
    }

    /** @param bypass true: go without authentication, whatever is connected; false: by the connection again */
    record LinkForm(@Nullable String connectionId, @Nullable Boolean bypass) {}

    @PutMapping("/integrations/{integrationId}/templates/{templateId}/connection")
    ResponseEntity<Template> link(
            Principal caller,
            @PathVariable String integrationId,
            @PathVariable String templateId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody LinkForm form) {
        String org = caller.getName();
        Template template = templates.get(org, integrationId, templateId);
        String id = form.connectionId();
        if (id == null && form.bypass() == null) {
            throw Problem.invalid("/connectionId", "The id of a connection is needed, or \"bypass\".");
        }
        if (id != null && !store.get(org, id).connectorId().equals(template.connectorId())) {
            throw Problem.invalid("/connectionId", "That connection belongs to another connector.");
        }
        Template changed = templates.link(
                org,
                integrationId,
                templateId,
                ifMatch,
                id == null ? template.connectionId() : id,
                Boolean.TRUE.equals(form.bypass()));
        if (id != null && store.find(org, id).isEmpty()) {
            // Deleted at this very moment: whoever deletes looks for templates last, and this for the connection.
            templates.unlink(org, id);
            throw Problem.notFound("connection", id);
        }
        return ETags.ok(changed, changed.etag());
    }

    private static ResponseEntity<Connection> answer(StoredConnection connection) {
        return ETags.ok(connection.shown(), connection.version());
    }
}
