package dev.ferrule.connector;

import dev.ferrule.http.ETags;
import dev.ferrule.http.Page;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Integrations, and all that the Connect tab shows of one. */
@RestController
@RequestMapping("/api/v1/integrations")
class IntegrationController {

    private final Integrations integrations;
    private final IntegrationSummaries summaries;
    private final Removals removals;
    private final ConnectTabs tabs;
    private final MergePatch patches;

    IntegrationController(
            Integrations integrations,
            IntegrationSummaries summaries,
            Removals removals,
            ConnectTabs tabs,
            MergePatch patches) {
        this.integrations = integrations;
        this.summaries = summaries;
        this.removals = removals;
        this.tabs = tabs;
        this.patches = patches;
    }

    record IntegrationForm(@Nullable String name) {

        String checkedName() {
            Checks checks = new Checks();
            String checked = checks.name("/name", name);
            checks.done();
            return checked;
        }
    }

    /** With {@code summary=true} each says in {@code systems} how many it has and how many of them need attention. */
    @GetMapping
    Page<IntegrationInList> list(
            Principal caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "false") boolean summary,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        String org = caller.getName();
        Page<Integration> page =
                Page.of(integrations.list(org, Checks.query(q), cursor, size + 1), size, Integration::id);
        List<IntegrationInList> items = summary
                ? summaries.of(org, page.items())
                : page.items().stream()
                        .map(one -> IntegrationInList.of(one, null))
                        .toList();
        return new Page<>(items, page.nextCursor());
    }

    @PostMapping
    ResponseEntity<Integration> create(Principal caller, @RequestBody IntegrationForm form) {
        Integration made = integrations.create(caller.getName(), form.checkedName());
        return ResponseEntity.created(URI.create("/api/v1/integrations/" + made.id()))
                .eTag("\"" + made.etag() + "\"")
                .body(made);
    }

    @GetMapping("/{id}")
    ResponseEntity<Integration> get(Principal caller, @PathVariable String id) {
        Integration integration = integrations.get(caller.getName(), id);
        return ETags.ok(integration, integration.etag());
    }

    @PatchMapping("/{id}")
    ResponseEntity<Integration> change(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody JsonNode patch) {
        Integration changed = integrations.rename(
                caller.getName(),
                id,
                ifMatch,
                integration -> patches.onto(new IntegrationForm(integration.name()), patch, IntegrationForm.class)
                        .checkedName());
        return ETags.ok(changed, changed.etag());
    }

    /** Its templates go with it; connectors stay, since they are the organisation's. */
    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        removals.integration(caller.getName(), id, ifMatch);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{id}/connect")
    ConnectTab connect(Principal caller, @PathVariable String id) {
        return tabs.of(caller.getName(), id);
    }
}
