package dev.ferrule.spec;

import dev.ferrule.problem.Problem;
import java.util.concurrent.Semaphore;

/**
 * Keeps the documents that are being read at one time within a share of the heap: small ones pass side by side, a huge
 * one waits until it is alone. Fair, so that a huge one is not passed over for ever.
 */
final class MemoryGate {

    /**
     * How many bytes of tree a byte of document makes at worst (objects of one short name and an empty value). Usual
     * documents make three to six, so what was not needed is handed back as soon as the tree is there.
     */
    static final int WORST_RATIO = 24;

    private static final int UNIT = 1024;

    /** Units for the smallest: a kilobyte of brackets makes a hundred of tree. */
    private static final int LEAST = 4 * 1024;

    private final int units;
    private final Semaphore free;

    /** @param bytes of heap that all documents together may take while they are read */
    MemoryGate(long bytes) {
        this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        this.free = new Semaphore(units, true);
    }

    /** Half of the heap: the rest is for whoever uses what is read. */
    static MemoryGate ofHeap() {
        return new MemoryGate(Runtime.getRuntime().maxMemory() / 2);
    }

    /** Waits until there is room for a document of this size. */
    Pass enter(int documentBytes) {
        // A tree of five times its document is the least that was ever seen of a large one, so with less it is
        // hopeless.
        if (documentBytes * 3L > (long) units * UNIT) {
            throw tooLargeForHeap();
        }
        int wanted = (int) Math.min(units, Math.max(LEAST, (long) documentBytes * WORST_RATIO / UNIT));
        free.acquireUninterruptibly(wanted);
        return new Pass(wanted);
    }

    static Problem tooLargeForHeap() {
        long now = Runtime.getRuntime().maxMemory() / (1024 * 1024);
        return new Problem(
                Problem.Kind.TOO_LARGE,
                "spec-too-large-for-heap",
                "The document needs more memory than half of this service's heap (" + now
                        + " MB). Start the service with a larger one, such as -Xmx" + Math.max(2048, now * 2)
                        + "m, or split the document.");
    }

    /** The room that one document takes; closing it makes way for the next. */
    final class Pass implements AutoCloseable {

        private int held;

        private Pass(int held) {
            this.held = held;
        }

        long bytes() {
            return (long) held * UNIT;
        }

        /** Hands back all but this many bytes. */
        void keep(long bytes) {
            int needed = (int) Math.min(held, bytes / UNIT + 1);
            free.release(held - needed);
            held = needed;
        }

        @Override
        public void close() {
            free.release(held);
            held = 0;
        }
    }
}
