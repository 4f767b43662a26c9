package dev.ferrule.spec;

import dev.ferrule.problem.Problem;

/**
 * What is left for one document, counted while it is being read, so that a bomb is refused before it is built. The heap
 * that the tree needs is estimated on the way; repeated YAML aliases share their nodes and take none.
 */
final class Budget {

    /** Heap that an entry of an object or array costs, with its name and an empty value, on a 64-bit JVM. */
    private static final int BYTES_PER_NODE = 112;

    private static final int CLOCK_INTERVAL = 4096;

    private final Limits limits;
    private final long heap;
    private final long deadline;
    private long nodes;
    private long characters;
    private long heapUsed;
    private int sinceClock;

    /** @param heap bytes that the tree may take */
    Budget(Limits limits, long heap) {
        this.limits = limits;
        this.heap = heap;
        this.deadline = System.nanoTime() + limits.time().toNanos();
    }

    /** One more value, whose text (if it has one) is this long; {@code shared} if its text is in memory already. */
    void value(int textLength, boolean shared) {
        heapUsed += shared ? BYTES_PER_NODE / 2 : BYTES_PER_NODE + textLength;
        if (heapUsed > heap) {
            throw tooLargeForHeap();
        }
        if (textLength > limits.textLength()) {
            throw SpecProblems.tooLarge(
                    "a text in it has " + textLength + " characters, the limit is " + limits.textLength());
        }
        add(1, textLength);
    }

    /** Values that are there again through a YAML alias, or in another operation. */
    void repeat(long moreNodes, long moreCharacters) {
        add(moreNodes, moreCharacters);
    }

    void depth(int depth) {
        if (depth > limits.depth()) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "spec-too-deep",
                    "The document nests more than " + limits.depth() + " levels" + "; no API description needs that.");
        }
    }

    private void add(long moreNodes, long moreCharacters) {
        nodes += moreNodes;
        characters += moreCharacters;
        if (nodes > limits.nodes() || characters > limits.characters()) {
            throw SpecProblems.tooLarge("written out, it has more than "
                    + (nodes > limits.nodes()
                            ? limits.nodes() + " values"
                            : limits.characters() / (1024 * 1024) + " million characters")
                    + " (YAML aliases and what operations share count each time)");
        }
        checkTime();
    }

    /** Looks at the clock now and then; call it in every loop whose length the document decides. */
    void checkTime() {
        if (++sinceClock >= CLOCK_INTERVAL) {
            sinceClock = 0;
            if (System.nanoTime() > deadline) {
                throw new Problem(
                        Problem.Kind.UNPROCESSABLE,
                        "spec-too-slow",
                        "Reading the document took more than " + limits.time().toSeconds()
                                + " seconds and was given up. Split it, or send it when the service is less busy.");
            }
        }
    }

    long nodes() {
        return nodes;
    }

    long characters() {
        return characters;
    }

    long heapUsed() {
        return heapUsed;
    }

    private static Problem tooLargeForHeap() {
        return MemoryGate.tooLargeForHeap();
    }
}
