package dev.ferrule.connection;

import java.time.Instant;
import java.util.List;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * A login that somebody began: what is needed to end it, and nothing that would help anybody else.
 *
 * @param id hash of the state, or the id of a device's login, so that the database tells nobody a state that works
 * @param connection the connection to be, without credentials; of a reconnection the present one
 * @param reconnects whether the connection is there already
 * @param secret sealed: the code verifier, or the device code
 * @param browser hash of what the browser's cookie must hold; null: it is bound to no browser (yet)
 * @param scopes that were asked for
 * @param pollAt of a device: not to ask the server before that
 */
@Document("oauthFlows")
record OAuthFlow(
        @MongoId String id,
        String org,
        StoredConnection connection,
        boolean reconnects,
        Binary secret,
        @Nullable String browser,
        @Nullable String redirectUri,
        @Nullable String returnTo,
        List<String> scopes,
        @Nullable Instant pollAt,
        long intervalSeconds,
        Instant expiresAt) {}
