package dev.ferrule.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told of changes at an address; the secret is never shown.
 *
 * @param events the types that they want; empty: all
 * @param failures in a row
 * @param lastFailure why the last delivery failed: a status or what was in the way
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Subscription(
        String id,
        String url,
        List<String> events,
        State state,
        int failures,
        @Nullable String lastFailure,
        @Nullable String lastDelivered,
        Instant createdAt) {

    enum State {
        ACTIVE,
        /** After too many failures; nothing is sent until somebody resumes it. */
        DISABLED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
