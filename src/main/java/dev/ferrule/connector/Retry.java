package dev.ferrule.connector;

import dev.ferrule.problem.Problem;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Repeats read, change, save while others are faster. Every round has a winner, so that as many rounds as writers
 * suffice; the limit only ends what would otherwise never end.
 */
final class Retry {

    private static final int ROUNDS = 500;
    private static final long LONGEST_PAUSE_NANOS = 5_000_000;

    private Retry() {}

    static <T> T untilSaved(Supplier<T> attempt) {
        for (int round = 0; round < ROUNDS; round++) {
            try {
                return attempt.get();
            } catch (OptimisticLockingFailureException | DuplicateKeyException lost) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
            }
        }
        throw new Problem(
                Problem.Kind.UNAVAILABLE,
                "too-many-writers",
                "Too many others were changing the same thing: try again in a moment.");
    }

    /** What a conditional removal found: gone in the state that was read, or changed in between. */
    static <T> T removed(T read, long deleted) {
        if (deleted == 0) {
            throw new OptimisticLockingFailureException("changed since it was read");
        }
        return read;
    }
}
