package dev.ferrule.connection;

import dev.ferrule.oauth.OAuthRefusal;
import dev.ferrule.oauth.Tokens;
import dev.ferrule.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Renews access tokens ahead of their end: one renewal for each connection, however many callers wait for it (they share
 * it) and on however many nodes (a lease in the database). A refresh token that the server replaced is saved before the
 * access token that came with it is used. A refusal is remembered, and nobody asks again until somebody connects anew.
 */
@Component
class FreshTokens {

    private static final Logger LOG = LoggerFactory.getLogger(FreshTokens.class);

    /** Longer than a call to a token endpoint can take, so that a lease ends only with its holder. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(70);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_NANOS = 50_000_000;
    private static final int SAVES = 5;

    private final ConnectionStore store;
    private final Secrets secrets;
    private final Grants grants;
    private final String holder = new ObjectId().toHexString();
    private final Map<String, CompletableFuture<StoredConnection>> renewals = new ConcurrentHashMap<>();

    FreshTokens(ConnectionStore store, Secrets secrets, Grants grants) {
        this.store = store;
        this.secrets = secrets;
        this.grants = grants;
    }

    /** The connection with a token that is good for a while; a problem that says what to do when there can be none. */
    StoredConnection fresh(StoredConnection connection) {
        if (!connection.usesTokens() || connection.token().isFresh(Instant.now())) {
            return connection;
        }
        return shared(connection, -1);
    }

    /** Another token, since the system refused this one although it should still be good. */
    StoredConnection after(StoredConnection refused) {
        return shared(refused, refused.token().serial());
    }

    private StoredConnection shared(StoredConnection connection, long refusedSerial) {
        CompletableFuture<StoredConnection> mine = new CompletableFuture<>();
        CompletableFuture<StoredConnection> running = renewals.putIfAbsent(connection.id(), mine);
        if (running != null) {
            try {
                return running.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
        try {
            StoredConnection renewed = renewOrWait(connection, refusedSerial);
            mine.complete(renewed);
            return renewed;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            renewals.remove(connection.id(), mine);
        }
    }

    private StoredConnection renewOrWait(StoredConnection first, long refusedSerial) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            StoredConnection seen = store.getAny(first.org(), first.id());
            TokenState token = seen.token();
            Instant now = Instant.now();
            boolean refused = token.serial() == refusedSerial;
            if (token.isFresh(now) && !refused) {
                return seen;
            }
            boolean usable = token.isUsable(now) && !refused;
            if (seen.status() == Status.RECONNECT) {
                throw reconnect(seen);
            }
            if (token.retryAt() != null && now.isBefore(token.retryAt())) {
                if (usable) {
                    return seen;
                }
                throw unavailable(seen, "token_server_failed");
            }
            StoredConnection leased = store.lease(seen, holder, now.plus(LEASE));
            if (leased != null) {
                return renew(leased, usable);
            }
            if (usable) {
                return seen; // Another node renews it ahead of its end.
            }
            if (now.isAfter(end)) {
                throw unavailable(seen, "token_server_slow");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private StoredConnection renew(StoredConnection leased, boolean usable) {
        Tokens tokens;
        try {
            tokens = grants.anew(leased.method(), secrets.open(leased), secrets.refresh(leased));
        } catch (OAuthRefusal refusal) {
            if (refusal.lasting()) {
                return refused(leased, refusal);
            }
            LOG.warn("The token of connection {} could not be renewed: {}", leased.id(), refusal.code());
            Update later = new Update()
                    .unset("lease")
                    .set("token.retryAt", ConnectionStore.now().plus(PAUSE_AFTER_FAILURE));
            store.note(leased, later);
            if (usable) {
                return leased;
            }
            throw unavailable(leased, refusal.code());
        } catch (RuntimeException e) {
            store.note(leased, new Update().unset("lease"));
            throw e;
        }
        return save(leased, tokens);
    }

    /** The server may have replaced the refresh token, and the old one is worth nothing then: so this tries hard. */
    private StoredConnection save(StoredConnection leased, Tokens tokens) {
        TokenState state = secrets.state(
                leased.org(),
                leased.id(),
                tokens,
                leased.token(),
                leased.method().scopes());
        for (int attempt = 1; ; attempt++) {
            try {
                Update update = Secrets.put(new Update(), state).unset("statusReason");
                if (leased.status() != Status.FAILING) {
                    update.set("status", Status.CONNECTED);
                }
                StoredConnection saved = store.renewed(leased, update);
                return saved == null ? store.getAny(leased.org(), leased.id()) : saved;
            } catch (Problem e) {
                if (attempt == SAVES || e.kind() == Problem.Kind.NOT_FOUND) {
                    throw e;
                }
                LockSupport.parkNanos(attempt * LOOK_AGAIN_NANOS);
            }
        }
    }

    private StoredConnection refused(StoredConnection leased, OAuthRefusal refusal) {
        LOG.warn("Connection {} needs to be connected anew: {}", leased.id(), refusal.code());
        StoredConnection remembered = store.renewed(
                leased, new Update().set("status", Status.RECONNECT).set("statusReason", refusal.code()));
        throw reconnect(remembered == null ? leased : remembered);
    }

    private static Problem reconnect(StoredConnection connection) {
        String reason = connection.statusReason();
        return new Problem(
                Problem.Kind.CONFLICT,
                "reconnect-needed",
                "The connection '" + connection.name() + "' must be connected anew"
                        + (reason == null ? "." : ": its authorization server answers " + reason + "."));
    }

    private static Problem unavailable(StoredConnection connection, @Nullable String code) {
        return new Problem(
                Problem.Kind.UNAVAILABLE,
                "token-server-unavailable",
                "The authorization server of the connection '" + connection.name() + "' gives no token at the moment ("
                        + code + "). Try again in a moment.");
    }
}
