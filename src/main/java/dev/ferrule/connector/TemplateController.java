package dev.ferrule.connector;

import dev.ferrule.http.ETags;
import dev.ferrule.http.Page;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.bson.types.ObjectId;
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

/** The templates of an integration, by hand. */
@RestController
@RequestMapping("/api/v1/integrations/{integrationId}/templates")
class TemplateController {

    private final Templates templates;
    private final MergePatch patches;

    TemplateController(Templates templates, MergePatch patches) {
        this.templates = templates;
        this.patches = patches;
    }

    record NewTemplate(
            @Nullable String connectorId,
            @Nullable String name,
            @Nullable List<@Nullable String> endpointIds,
            @Nullable String authMethodId,
            @Nullable Boolean embedded,
            @Nullable String baseUrl,
            @Nullable Integer connectorRevision,
            Template.@Nullable Writes writes) {

        Template template(String org, String integrationId) {
            Checks checks = new Checks();
            String connector = checks.required("/connectorId", connectorId, 100);
            checks.done();
            Template blank =
                    Template.blank(new ObjectId().toHexString(), org, integrationId, connector, ConnectorStore.now());
            return new TemplateForm(name, endpointIds, authMethodId, embedded, baseUrl, connectorRevision, writes)
                    .onto(blank);
        }
    }

    /** What of a template can be changed; it stays with its connector. */
    record TemplateForm(
            @Nullable String name,
            @Nullable List<@Nullable String> endpointIds,
            @Nullable String authMethodId,
            @Nullable Boolean embedded,
            @Nullable String baseUrl,
            @Nullable Integer connectorRevision,
            Template.@Nullable Writes writes) {

        static TemplateForm of(Template template) {
            return new TemplateForm(
                    template.name(),
                    List.copyOf(template.endpointIds()),
                    template.authMethodId(),
                    template.embedded(),
                    template.baseUrl(),
                    template.connectorRevision(),
                    template.writes());
        }

        Template onto(Template template) {
            Checks checks = new Checks();
            Template changed = template.with(
                            checks.name("/name", name),
                            checks.texts("/endpointIds", endpointIds, Definition.MAX_ENDPOINTS, 100),
                            checks.text("/authMethodId", authMethodId, 1_000),
                            Boolean.TRUE.equals(embedded),
                            checks.baseUrl("/baseUrl", baseUrl))
                    .pinned(connectorRevision)
                    .writing(writes);
            checks.done();
            return changed;
        }
    }

    @GetMapping
    Page<Template> list(
            Principal caller,
            @PathVariable String integrationId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        return Page.of(templates.list(caller.getName(), integrationId, cursor, size + 1), size, Template::id);
    }

    @PostMapping
    ResponseEntity<Template> create(
            Principal caller, @PathVariable String integrationId, @RequestBody NewTemplate form) {
        Template made = templates.create(form.template(caller.getName(), integrationId));
        return ResponseEntity.created(URI.create("/api/v1/integrations/" + integrationId + "/templates/" + made.id()))
                .eTag("\"" + made.etag() + "\"")
                .body(made);
    }

    @GetMapping("/{id}")
    ResponseEntity<Template> get(Principal caller, @PathVariable String integrationId, @PathVariable String id) {
        Template template = templates.get(caller.getName(), integrationId, id);
        return ETags.ok(template, template.etag());
    }

    @PatchMapping("/{id}")
    ResponseEntity<Template> change(
            Principal caller,
            @PathVariable String integrationId,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody JsonNode patch) {
        Template changed = templates.change(
                caller.getName(),
                integrationId,
                id,
                ifMatch,
                template -> patches.onto(TemplateForm.of(template), patch, TemplateForm.class)
                        .onto(template));
        return ETags.ok(changed, changed.etag());
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(
            Principal caller,
            @PathVariable String integrationId,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        templates.remove(caller.getName(), integrationId, id, ifMatch);
        return ResponseEntity.noContent().build();
    }
}
