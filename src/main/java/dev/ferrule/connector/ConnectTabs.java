package dev.ferrule.connector;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.connector.ConnectTab.Row;
import dev.ferrule.connector.ConnectTab.State;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a Connect tab together with four reads, however many templates there are. */
@Component
class ConnectTabs {

    private final Integrations integrations;
    private final TemplateStore templates;
    private final ConnectorStore connectors;

    ConnectTabs(Integrations integrations, TemplateStore templates, ConnectorStore connectors) {
        this.integrations = integrations;
        this.templates = templates;
        this.connectors = connectors;
    }

    ConnectTab of(String org, String integrationId) {
        Integration integration = integrations.get(org, integrationId);
        List<Template> all = templates.ofIntegration(org, integrationId, null, Templates.MAX_OF_INTEGRATION);
        Map<String, Connector> byId =
                connectors
                        .all(
                                org,
                                all.stream()
                                        .map(Template::connectorId)
                                        .distinct()
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(Connector::id, Function.identity()));
        List<String> pinned = all.stream()
                .filter(template -> template.connectorRevision() != null)
                .map(template -> template.connectorId() + ":" + template.connectorRevision())
                .distinct()
                .toList();
        Map<String, Definition> revisions =
                connectors.revisions(pinned).stream().collect(Collectors.toMap(Revision::id, Revision::definition));
        return new ConnectTab(
                integration,
                all.stream()
                        .map(template -> row(template, byId.get(template.connectorId()), revisions))
                        .toList());
    }

    private static Row row(Template template, @Nullable Connector connector, Map<String, Definition> revisions) {
        Definition definition = connector == null || template.connectorRevision() == null
                ? connector == null ? null : connector.definition()
                : revisions.get(Revision.idOf(connector.id(), template.connectorRevision()));
        if (connector == null || definition == null) {
            return new Row(
                    template,
                    null,
                    List.of(),
                    template.endpointIds(),
                    List.of(),
                    null,
                    template.baseUrl(),
                    State.CONNECTOR_MISSING);
        }
        String chosen = template.authMethodId();
        AuthMethod method =
                chosen == null ? null : definition.authMethod(chosen).orElse(null);
        return new Row(
                template,
                new ConnectTab.System(
                        connector.id(),
                        connector.systemKey(),
                        connector.definition().name(),
                        connector.definition().domain(),
                        connector.publishedRevision(),
                        connector.draftDiffers()),
                definition.endpoints().stream()
                        .filter(endpoint -> template.endpointIds().contains(endpoint.id()))
                        .toList(),
                template.endpointIds().stream()
                        .filter(id -> definition.endpoint(id).isEmpty())
                        .toList(),
                definition.authMethods(),
                method,
                template.baseUrl() == null ? definition.baseUrl() : template.baseUrl(),
                state(template, method));
    }

    private static State state(Template template, @Nullable AuthMethod method) {
        if (template.embedded()) {
            return State.EMBEDDED;
        }
        if (method == null) {
            return State.NEEDS_AUTH_METHOD;
        }
        return method.type().equals("none") ? State.BYPASSED : State.NEEDS_CONNECTION;
    }
}
