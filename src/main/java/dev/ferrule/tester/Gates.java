package dev.ferrule.tester;

import dev.ferrule.problem.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Lets only so many calls through one connection at the same time, so that one caller cannot use a system up for all. */
@Component
class Gates {

    private static final long PATIENCE_SECONDS = 10;

    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    /** @param users who hold it or wait at it; the last one takes it away */
    private record Gate(Semaphore places, int users) {}

    <T> T through(String key, int places, Supplier<T> call) {
        Gate gate = gates.compute(
                key,
                (unused, known) -> known == null
                        ? new Gate(new Semaphore(places, true), 1)
                        : new Gate(known.places(), known.users() + 1));
        boolean in = false;
        try {
            in = gate.places().tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!in) {
                throw new Problem(
                        Problem.Kind.TOO_MANY,
                        "connection-busy",
                        places + " calls of this connection are under way: try again in a moment.");
            }
            return call.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(Problem.Kind.UNAVAILABLE, "connection-busy", "The call was given up.");
        } finally {
            if (in) {
                gate.places().release();
            }
            gates.computeIfPresent(
                    key, (unused, known) -> known.users() == 1 ? null : new Gate(known.places(), known.users() - 1));
        }
    }

    int size() {
        return gates.size();
    }
}
