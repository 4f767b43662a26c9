package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.Signing;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.Reach;
import dev.ferrule.egress.Sender;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Calls a system through a connection: renews the token if need be, signs, and sends to the host of the connection's base
 * URL and no other.
 */
@Service
public class ConnectionCalls {

    private static final Duration YOUNG = Duration.ofSeconds(30);

    private final ConnectionStore store;
    private final FreshTokens tokens;
    private final Secrets secrets;
    private final Sender sender;

    ConnectionCalls(ConnectionStore store, FreshTokens tokens, Secrets secrets, Sender sender) {
        this.store = store;
        this.tokens = tokens;
        this.secrets = secrets;
        this.sender = sender;
    }

    /**
     * @param pathAndQuery appended to the base URL, encoded
     * @return the answer of whatever status; an {@link dev.ferrule.egress.EgressFailure} when there is none
     */
    public Answer send(
            String org,
            String connectionId,
            String method,
            String pathAndQuery,
            List<Call.Header> headers,
            byte[] body) {
        StoredConnection connection = tokens.fresh(store.get(org, connectionId));
        Answer answer = send(connection, method, pathAndQuery, headers, body);
        if (answer.status() == 401
                && connection.usesOAuth()
                && connection.token().refresh() != null) {
            // It may have been revoked or have ended early; once more by another one.
            return send(tokens.after(connection), method, pathAndQuery, headers, body);
        }
        return answer;
    }

    /** A system that refuses everything must not make us get token after token. */
    private static boolean mayBeStale(TokenState token) {
        return token.refresh() != null
                && token.obtainedAt() != null
                && token.obtainedAt().isBefore(Instant.now().minus(YOUNG));
    }

    Answer send(
            StoredConnection connection, String method, String pathAndQuery, List<Call.Header> headers, byte[] body) {
        URI target = target(connection.baseUrl(), pathAndQuery);
        Call call = signed(connection, new Call(method, target, headers, body));
        return sender.send(call, Reach.of(target));
    }

    private Call signed(StoredConnection connection, Call plain) {
        Map<String, String> all = new HashMap<>(secrets.open(connection));
        String access = secrets.access(connection);
        Call call = plain;
        for (AuthMethod method : connection.methods()) {
            Map<String, String> own = CredentialRules.of(connection.methods(), method, all);
            if (access != null && StoredConnection.isOAuth(method)) {
                own.put(Signing.ACCESS_TOKEN, access);
            }
            call = Signing.sign(method, own, call);
        }
        return call;
    }

    private static URI target(@Nullable String baseUrl, String pathAndQuery) {
        if (baseUrl == null) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "base-url-missing",
                    "Neither the connection nor its connector has a base URL: give the connection one.");
        }
        try {
            String base = baseUrl.replace("{", "%7B").replace("}", "%7D");
            URI target = URI.create(base + pathAndQuery);
            // A path that begins with '@' or ':' could turn the base's host into something else.
            if (!pathAndQuery.isEmpty() && !pathAndQuery.startsWith("/") && !pathAndQuery.startsWith("?")) {
                throw new IllegalArgumentException("no path");
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("/path", "The path does not make an address that can be called.");
        }
    }
}
