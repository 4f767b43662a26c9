package dev.ferrule.connector;

import dev.ferrule.http.Page;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who uses a connector: what an edit of it may touch. */
@RestController
@RequestMapping("/api/v1/connectors/{connectorId}/templates")
class ConnectorUseController {

    private final ConnectorStore connectors;
    private final TemplateStore templates;
    private final Integrations integrations;

    ConnectorUseController(ConnectorStore connectors, TemplateStore templates, Integrations integrations) {
        this.connectors = connectors;
        this.templates = templates;
        this.integrations = integrations;
    }

    /** @param integrationName null where the integration is being deleted at this moment */
    record ConnectorUse(Template template, @Nullable String integrationName) {}

    @GetMapping
    Page<ConnectorUse> list(
            Principal caller,
            @PathVariable String connectorId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        String org = caller.getName();
        String id = connectors.get(org, connectorId).id();
        List<Template> found = templates.ofConnector(org, id, cursor, size + 1);
        List<String> ids =
                found.stream().map(Template::integrationId).distinct().toList();
        Map<String, Integration> byId =
                integrations.all(org, ids).stream().collect(Collectors.toMap(Integration::id, Function.identity()));
        List<ConnectorUse> uses = found.stream()
                .map(template -> {
                    Integration user = byId.get(template.integrationId());
                    return new ConnectorUse(template, user == null ? null : user.name());
                })
                .toList();
        return Page.of(uses, size, use -> use.template().id());
    }
}
