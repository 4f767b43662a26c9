package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.DigestNonces;
import dev.ferrule.auth.Signing;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.Reach;
import dev.ferrule.egress.Sender;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
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
    private final DigestNonces nonces;

    ConnectionCalls(ConnectionStore store, FreshTokens tokens, Secrets secrets, Sender sender, DigestNonces nonces) {
        this.store = store;
        this.tokens = tokens;
        this.secrets = secrets;
        this.sender = sender;
        this.nonces = nonces;
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
        Call call = call(connection, method, pathAndQuery, headers, body);
        Map<String, String> credentials = secrets.open(connection);
        Call signed = signed(connection, credentials, call);
        Answer answer = send(connection, credentials, signed);
        if (answer.status() != 401) {
            return answer;
        }
        if (connection.methods().stream().anyMatch(ConnectionCalls::isDigest)) {
            boolean again =
                    nonces.learn(connection.id(), answer.all("WWW-Authenticate"), signed.header("Authorization"));
            return again ? send(connection, credentials, signed(connection, credentials, call)) : answer;
        }
        if (connection.usesTokens() && mayBeStale(connection)) {
            // It may have been revoked or have ended early; once more by another one.
            StoredConnection renewed = tokens.after(connection);
            return send(renewed, credentials, signed(renewed, credentials, call));
        }
        return answer;
    }

    /** A system that refuses everything must not make us log in again and again. */
    private static boolean mayBeStale(StoredConnection connection) {
        Instant since = connection.token().obtainedAt();
        return connection.isSession()
                ? since != null && since.isBefore(Instant.now().minus(YOUNG))
                : connection.token().refresh() != null;
    }

    private static Call call(
            StoredConnection connection, String method, String pathAndQuery, List<Call.Header> headers, byte[] body) {
        return new Call(method, target(connection.baseUrl(), pathAndQuery), headers, body);
    }

    private Answer send(StoredConnection connection, Map<String, String> credentials, Call signed) {
        Reach reach = Reach.of(signed.uri());
        for (AuthMethod method : connection.methods()) {
            SSLContext tls = Signing.tls(method, CredentialRules.of(connection.methods(), method, credentials));
            reach = tls == null ? reach : reach.with(tls);
        }
        // What signs a request signs its address: it would be worth nothing after a redirect.
        boolean bound = connection.methods().stream().anyMatch(Signing::bindsRequest);
        return sender.send(signed, bound ? reach.withoutRedirects() : reach);
    }

    private Call signed(StoredConnection connection, Map<String, String> credentials, Call plain) {
        String access = secrets.access(connection);
        Call call = plain;
        for (AuthMethod method : Signing.inOrder(connection.methods())) {
            Map<String, String> own = CredentialRules.of(connection.methods(), method, credentials);
            if (access != null && method.equals(connection.method())) {
                own.put(Signing.ACCESS_TOKEN, access);
            }
            call = isDigest(method) ? nonces.sign(connection.id(), own, call) : Signing.sign(method, own, call);
        }
        return call;
    }

    private static boolean isDigest(AuthMethod method) {
        return method.type().equals("digest");
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
