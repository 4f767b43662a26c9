package dev.ferrule.enduser;

import dev.ferrule.connector.Integrations;
import dev.ferrule.http.ETags;
import dev.ferrule.http.Page;
import dev.ferrule.http.PublicAddress;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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

/** What an integration has to do with end users: who switched it on, their links, and what they may choose. */
@RestController
@RequestMapping("/api/v1/integrations/{integrationId}")
class ActivationController {

    private final Activating activating;
    private final Activations activations;
    private final EndUsers endUsers;
    private final ConnectLinks links;
    private final Embeddings embeddings;
    private final Integrations integrations;
    private final PublicAddress address;

    ActivationController(
            Activating activating,
            Activations activations,
            EndUsers endUsers,
            ConnectLinks links,
            Embeddings embeddings,
            Integrations integrations,
            PublicAddress address) {
        this.activating = activating;
        this.activations = activations;
        this.endUsers = endUsers;
        this.links = links;
        this.embeddings = embeddings;
        this.integrations = integrations;
        this.address = address;
    }

    /** 200 and the one that is there, where the integration is switched on already. */
    @PostMapping("/end-users/{endUserId}/activations")
    ResponseEntity<Activation> activate(
            Principal caller, @PathVariable String integrationId, @PathVariable String endUserId) {
        Activating.Made made = activating.on(caller.getName(), integrationId, endUserId);
        URI location = URI.create("/api/v1/integrations/" + integrationId + "/end-users/" + endUserId + "/activations/"
                + made.activation().id());
        return made.isNew()
                ? ResponseEntity.created(location).body(made.activation())
                : ResponseEntity.ok(made.activation());
    }

    @GetMapping("/end-users/{endUserId}/activations")
    Page<Activation> ofEndUser(Principal caller, @PathVariable String integrationId, @PathVariable String endUserId) {
        var unused = integrations.get(caller.getName(), integrationId);
        EndUser endUser = endUsers.get(caller.getName(), endUserId);
        return new Page<>(
                activations
                        .find(caller.getName(), integrationId, endUser.id())
                        .map(List::of)
                        .orElse(List.of()),
                null);
    }

    /** All end users that have the integration switched on. */
    @GetMapping("/activations")
    Page<Activation> all(
            Principal caller,
            @PathVariable String integrationId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        String id = integrations.get(caller.getName(), integrationId).id();
        return Page.of(activations.ofIntegration(caller.getName(), id, cursor, size + 1), size, Activation::id);
    }

    /** Wipes the credentials of the end user's connections in this integration. Nothing to wipe is no failure. */
    @DeleteMapping("/end-users/{endUserId}/activations")
    ResponseEntity<Void> deactivate(
            Principal caller, @PathVariable String integrationId, @PathVariable String endUserId) {
        activating.off(caller.getName(), integrationId, endUserId);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/end-users/{endUserId}/activations/{activationId}")
    ResponseEntity<Void> deactivate(
            Principal caller,
            @PathVariable String integrationId,
            @PathVariable String endUserId,
            @PathVariable String activationId) {
        activating.off(caller.getName(), integrationId, endUserId, activationId);
        return ResponseEntity.noContent().build();
    }

    /**
     * @param templateId the only one to connect; null: all embedded ones
     * @param returnTo where the page leads back to in the end, of an origin that was allowed
     * @param minutes how long it lasts: 30 when null, 1,440 at most
     */
    record LinkForm(
            @Nullable String templateId,
            @Nullable String returnTo,
            @Nullable Integer minutes) {}

    record ConnectLink(String url, Instant expiresAt) {

        @Override
        public String toString() {
            return "connect link until " + expiresAt;
        }
    }

    @PostMapping("/end-users/{endUserId}/connect-link")
    ResponseEntity<ConnectLink> link(
            Principal caller,
            @PathVariable String integrationId,
            @PathVariable String endUserId,
            @RequestBody LinkForm form) {
        ConnectLinks.Issued issued = links.issue(
                caller.getName(), integrationId, endUserId, form.templateId(), form.returnTo(), form.minutes());
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new ConnectLink(address.base() + "/connect/" + issued.token(), issued.expiresAt()));
    }

    /** Withdraws all links that were given to the end user for this integration. */
    @DeleteMapping("/end-users/{endUserId}/connect-link")
    ResponseEntity<Void> withdraw(
            Principal caller, @PathVariable String integrationId, @PathVariable String endUserId) {
        links.closeAll(caller.getName(), integrationId, endUserId);
        return ResponseEntity.noContent().build();
    }

    /** What is not named is none. */
    record EmbeddingForm(
            @Nullable List<@Nullable String> returnOrigins,
            @Nullable List<@Nullable ChoiceForm> templates) {}

    record ChoiceForm(@Nullable String templateId, @Nullable List<@Nullable String> authMethodIds) {

        Embedding.Choice checked(String pointer) {
            List<String> methods = new ArrayList<>();
            for (String id : authMethodIds == null ? List.<@Nullable String>of() : authMethodIds) {
                methods.add(wanted(pointer + "/authMethodIds", id));
            }
            return new Embedding.Choice(wanted(pointer + "/templateId", templateId), methods);
        }

        private static String wanted(String pointer, @Nullable String id) {
            if (id == null || id.isBlank()) {
                throw Problem.invalid(pointer, "An id is needed.");
            }
            return id;
        }
    }

    @GetMapping("/embedding")
    ResponseEntity<Embedding> embedding(Principal caller, @PathVariable String integrationId) {
        Embedding embedding = embeddings.get(caller.getName(), integrationId);
        return ETags.ok(embedding, embedding.etag());
    }

    @PutMapping("/embedding")
    ResponseEntity<Embedding> embedding(
            Principal caller,
            @PathVariable String integrationId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody EmbeddingForm form) {
        List<Embedding.Choice> choices = new ArrayList<>();
        List<@Nullable ChoiceForm> given = form.templates() == null ? List.of() : form.templates();
        for (int i = 0; i < given.size() && i <= 200; i++) {
            ChoiceForm choice = given.get(i);
            if (choice == null) {
                throw Problem.invalid("/templates/" + i, "An object is needed.");
            }
            choices.add(choice.checked("/templates/" + i));
        }
        List<@Nullable String> origins = form.returnOrigins() == null ? List.of() : form.returnOrigins();
        Embedding embedding = embeddings.put(caller.getName(), integrationId, ifMatch, origins, choices);
        return ETags.ok(embedding, embedding.etag());
    }
}
