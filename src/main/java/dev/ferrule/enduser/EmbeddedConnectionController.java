package dev.ferrule.enduser;

import dev.ferrule.connection.Check;
import dev.ferrule.connection.OwnedConnections.Owned;
import dev.ferrule.connection.OwnedConnections.Started;
import dev.ferrule.enduser.EndUserConnections.Wish;
import dev.ferrule.http.ETags;
import dev.ferrule.http.PublicAddress;
import java.net.URI;
import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** End users' connections, for products with a page of their own. Secrets come in and never go out. */
@RestController
@RequestMapping("/api/v1/templates/{templateId}/end-users/{endUserId}")
class EmbeddedConnectionController {

    private final EndUserConnections connections;
    private final PublicAddress address;

    EmbeddedConnectionController(EndUserConnections connections, PublicAddress address) {
        this.connections = connections;
        this.address = address;
    }

    /**
     * @param authMethodId null: the template's
     * @param baseUrl instead of the template's or connector's
     */
    record EmbeddedForm(
            @Nullable String authMethodId,
            @Nullable String baseUrl,
            @Nullable Map<String, @Nullable String> variables,
            @Nullable Map<String, @Nullable String> credentials) {

        Wish wish() {
            return new Wish(authMethodId, baseUrl, variables, credentials);
        }

        @Override
        public String toString() {
            return "embedded form";
        }
    }

    record LoginForm(
            @Nullable String authMethodId,
            @Nullable String baseUrl,
            @Nullable Map<String, @Nullable String> variables) {}

    /** Makes it, or replaces all of the one that is there. */
    @PostMapping("/connection")
    ResponseEntity<EmbeddedConnection> connect(
            Principal caller,
            @PathVariable String templateId,
            @PathVariable String endUserId,
            @RequestBody EmbeddedForm form) {
        Owned owned = connections.connect(caller.getName(), templateId, endUserId, form.wish());
        EmbeddedConnection shown = connections.shown(caller.getName(), owned);
        return owned.version() > 0
                ? ETags.ok(shown, owned.version())
                : ResponseEntity.created(URI.create(
                                "/api/v1/templates/" + templateId + "/end-users/" + endUserId + "/connection"))
                        .eTag("\"0\"")
                        .body(shown);
    }

    @GetMapping("/connection")
    ResponseEntity<EmbeddedConnection> get(
            Principal caller, @PathVariable String templateId, @PathVariable String endUserId) {
        Owned owned = connections.get(caller.getName(), templateId, endUserId);
        return ETags.ok(connections.shown(caller.getName(), owned), owned.version());
    }

    @DeleteMapping("/connection")
    ResponseEntity<Void> remove(
            Principal caller,
            @PathVariable String templateId,
            @PathVariable String endUserId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        connections.remove(caller.getName(), templateId, endUserId, ifMatch);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/connection/check")
    Check check(Principal caller, @PathVariable String templateId, @PathVariable String endUserId) {
        var unused = connections.get(caller.getName(), templateId, endUserId);
        return connections.check(caller.getName(), templateId, endUserId);
    }

    /** Begins a login with the system; the end user's browser opens {@code startUrl}. */
    @PostMapping("/oauth2/authorize")
    ResponseEntity<Started> authorize(
            Principal caller,
            @PathVariable String templateId,
            @PathVariable String endUserId,
            @RequestBody LoginForm form) {
        Wish wish = new Wish(form.authMethodId(), form.baseUrl(), form.variables(), null);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(connections.login(caller.getName(), templateId, endUserId, wish, address.base(), null));
    }
}
