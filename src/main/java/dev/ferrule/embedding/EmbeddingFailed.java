package dev.ferrule.embedding;

import java.time.Duration;

/** There are no vectors now. The message says why, never with a key or with what a remote endpoint wrote. */
public final class EmbeddingFailed extends RuntimeException {

    private final Duration wait;

    EmbeddingFailed(String message) {
        this(message, Duration.ZERO);
    }

    EmbeddingFailed(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    /** How long the endpoint asked to be left alone; zero when it said nothing. */
    public Duration retryAfter() {
        return wait;
    }
}
