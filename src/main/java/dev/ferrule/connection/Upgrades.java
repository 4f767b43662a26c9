package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.CredentialFields;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Definition;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Brings connections to the present state of their auth method, and back. Until then they go on with their snapshot. */
@Component
class Upgrades {

    private static final int PAGE = 100;

    private final ConnectionStore store;
    private final Connectors connectors;
    private final Snapshots snapshots;
    private final FreshTokens tokens;

    Upgrades(ConnectionStore store, Connectors connectors, Snapshots snapshots, FreshTokens tokens) {
        this.store = store;
        this.connectors = connectors;
        this.snapshots = snapshots;
        this.tokens = tokens;
    }

    /** A connection that an edit touches, and what came of its upgrade (null: none was tried). */
    record Touched(
            String connectionId,
            String name,
            AuthMethodChange change,
            @Nullable String outcome) {}

    /** The connections of an auth method, each with what the method's present state means for it. */
    List<Touched> touched(String org, String connectorId, String authMethodId) {
        Definition definition = connectors.get(org, connectorId).definition();
        return all(org, connectorId).stream()
                .filter(connection -> connection.methods().stream()
                        .anyMatch(method -> method.id().equals(authMethodId)))
                .map(connection -> new Touched(
                        connection.id(), connection.name(), AuthMethodChange.of(connection, definition), null))
                .toList();
    }

    /** Upgrades those that need no person; the others are named, and stay as they are. */
    List<Touched> all(String org, String connectorId, String authMethodId) {
        List<Touched> done = new ArrayList<>();
        for (Touched one : touched(org, connectorId, authMethodId)) {
            done.add(new Touched(one.connectionId(), one.name(), one.change(), outcome(org, one)));
        }
        return done;
    }

    private String outcome(String org, Touched one) {
        if (one.change() == AuthMethodChange.NONE) {
            return "unchanged";
        }
        try {
            StoredConnection unused = upgrade(org, one.connectionId(), null);
            return "upgraded";
        } catch (Problem e) {
            return e.code();
        }
    }

    StoredConnection upgrade(String org, String id, @Nullable String ifMatch) {
        StoredConnection connection = store.get(org, id);
        Definition definition = connectors.get(org, connection.connectorId()).definition();
        AuthMethodChange change = AuthMethodChange.of(connection, definition);
        if (change == AuthMethodChange.NONE) {
            return connection;
        }
        if (change.needsPerson()) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "reconnect-needed",
                    change == AuthMethodChange.REMOVED
                            ? "The connector has this auth method no more: connect by another one."
                            : "The auth method changed so that new credentials or a new login are needed.");
        }
        List<AuthMethod> methods = taken(connection, definition);
        return swap(org, id, ifMatch, methods, connection.methods(), change == AuthMethodChange.NEEDS_REFRESH);
    }

    private List<AuthMethod> taken(StoredConnection connection, Definition definition) {
        AuthMethod now = Snapshots.method(definition, connection.method().id());
        Map<String, String> variables = new LinkedHashMap<>();
        connection.variables().forEach(variable -> variables.put(variable.name(), variable.value()));
        return snapshots.take(definition, now, connection.baseUrl(), variables);
    }

    /** One of an end user, unless it was changed since. A new token, if it needs one, is got by whoever calls next. */
    void follow(StoredConnection seen, Definition definition, @Nullable String baseUrl, AuthMethodChange change) {
        AuthMethod now = Snapshots.method(definition, seen.method().id());
        if (CredentialFields.flow(now).equals("authorization_code")) {
            ClientHosts.check(now, baseUrl);
        }
        List<AuthMethod> methods = taken(seen, definition);
        StoredConnection unused = store.changeAny(
                seen.org(),
                seen.id(),
                "\"" + seen.version() + "\"",
                connection -> swapped(methods, connection.methods(), change == AuthMethodChange.NEEDS_REFRESH));
    }

    /** Back to what the methods were before the last upgrade. */
    StoredConnection downgrade(String org, String id, @Nullable String ifMatch) {
        StoredConnection connection = store.get(org, id);
        if (connection.previousMethods().isEmpty()) {
            throw new Problem(
                    Problem.Kind.CONFLICT, "nothing-to-go-back-to", "This connection was not upgraded, or went back.");
        }
        return swap(org, id, ifMatch, connection.previousMethods(), List.of(), connection.usesTokens());
    }

    private StoredConnection swap(
            String org,
            String id,
            @Nullable String ifMatch,
            List<AuthMethod> methods,
            List<AuthMethod> previous,
            boolean renew) {
        StoredConnection swapped = store.change(org, id, ifMatch, connection -> swapped(methods, previous, renew));
        return renew && swapped.status() != Status.RECONNECT ? tokens.fresh(swapped) : swapped;
    }

    private static Update swapped(List<AuthMethod> methods, List<AuthMethod> previous, boolean renew) {
        Update update = new Update().set("methods", methods).set("previousMethods", previous);
        if (renew) {
            // The token that is there may be of no use; the next caller gets another. A refresh token stays.
            update.unset("token.access").inc("token.serial", 1).unset("token.retryAt");
        }
        return update;
    }

    private List<StoredConnection> all(String org, String connectorId) {
        List<StoredConnection> all = new ArrayList<>();
        List<StoredConnection> page = store.ofConnector(org, connectorId, null, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.ofConnector(org, connectorId, page.get(page.size() - 1).id(), PAGE);
        }
        return all;
    }
}
