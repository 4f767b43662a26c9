package dev.ferrule.connection;

import dev.ferrule.connection.ConnectionStore.Part;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.Connectors;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Writes and wipes the connections of end users. */
@Component
class OwnedStore {

    private static final int ROUNDS = 10;
    private static final int PAGE = 100;

    private final ConnectionStore store;
    private final OAuthFlows flows;
    private final Connectors connectors;
    private final Connections connections;
    private final ObjectProvider<Ownership> ownership;

    OwnedStore(
            ConnectionStore store,
            OAuthFlows flows,
            Connectors connectors,
            Connections connections,
            ObjectProvider<Ownership> ownership) {
        this.store = store;
        this.flows = flows;
        this.connectors = connectors;
        this.connections = connections;
        this.ownership = ownership;
    }

    Optional<StoredConnection> find(String org, String templateId, String endUserId) {
        return store.findAny(org, new Owner(endUserId, templateId, "", "").connectionId())
                .filter(connection ->
                        connection.owner() != null && connection.owner().isOf(templateId, endUserId));
    }

    /** Makes it, or replaces all of the one that is there. Nothing is left when the owner lost the right meanwhile. */
    StoredConnection put(StoredConnection whole) {
        Owner owner = Objects.requireNonNull(whole.owner());
        StoredConnection put = insertOrReplace(whole);
        try {
            Connector unused = connectors.get(put.org(), put.connectorId());
            ownership.forEach(known -> known.check(put.org(), owner));
            return put;
        } catch (Problem gone) {
            store.removeOwned(put).ifPresent(connections::giveBack);
            throw gone;
        }
    }

    private StoredConnection insertOrReplace(StoredConnection whole) {
        for (int round = 0; round < ROUNDS; round++) {
            try {
                return store.insert(whole);
            } catch (DuplicateKeyException there) {
                if (store.findAny(whole.org(), whole.id()).isPresent()) {
                    try {
                        return replace(whole);
                    } catch (Problem gone) {
                        if (gone.kind() != Problem.Kind.NOT_FOUND) {
                            throw gone;
                        }
                    }
                }
            }
        }
        throw new Problem(
                Problem.Kind.UNAVAILABLE,
                "too-many-writers",
                "Too many others were changing it: try again in a moment.");
    }

    private StoredConnection replace(StoredConnection whole) {
        return store.changeAny(
                whole.org(),
                whole.id(),
                null,
                present -> Secrets.put(new Update(), whole.token())
                        .inc("token.serial", 1)
                        .unset("lease")
                        .set("owner", whole.owner())
                        .set("connectorId", whole.connectorId())
                        .set("name", whole.name())
                        .set("methods", whole.methods())
                        .set("previousMethods", List.of())
                        .set("baseUrl", whole.baseUrl())
                        .set("variables", whole.variables())
                        .set("credentials", whole.credentials())
                        .set("status", whole.status())
                        .unset("statusReason")
                        .unset("lastCheck"));
    }

    /** Removes all of them with their secrets, and logins under way; then gives tokens back. How many there were. */
    int wipe(String org, Part part) {
        flows.wipe(org, part);
        List<StoredConnection> removed = new ArrayList<>();
        String after = null;
        for (List<StoredConnection> page = store.owned(org, part, after, PAGE);
                !page.isEmpty();
                page = store.owned(org, part, after, PAGE)) {
            for (StoredConnection connection : page) {
                store.removeOwned(connection).ifPresent(removed::add);
                after = connection.id();
            }
        }
        removed.forEach(connections::giveBack);
        return removed.size();
    }
}
