package dev.ferrule.connection;

import dev.ferrule.connection.ConnectionStore.Part;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.LinkedConnections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells package connector about connections: for the Connect tab, and before a connector is deleted. */
@Component
class ConnectionsOfTemplates implements LinkedConnections {

    private final ConnectionStore store;
    private final Connectors connectors;
    private final NeededScopes scopes;
    private final OAuthClients clients;
    private final OwnedStore owned;

    ConnectionsOfTemplates(
            ConnectionStore store, Connectors connectors, NeededScopes scopes, OAuthClients clients, OwnedStore owned) {
        this.store = store;
        this.owned = owned;
        this.connectors = connectors;
        this.scopes = scopes;
        this.clients = clients;
    }

    @Override
    public Map<String, Linked> of(String org, List<Link> links) {
        List<String> ids = links.stream().map(Link::connectionId).distinct().toList();
        Map<String, StoredConnection> byId =
                store.all(org, ids).stream().collect(Collectors.toMap(StoredConnection::id, Function.identity()));
        Map<String, Linked> linked = new HashMap<>();
        for (Link link : links) {
            StoredConnection connection = byId.get(link.connectionId());
            if (connection != null) {
                linked.put(link.templateId(), linked(connection, link));
            }
        }
        return linked;
    }

    @Override
    public Map<String, Standing> standings(String org, List<String> connectionIds) {
        return store.all(org, connectionIds).stream()
                .collect(Collectors.toMap(
                        StoredConnection::id,
                        one -> new Standing(one.method().type(), one.status().word())));
    }

    private Linked linked(StoredConnection connection, Link link) {
        return new Linked(
                connection.id(),
                connection.name(),
                connection.method().id(),
                connection.method().type(),
                connection.baseUrl(),
                connection.status().word(),
                connection.statusReason(),
                connection.token().scopes(),
                connection.token().expiresAt(),
                connection.lastCheck() == null ? null : connection.lastCheck().at(),
                scopes.missing(connection, link.endpoints()),
                AuthMethodChange.of(
                                connection,
                                connectors
                                        .get(connection.org(), connection.connectorId())
                                        .definition())
                        .word());
    }

    @Override
    public List<String> ofConnector(String org, String connectorId) {
        return store.ofConnector(org, connectorId, null, 50).stream()
                .map(StoredConnection::name)
                .toList();
    }

    @Override
    public EndUsers endUsers(String org, String templateId) {
        return new EndUsers(
                store.countOwned(org, templateId), store.countOwned(org, templateId, Status.FAILING, Status.RECONNECT));
    }

    @Override
    public void forgetTemplate(String org, String templateId) {
        int unused = owned.wipe(org, new Part(null, null, null, templateId, null));
    }

    @Override
    public void forget(String org, String connectorId) {
        int unused = owned.wipe(org, new Part(connectorId, null, null, null, null));
        clients.forget(org, connectorId);
    }

    @Override
    public void forget(String org, String connectorId, String authMethodId) {
        clients.remove(org, connectorId, authMethodId);
    }
}
