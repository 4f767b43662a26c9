package dev.ferrule.oauth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint gave. It never shows them.
 *
 * @param refresh null: the server gave none, so that one from before stays
 * @param expiresAt null: the server doesn't say
 * @param scopes null: the server doesn't say, which means those that were asked for (RFC 6749 section 5.1)
 */
public record Tokens(
        String access,
        @Nullable String refresh,
        @Nullable Instant expiresAt,
        @Nullable List<String> scopes) {

    @Override
    public String toString() {
        return "tokens until " + expiresAt;
    }
}
