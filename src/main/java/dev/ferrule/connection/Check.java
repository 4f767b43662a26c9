package dev.ferrule.connection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What really happened when a connection was tried. Nothing that the system said is in it but numbers and known words.
 *
 * @param status of HTTP; null: there was no answer
 * @param request what was called, without its query
 */
public record Check(
        Instant at,
        Outcome outcome,
        String message,
        @Nullable Integer status,
        String request,
        long durationMs) {

    /** Whether the credentials may be right, for all that this could tell. */
    public boolean passed() {
        return outcome.isGood();
    }

    /** Mapped to what the user can do about it. */
    public enum Outcome {
        OK,
        /** It answers, but in a way that says nothing of the credentials. */
        REACHED,
        REFUSED,
        WRONG_SCOPE,
        FORBIDDEN,
        EXPIRED,
        RATE_LIMITED,
        SERVER_ERROR,
        TLS,
        DNS,
        UNREACHABLE,
        TIMEOUT,
        NOT_ALLOWED,
        NOT_SUPPORTED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isGood() {
            return this == OK || this == REACHED || this == RATE_LIMITED;
        }
    }
}
