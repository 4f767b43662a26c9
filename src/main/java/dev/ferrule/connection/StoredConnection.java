package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * A connection with its sealed secrets, in one document, so that a crash leaves all of it or nothing. It never goes into an
 * answer; {@link Connection} does.
 *
 * <p>{@code version} counts changes by callers. Renewing a token is none of them, so that it makes nobody's ETag stale;
 * therefore nothing here is saved as a whole, each change names its fields.
 *
 * @param owner null: it is the organisation's own; otherwise none of the organisation's lists and links may ever show it
 * @param methods the auth method as it was when connected, with its addresses filled in, then those that go with it
 * @param previousMethods what they were before the last upgrade; empty: there is no way back
 * @param baseUrl without a slash at its end; null: the connector has none, and none was given
 */
@Document("connections")
record StoredConnection(
        @MongoId String id,
        String org,
        @Nullable Owner owner,
        String connectorId,
        String name,
        List<AuthMethod> methods,
        List<AuthMethod> previousMethods,
        @Nullable String baseUrl,
        List<Variable> variables,
        List<SealedValue> credentials,
        TokenState token,
        @Nullable Lease lease,
        Status status,
        @Nullable String statusReason,
        @Nullable Check lastCheck,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Who renews the token at the moment, and until when nobody else may. */
    record Lease(String holder, Instant until) {}

    AuthMethod method() {
        return methods.get(0);
    }

    boolean usesOAuth() {
        return isOAuth(method());
    }

    /** Whether it works by a token that is renewed without anybody's help. */
    boolean usesTokens() {
        return usesOAuth() || isSession();
    }

    /** Whether it logs in by itself. */
    boolean isSession() {
        return method().type().equals("session") && method().session() != null;
    }

    static boolean isOAuth(AuthMethod method) {
        return method.type().equals("oauth2") || method.type().equals("openid_connect");
    }

    boolean isOwned() {
        return owner != null;
    }

    /** What a caller may see. */
    Connection shown() {
        return new Connection(
                id,
                connectorId,
                name,
                method(),
                methods.subList(1, methods.size()),
                baseUrl,
                credentials.stream().map(SealedValue::name).toList(),
                token.scopes(),
                token.expiresAt(),
                status,
                statusReason,
                lastCheck,
                !previousMethods.isEmpty(),
                createdAt,
                updatedAt);
    }
}
