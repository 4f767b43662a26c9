package dev.ferrule.catalogue;

import dev.ferrule.embedding.EmbeddingFailed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What stands between specs and their vectors, and how long to wait before the next attempt: longer each time. */
final class Trouble {

    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final int MANY = 6;

    private final Duration firstRest;
    private int failures;
    private @Nullable String reason;

    Trouble(Duration firstRest) {
        this.firstRest = firstRest;
    }

    /** How long to rest now; at least as long as the model's endpoint asks for. */
    synchronized Duration add(EmbeddingFailed failure) {
        Duration rest = firstRest.multipliedBy(1L << Math.min(failures, 20));
        rest = rest.compareTo(failure.retryAfter()) > 0 ? rest : failure.retryAfter();
        failures++;
        reason = failure.getMessage();
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }

    synchronized void isOver() {
        failures = 0;
        reason = null;
    }

    /** So many failures in a row that somebody who waits should be told. */
    synchronized boolean lasts() {
        return failures >= MANY;
    }

    /** Null when there is none. */
    synchronized @Nullable String reason() {
        return reason;
    }
}
