package dev.ferrule.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The archives that were left in their middle. A range of documents is found by unpacking all before it, so whoever reads the
 * next range goes on where an earlier one ended: an archive is unpacked once for each reader, not once for each range.
 */
@Component
class TarWalks {

    private static final Logger LOG = LoggerFactory.getLogger(TarWalks.class);

    /** Each holds a file and some 100 KB. */
    private static final int MOST = 8;

    private final Deque<Left> left = new ArrayDeque<>();

    /**
     * An archive as one job reads it.
     *
     * @param filter that its documents' names match; null: all are meant
     */
    record Reader(String job, Path archive, @Nullable String filter) {}

    private record Left(Reader reader, TarWalk walk) {}

    /** As {@link Archives.Visitor} for the documents from {@code from} on, and perhaps for some before. */
    void go(Reader reader, Predicate<String> names, int from, Archives.Visitor visitor) throws IOException {
        if (Archives.isZip(reader.archive)) {
            Archives.fromBeginning(reader.archive, names, visitor); // it finds each entry without reading another
            return;
        }
        TarWalk walk = take(reader, from);
        if (walk == null) {
            walk = new TarWalk(reader.archive, names);
        }
        try {
            walk.go(visitor);
        } finally {
            if (walk.ended()) {
                walk.close();
            } else {
                leave(new Left(reader, walk));
            }
        }
    }

    /** The one that has the shortest way to go. */
    private synchronized @Nullable TarWalk take(Reader reader, int from) {
        Left nearest = null;
        for (Left one : left) {
            if (Objects.equals(one.reader, reader)
                    && one.walk.next() <= from
                    && (nearest == null || nearest.walk.next() < one.walk.next())) {
                nearest = one;
            }
        }
        if (nearest == null) {
            return null;
        }
        left.remove(nearest);
        return nearest.walk;
    }

    private synchronized void leave(Left one) {
        left.addLast(one);
        if (left.size() > MOST) {
            close(left.removeFirst());
        }
    }

    /** Closes those of jobs that are over. */
    synchronized void keepOnly(Set<String> jobs) {
        for (Iterator<Left> all = left.iterator(); all.hasNext(); ) {
            Left one = all.next();
            if (!jobs.contains(one.reader.job)) {
                all.remove();
                close(one);
            }
        }
    }

    private static void close(Left one) {
        try {
            one.walk.close();
        } catch (IOException e) {
            LOG.debug("An archive could not be closed", e);
        }
    }
}
