package dev.ferrule.mock;

import dev.ferrule.mock.Fault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the mock remembers between the calls of one session. Only one call at a time may look into its resources. */
final class Session {

    static final Duration IDLE = Duration.ofMinutes(30);
    private static final long USUAL_SEED = 1;

    private final String id;
    private final String org;
    private final long seed;
    private final Instant createdAt;
    private final Resources resources = new Resources();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private Instant usedAt;
    private int answers;

    Session(String id, String org, @Nullable Long seed, List<Fault> faults, Instant now) {
        this.id = id;
        this.org = org;
        this.seed = seed == null ? USUAL_SEED : seed;
        this.faults.addAll(faults);
        this.createdAt = now;
        this.usedAt = now;
    }

    /** One for a single call, which nobody else sees. */
    static Session passing(String org) {
        return new Session("", org, null, List.of(), Instant.EPOCH);
    }

    String id() {
        return id;
    }

    String org() {
        return org;
    }

    long seed() {
        return seed;
    }

    Resources resources() {
        return resources;
    }

    synchronized boolean isOver(Instant now) {
        return usedAt.plus(IDLE).isBefore(now);
    }

    synchronized void used(Instant now) {
        usedAt = now;
    }

    /** What happens to the answer that is due. */
    synchronized @Nullable Fault next() {
        answers++;
        Fault fault = faults.poll();
        if (fault != null && fault.count() > 1) {
            faults.addFirst(fault.times(fault.count() - 1));
        }
        return fault == null || fault.kind() == Kind.NONE ? null : fault;
    }

    synchronized void faults(List<Fault> others) {
        faults.clear();
        faults.addAll(others);
    }

    synchronized MockSession shown() {
        return new MockSession(id, seed, List.copyOf(faults), answers, resources.size(), createdAt, usedAt.plus(IDLE));
    }
}
