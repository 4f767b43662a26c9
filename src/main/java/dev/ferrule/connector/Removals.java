package dev.ferrule.connector;

import dev.ferrule.http.ETags;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Violation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Takes things away, unless somebody uses them; then it says who. */
@Service
class Removals {

    private final ConnectorStore connectors;
    private final TemplateStore templates;
    private final Integrations integrations;
    private final ObjectProvider<IntegrationPart> parts;
    private final ObjectProvider<LinkedConnections> connections;
    private final ObjectProvider<ConnectorPart> connectorParts;

    Removals(
            ConnectorStore connectors,
            TemplateStore templates,
            Integrations integrations,
            ObjectProvider<IntegrationPart> parts,
            ObjectProvider<LinkedConnections> connections,
            ObjectProvider<ConnectorPart> connectorParts) {
        this.connectorParts = connectorParts;
        this.connectors = connectors;
        this.templates = templates;
        this.integrations = integrations;
        this.parts = parts;
        this.connections = connections;
    }

    /**
     * Removes a connector that no template uses, then its revisions. A template that came at the same moment is found by
     * a second look, and the connector put back.
     */
    void connector(String org, String id, @Nullable String ifMatch) {
        Connector removed = Retry.untilSaved(() -> {
            Connector connector = connectors.get(org, id);
            ETags.check(ifMatch, connector.etag(), "connector", id);
            refuseIfUsed(connector, "connector", connector.definition().name(), template -> true);
            refuseIfConnected(connector);
            return connectors.remove(connector);
        });
        try {
            refuseIfUsed(removed, "connector", removed.definition().name(), template -> true);
            refuseIfConnected(removed);
        } catch (Problem used) {
            putBack(removed);
            throw used;
        }
        connectors.removeRevisions(id);
        connections.forEach(known -> known.forget(org, id));
        connectorParts.forEach(part -> part.forgetConnector(org, id));
    }

    /** An auth method is gone from its connector: so is what was kept for logins by it. */
    void forgetAuthMethod(String org, String connectorId, String authMethodId) {
        connections.forEach(known -> known.forget(org, connectorId, authMethodId));
    }

    private void refuseIfConnected(Connector connector) {
        List<String> names = connections.stream()
                .flatMap(known -> known.ofConnector(connector.org(), connector.id()).stream())
                .toList();
        if (!names.isEmpty()) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "connector-in-use",
                    "The connector '" + connector.definition().name() + "' has connections: delete them first.",
                    names.stream()
                            .map(name -> new Violation("", "The connection '" + name + "' belongs to it."))
                            .toList());
        }
    }

    /** Templates that have pinned a revision keep the endpoint there; only those that follow the draft need it here. */
    void checkEndpointUnused(Connector connector, String endpointId) {
        refuseIfUsed(
                connector,
                "endpoint",
                endpointId,
                template -> template.followsDraft() && template.endpointIds().contains(endpointId));
    }

    void checkAuthMethodUnused(Connector connector, String authMethodId) {
        refuseIfUsed(
                connector,
                "auth method",
                authMethodId,
                template -> template.followsDraft() && authMethodId.equals(template.authMethodId()));
    }

    /** Removes an integration with its templates: those first and, in case one came meanwhile, again after it; then what others keep of it. */
    void integration(String org, String id, @Nullable String ifMatch) {
        Integration unused = Retry.untilSaved(() -> {
            Integration integration = integrations.get(org, id);
            ETags.check(ifMatch, integration.etag(), "integration", id);
            templates.removeAll(org, id);
            return integrations.remove(integration);
        });
        templates.removeAll(org, id);
        parts.orderedStream().forEach(part -> part.removeWith(org, id));
    }

    private void refuseIfUsed(Connector connector, String what, String name, Predicate<Template> uses) {
        List<Template> users = templates.ofConnectors(connector.org(), List.of(connector.id())).stream()
                .filter(uses)
                .toList();
        if (users.isEmpty()) {
            return;
        }
        List<String> ids =
                users.stream().map(Template::integrationId).distinct().toList();
        Map<String, Integration> byId = integrations.all(connector.org(), ids).stream()
                .collect(Collectors.toMap(Integration::id, Function.identity()));
        List<Violation> violations = users.stream()
                .map(template -> {
                    Integration user = byId.get(template.integrationId());
                    String userName = user == null ? template.integrationId() : user.name();
                    return new Violation(
                            "/integrations/" + template.integrationId() + "/templates/" + template.id(),
                            "The integration '" + userName + "' uses it by its template '" + template.name() + "'.");
                })
                .toList();
        throw new Problem(
                Problem.Kind.CONFLICT,
                what.replace(' ', '-') + "-in-use",
                "The " + what + " '" + name + "' is used by " + users.size()
                        + (users.size() == 1 ? " template of " : " templates of ") + ids.size()
                        + (ids.size() == 1 ? " integration." : " integrations."),
                violations);
    }

    private void putBack(Connector connector) {
        try {
            connectors.restore(connector);
        } catch (DuplicateKeyException e) {
            // A plan has made a new connector of this system meanwhile, and its template belongs to that one.
        }
    }
}
