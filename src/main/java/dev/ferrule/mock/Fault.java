package dev.ferrule.mock;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ferrule.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How the next answers of a session go wrong.
 *
 * @param times for how many answers; once unless it says another
 * @param status of {@code server_error}: 500 unless it says another of 500 to 599
 * @param retryAfterSeconds of {@code rate_limit}: 1 unless it says another
 * @param delayMillis of {@code slow}: 1,000 unless it says another, at most {@value #LONGEST_DELAY}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(
        Kind kind,
        @Nullable Integer times,
        @Nullable Integer status,
        @Nullable Integer retryAfterSeconds,
        @Nullable Integer delayMillis) {

    static final int LONGEST_DELAY = 5_000;
    static final int MOST_TIMES = 1_000;

    /** What happens. */
    public enum Kind {
        /** Nothing: so that a later fault can wait for its turn. */
        @JsonProperty("none")
        NONE,
        /** 429 with Retry-After. */
        @JsonProperty("rate_limit")
        RATE_LIMIT,
        @JsonProperty("server_error")
        SERVER_ERROR,
        /** The right answer, late. */
        @JsonProperty("slow")
        SLOW,
        /** A body that breaks its schema. */
        @JsonProperty("schema_violation")
        SCHEMA_VIOLATION,
        /** 401, as for a token that was good until now. */
        @JsonProperty("token_expired")
        TOKEN_EXPIRED,
        /** The first half of the body. */
        @JsonProperty("truncated")
        TRUNCATED
    }

    public Fault {
        if (kind == null) { // JSON may leave it out.
            throw Problem.invalid("/faults/kind", "A fault needs a kind, such as rate_limit.");
        }
        within("times", times, 1, MOST_TIMES);
        within("status", status, 500, 599);
        within("retryAfterSeconds", retryAfterSeconds, 0, 3_600);
        within("delayMillis", delayMillis, 0, LONGEST_DELAY);
    }

    private static void within(String name, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw Problem.invalid(
                    "/faults/" + name, name + " is " + value + ", but must be between " + least + " and " + most + ".");
        }
    }

    int count() {
        return times == null ? 1 : times;
    }

    Fault times(int left) {
        return new Fault(kind, left, status, retryAfterSeconds, delayMillis);
    }

    int delay() {
        return delayMillis == null ? 1_000 : delayMillis;
    }
}
