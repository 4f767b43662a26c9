package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.DigestNonces;
import dev.ferrule.auth.Signing;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.EgressFailure;
import dev.ferrule.egress.Reach;
import dev.ferrule.egress.Sender;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final Duration USUAL_TIME = Duration.ofSeconds(20);
    private static final int MEGABYTE = 1 << 20;

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
     * @return the answer of whatever status; an {@link EgressFailure} when there is none
     */
    public Answer send(
            String org,
            String connectionId,
            String method,
            String pathAndQuery,
            List<Call.Header> headers,
            byte[] body) {
        Exchange exchange = exchange(
                org, connectionId, new Errand(null, method, pathAndQuery, headers, body, MEGABYTE, USUAL_TIME));
        if (exchange.answer() == null) {
            throw Objects.requireNonNull(exchange.failure());
        }
        return exchange.answer();
    }

    /** Makes the call, again where new credentials may help, and tells what was sent and what came back. */
    public Exchange exchange(String org, String connectionId, Errand errand) {
        StoredConnection connection = tokens.fresh(store.getAny(org, connectionId));
        Call call = new Call(
                errand.method(),
                target(base(connection.baseUrl(), errand.baseUrl()), errand.pathAndQuery()),
                errand.headers(),
                errand.body());
        Map<String, String> credentials = secrets.open(connection);
        Call signed = signed(connection, credentials, call);
        Attempt first = attempt(connection, credentials, call, signed, errand);
        Answer answer = first.answer();
        if (answer == null || answer.status() != 401) {
            return shown(first);
        }
        if (connection.methods().stream().anyMatch(ConnectionCalls::isDigest)) {
            boolean again =
                    nonces.learn(connection.id(), answer.all("WWW-Authenticate"), signed.header("Authorization"));
            return shown(
                    again
                            ? attempt(connection, credentials, call, signed(connection, credentials, call), errand)
                            : first);
        }
        if (connection.usesTokens() && mayBeStale(connection)) {
            // It may have been revoked or have ended early; once more by another one.
            StoredConnection renewed = tokens.after(connection);
            return shown(attempt(renewed, credentials, call, signed(renewed, credentials, call), errand));
        }
        return shown(first);
    }

    /** The base URL that a call would have, for showing it before it is made. */
    public String baseUrl(String org, String connectionId, @Nullable String wanted) {
        return target(base(store.getAny(org, connectionId).baseUrl(), wanted), "")
                .toString();
    }

    private record Attempt(
            StoredConnection connection,
            Map<String, String> credentials,
            Call call,
            Call signed,
            @Nullable Answer answer,
            @Nullable EgressFailure failure) {}

    private Attempt attempt(
            StoredConnection connection, Map<String, String> credentials, Call call, Call signed, Errand errand) {
        try {
            Answer answer = send(connection, credentials, signed, errand);
            return new Attempt(connection, credentials, call, signed, answer, null);
        } catch (EgressFailure failure) {
            return new Attempt(connection, credentials, call, signed, null, failure);
        }
    }

    private Exchange shown(Attempt attempt) {
        Redaction redaction = secrets.redaction(attempt.connection(), attempt.credentials());
        return new Exchange(
                redaction.shown(attempt.call(), attempt.signed()), redaction, attempt.answer(), attempt.failure());
    }

    /** The wanted address where it is of the same origin: credentials go nowhere that they were not given for. */
    private static @Nullable String base(@Nullable String own, @Nullable String wanted) {
        if (own == null || wanted == null || wanted.indexOf('{') >= 0) {
            return own;
        }
        try {
            URI here = URI.create(own);
            URI there = URI.create(wanted.replaceAll("/+$", ""));
            boolean same = here.getScheme().equalsIgnoreCase(there.getScheme())
                    && here.getRawAuthority().equalsIgnoreCase(there.getRawAuthority());
            return same ? there.toString() : own;
        } catch (IllegalArgumentException | NullPointerException e) {
            return own;
        }
    }

    /** A system that refuses everything must not make us log in again and again. */
    private static boolean mayBeStale(StoredConnection connection) {
        Instant since = connection.token().obtainedAt();
        return connection.isSession()
                ? since != null && since.isBefore(Instant.now().minus(YOUNG))
                : connection.token().refresh() != null;
    }

    private Answer send(StoredConnection connection, Map<String, String> credentials, Call signed, Errand errand) {
        Reach reach = Reach.of(signed.uri()).atMost(errand.mostBytes(), errand.time());
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
