package dev.ferrule.connector;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.connector.ConnectTab.Row;
import dev.ferrule.connector.ConnectTab.State;
import dev.ferrule.connector.LinkedConnections.EndUsers;
import dev.ferrule.connector.LinkedConnections.Link;
import dev.ferrule.connector.LinkedConnections.Linked;
import dev.ferrule.connector.LinkedConnections.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts a Connect tab together with a handful of reads, however many templates there are. */
@Component
class ConnectTabs {

    private final Integrations integrations;
    private final TemplateStore templates;
    private final ConnectorStore connectors;
    private final ObjectProvider<LinkedConnections> connections;

    ConnectTabs(
            Integrations integrations,
            TemplateStore templates,
            ConnectorStore connectors,
            ObjectProvider<LinkedConnections> connections) {
        this.integrations = integrations;
        this.templates = templates;
        this.connectors = connectors;
        this.connections = connections;
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
        Map<String, Linked> linked = linked(org, all, byId, revisions);
        return new ConnectTab(
                integration,
                all.stream()
                        .map(template ->
                                row(template, byId.get(template.connectorId()), revisions, linked.get(template.id())))
                        .toList());
    }

    private Map<String, Linked> linked(
            String org, List<Template> all, Map<String, Connector> byId, Map<String, Definition> revisions) {
        List<Link> links = new ArrayList<>();
        for (Template template : all) {
            Definition definition = definition(template, byId.get(template.connectorId()), revisions);
            if (template.connectionId() != null && definition != null) {
                links.add(new Link(template.id(), template.connectionId(), endpoints(template, definition)));
            }
        }
        Map<String, Linked> linked = new HashMap<>();
        if (!links.isEmpty()) {
            connections.forEach(known -> linked.putAll(known.of(org, links)));
        }
        return linked;
    }

    private static List<Endpoint> endpoints(Template template, Definition definition) {
        return definition.endpoints().stream()
                .filter(endpoint -> template.endpointIds().contains(endpoint.id()))
                .toList();
    }

    private static @Nullable Definition definition(
            Template template, @Nullable Connector connector, Map<String, Definition> revisions) {
        if (connector == null || template.connectorRevision() == null) {
            return connector == null ? null : connector.definition();
        }
        return revisions.get(Revision.idOf(connector.id(), template.connectorRevision()));
    }

    private @Nullable EndUsers endUsers(Template template) {
        return template.embedded()
                ? connections
                        .orderedStream()
                        .map(known -> known.endUsers(template.org(), template.id()))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private Row row(
            Template template,
            @Nullable Connector connector,
            Map<String, Definition> revisions,
            @Nullable Linked connection) {
        Definition definition = definition(template, connector, revisions);
        if (connector == null || definition == null) {
            return new Row(
                    template,
                    null,
                    List.of(),
                    template.endpointIds(),
                    List.of(),
                    null,
                    null,
                    endUsers(template),
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
                endpoints(template, definition),
                template.endpointIds().stream()
                        .filter(id -> definition.endpoint(id).isEmpty())
                        .toList(),
                definition.authMethods(),
                method,
                connection,
                endUsers(template),
                template.baseUrl() == null ? definition.baseUrl() : template.baseUrl(),
                State.of(
                        template,
                        method == null ? null : method.type(),
                        connection == null ? null : new Standing(connection.authType(), connection.status())));
    }
}
