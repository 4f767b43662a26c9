package dev.ferrule.connector;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.http.ETags;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.security.Principal;
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

/** The auth methods of a connector's draft by hand. Every answer carries the connector's ETag. */
@RestController
@RequestMapping("/api/v1/connectors/{connectorId}/auth-methods")
class AuthMethodController {

    private final ConnectorStore store;
    private final Removals removals;

    AuthMethodController(ConnectorStore store, Removals removals) {
        this.store = store;
        this.removals = removals;
    }

    @GetMapping
    ResponseEntity<Page<AuthMethod>> list(
            Principal caller,
            @PathVariable String connectorId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Connector connector = store.get(caller.getName(), connectorId);
        List<AuthMethod> all = connector.definition().authMethods();
        return ETags.ok(Page.of(all, Page.checkedLimit(limit), cursor, AuthMethod::id), connector.etag());
    }

    @GetMapping("/{id}")
    ResponseEntity<AuthMethod> get(Principal caller, @PathVariable String connectorId, @PathVariable String id) {
        Connector connector = store.get(caller.getName(), connectorId);
        return ETags.ok(existing(connector.definition(), id), connector.etag());
    }

    @PostMapping
    ResponseEntity<AuthMethod> create(
            Principal caller,
            @PathVariable String connectorId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody AuthMethodForm form) {
        AuthMethod method = form.method(null);
        Connector changed = store.change(caller.getName(), connectorId, ifMatch, definition -> {
            if (definition.authMethod(method.id()).isPresent()) {
                throw new Problem(
                        Problem.Kind.CONFLICT,
                        "auth-method-exists",
                        "The connector has the auth method '" + method.id() + "' already: change that one.");
            }
            return with(definition, method);
        });
        return ResponseEntity.created(URI.create("/api/v1/connectors/" + connectorId + "/auth-methods/" + method.id()))
                .eTag("\"" + changed.etag() + "\"")
                .body(method);
    }

    @PutMapping("/{id}")
    ResponseEntity<AuthMethod> replace(
            Principal caller,
            @PathVariable String connectorId,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody AuthMethodForm form) {
        Connector changed = store.change(
                caller.getName(),
                connectorId,
                ifMatch,
                definition -> with(definition, form.method(existing(definition, id))));
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
            removals.checkAuthMethodUnused(store.get(org, connectorId), id);
            for (AuthMethod other : definition.authMethods()) {
                if (other.together().contains(id)) {
                    throw new Problem(
                            Problem.Kind.CONFLICT,
                            "auth-method-in-use",
                            "The auth method '" + other.id() + "' needs '" + id + "' at the same time.");
                }
            }
            return definition.withAuthMethods(definition.authMethods().stream()
                    .filter(method -> !method.id().equals(id))
                    .toList());
        });
        removals.forgetAuthMethod(org, connectorId, id);
        return ResponseEntity.noContent().eTag("\"" + changed.etag() + "\"").build();
    }

    /** Puts the method in; one that is recommended by hand is the only one that is. */
    private static Definition with(Definition definition, AuthMethod method) {
        for (String id : method.together()) {
            if (id.equals(method.id()) || definition.authMethod(id).isEmpty()) {
                throw Problem.invalid("/together", "'" + id + "' is no other auth method of this connector.");
            }
        }
        Stream<AuthMethod> others = definition.authMethods().stream()
                .filter(other -> !other.id().equals(method.id()))
                .map(other -> method.recommended() && other.recommended() ? other.recommended(false) : other);
        return definition.withAuthMethods(
                Stream.concat(others, Stream.of(method)).toList());
    }

    private static AuthMethod existing(Definition definition, String id) {
        return definition.authMethod(id).orElseThrow(() -> Problem.notFound("auth method", id));
    }
}
