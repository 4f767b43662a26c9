package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.CredentialFields;
import dev.ferrule.oauth.OAuthRefusal;
import dev.ferrule.oauth.Tokens;
import dev.ferrule.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** What logins by code and by device share: how they begin, and how tokens become a connection. */
@Component
class Logins {

    private final Connections connections;
    private final ConnectionStore store;
    private final Secrets secrets;
    private final OAuthClients clients;
    private final OwnedStore owned;

    Logins(Connections connections, ConnectionStore store, Secrets secrets, OAuthClients clients, OwnedStore owned) {
        this.connections = connections;
        this.owned = owned;
        this.store = store;
        this.secrets = secrets;
        this.clients = clients;
    }

    /**
     * A login that can begin.
     *
     * @param connection the connection to be, with the client's credentials sealed; it is not stored
     */
    record Login(StoredConnection connection, boolean reconnects, Map<String, String> client, List<String> scopes) {

        AuthMethod method() {
            return connection.method();
        }
    }

    /** Of an end user, by the client that the organisation keeps. */
    Login begin(StoredConnection blank, String flow) {
        checkFlow(blank, flow);
        Map<String, String> client = clients.forLogin(blank, null);
        client.remove("refreshToken");
        List<SealedValue> sealed = secrets.seal(blank.org(), blank.id(), client);
        return new Login(
                withId(blank, blank.id(), sealed), false, client, blank.method().scopes());
    }

    private static void checkFlow(StoredConnection blank, String flow) {
        if (!blank.usesOAuth() || !CredentialFields.flow(blank.method()).equals(flow)) {
            throw Problem.invalid("/authMethodId", "This auth method has no login by " + flow.replace('_', ' ') + ".");
        }
    }

    Login begin(String org, String connectorId, LoginForm form, String flow) {
        StoredConnection known = form.connectionId() == null ? null : store.get(org, form.connectionId());
        if (known != null && !known.connectorId().equals(connectorId)) {
            throw Problem.invalid("/connectionId", "That connection belongs to another connector.");
        }
        StoredConnection blank = connections.blank(org, connectorId, connectionForm(form, known));
        checkFlow(blank, flow);
        String id = known == null ? blank.id() : known.id();
        Map<String, String> client = form.credentials() == null && known != null
                ? secrets.open(known)
                : clients.forLogin(blank, form.credentials());
        client.remove("refreshToken");
        List<String> scopes = form.scopes() == null ? blank.method().scopes() : scopes(form.scopes());
        return new Login(withId(blank, id, secrets.seal(org, id, client)), known != null, client, scopes);
    }

    private static ConnectionForm connectionForm(LoginForm form, @Nullable StoredConnection known) {
        if (known == null) {
            return new ConnectionForm(form.name(), form.authMethodId(), form.baseUrl(), form.variables(), null);
        }
        Map<String, @Nullable String> variables = new java.util.HashMap<>();
        known.variables().forEach(variable -> variables.put(variable.name(), variable.value()));
        return new ConnectionForm(
                form.name() == null ? known.name() : form.name(),
                form.authMethodId() == null ? known.method().id() : form.authMethodId(),
                form.baseUrl() == null ? known.baseUrl() : form.baseUrl(),
                form.variables() == null ? variables : form.variables(),
                null);
    }

    private static List<String> scopes(List<@Nullable String> given) {
        TreeSet<String> scopes = new TreeSet<>();
        for (String scope : given) {
            if (scope == null || !scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,300}")) {
                throw Problem.invalid(
                        "/scopes", "A scope is a word without spaces, quotes and backslashes (RFC 6749).");
            }
            scopes.add(scope);
        }
        return List.copyOf(scopes);
    }

    private static StoredConnection withId(StoredConnection blank, String id, List<SealedValue> credentials) {
        return new StoredConnection(
                id,
                blank.org(),
                blank.owner(),
                blank.connectorId(),
                blank.name(),
                blank.methods(),
                List.of(),
                blank.baseUrl(),
                blank.variables(),
                credentials,
                TokenState.NONE,
                null,
                Status.CONNECTED,
                null,
                null,
                0,
                blank.createdAt(),
                blank.updatedAt());
    }

    /** One write makes the connection with all its tokens, or replaces those of the one that is there. */
    StoredConnection finish(OAuthFlow flow, Tokens tokens) {
        StoredConnection blank = flow.connection();
        if (!flow.reconnects()) {
            TokenState state = secrets.state(blank.org(), blank.id(), tokens, TokenState.NONE, flow.scopes());
            StoredConnection whole = Connections.with(blank, blank.credentials(), state, Status.CONNECTED);
            return blank.isOwned() ? owned.put(whole) : connections.insert(whole);
        }
        return store.change(blank.org(), blank.id(), null, present -> {
            TokenState state = secrets.state(blank.org(), blank.id(), tokens, TokenState.NONE, flow.scopes());
            return Secrets.put(new Update(), state)
                    .inc("token.serial", 1)
                    .unset("lease")
                    .set("methods", blank.methods())
                    .set("previousMethods", List.of())
                    .set("baseUrl", blank.baseUrl())
                    .set("variables", blank.variables())
                    .set("credentials", blank.credentials())
                    .set("name", blank.name())
                    .set("status", Status.CONNECTED)
                    .unset("statusReason");
        });
    }

    static Problem refused(OAuthRefusal refusal) {
        return new Problem(
                refusal.lasting() ? Problem.Kind.UNPROCESSABLE : Problem.Kind.UNAVAILABLE,
                refusal.lasting() ? "login-refused" : "token-server-unavailable",
                "The authorization server " + (refusal.lasting() ? "answers " : "gives no token at the moment: ")
                        + refusal.code() + ". Begin the login again.");
    }

    static String wanted(@Nullable String url, String what) {
        if (url == null) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "auth-method-incomplete",
                    "The auth method has no " + what + ": add it to the connector first.");
        }
        return Objects.requireNonNull(url);
    }
}
