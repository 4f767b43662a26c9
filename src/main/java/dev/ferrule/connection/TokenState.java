package dev.ferrule.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization server gave, sealed.
 *
 * @param access null: none yet
 * @param expiresAt null: the server doesn't say, so it is used until it is refused
 * @param scopes granted; null: nobody said
 * @param serial one more with each change, so that of two that change it only one does
 * @param retryAt not to ask the server again before that, since it failed
 */
record TokenState(
        @Nullable Binary access,
        @Nullable Binary refresh,
        @Nullable Instant obtainedAt,
        @Nullable Instant expiresAt,
        @Nullable List<String> scopes,
        long serial,
        @Nullable Instant retryAt) {

    static final TokenState NONE = new TokenState(null, null, null, null, null, 0, null);

    private static final Duration AHEAD = Duration.ofSeconds(60);

    /** Whether it is good for a while; renewed ahead of its end by a minute, or a fifth of a short life. */
    boolean isFresh(Instant now) {
        if (access == null) {
            return false;
        }
        if (expiresAt == null || obtainedAt == null) {
            return true;
        }
        Duration fifth = Duration.between(obtainedAt, expiresAt).dividedBy(5);
        return now.isBefore(expiresAt.minus(fifth.compareTo(AHEAD) < 0 ? fifth : AHEAD));
    }

    /** Whether it may still be used. */
    boolean isUsable(Instant now) {
        return access != null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
