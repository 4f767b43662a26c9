package dev.ferrule.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Specs that wait for their vectors, the smallest first so that many are ready soon. Bounded: when too many wait, the
 * largest are forgotten, and {@link #drainedOfMore} says when to look into the database for them again.
 */
@Component
class EmbeddingQueue {

    private static final int MOST = 20_000;

    private final TreeSet<Waiting> waiting = new TreeSet<>();
    private final Set<String> ids = new HashSet<>();
    private final List<Waiting> failed = new ArrayList<>();
    private long restsUntil = System.nanoTime();
    private boolean more;

    private record Waiting(int operations, Instant createdAt, String org, String specId)
            implements Comparable<Waiting> {

        private static final Comparator<Waiting> SMALLEST_THEN_NEWEST = Comparator.comparingInt(Waiting::operations)
                .thenComparing(Waiting::createdAt, Comparator.reverseOrder())
                .thenComparing(Waiting::specId);

        @Override
        public int compareTo(Waiting other) {
            return SMALLEST_THEN_NEWEST.compare(this, other);
        }
    }

    record Next(String org, String specId) {}

    synchronized void offer(Spec spec) {
        if (ids.add(spec.id())) {
            waiting.add(new Waiting(spec.operationCount(), spec.createdAt(), spec.org(), spec.id()));
            if (waiting.size() > MOST) {
                ids.remove(waiting.pollLast().specId);
                more = true;
            }
            notifyAll();
        }
    }

    /** For one that failed: it comes again after all others, and none comes before that rest is over. */
    synchronized void putBack(Spec spec, Duration rest) {
        restsUntil = System.nanoTime() + rest.toNanos();
        if (ids.add(spec.id())) {
            failed.add(new Waiting(spec.operationCount(), spec.createdAt(), spec.org(), spec.id()));
        }
    }

    /** Waits up to that long for a spec; null when none came. */
    synchronized @Nullable Next poll(long millis) throws InterruptedException {
        long rest = TimeUnit.NANOSECONDS.toMillis(restsUntil - System.nanoTime() + 999_999);
        if (rest > 0) {
            wait(Math.min(rest, millis));
            return null;
        }
        if (waiting.isEmpty()) {
            waiting.addAll(failed);
            failed.clear();
        }
        if (waiting.isEmpty()) {
            wait(millis);
        }
        Waiting next = waiting.pollFirst();
        if (next == null) {
            return null;
        }
        ids.remove(next.specId);
        return new Next(next.org, next.specId);
    }

    synchronized int size() {
        return waiting.size() + failed.size();
    }

    /** Lets {@link #poll} return at once. */
    synchronized void wake() {
        notifyAll();
    }

    /** Whether nothing waits here but some were forgotten; says so once. */
    synchronized boolean drainedOfMore() {
        boolean drained = more && waiting.isEmpty();
        more = more && !drained;
        return drained;
    }
}
