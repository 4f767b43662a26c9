package dev.ferrule.ingest;

import dev.ferrule.ingest.Piece.Counts;
import dev.ferrule.ingest.Piece.Done;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A piece that this node is at work on, and what has become of it so far. */
final class Lease {

    private final Job job;
    private final Piece piece;
    private final List<Done> outcomes;
    private final Set<Integer> settled = new HashSet<>();
    private volatile boolean stopped;

    Lease(Job job, Piece piece) {
        this.job = job;
        this.piece = piece;
        this.outcomes = new ArrayList<>(piece.outcomes());
        this.outcomes.forEach(done -> settled.add(done.at()));
    }

    Job job() {
        return job;
    }

    Piece piece() {
        return piece;
    }

    synchronized boolean isSettled(int at) {
        return settled.contains(at);
    }

    synchronized void settle(int at, Outcome outcome) {
        if (settled.add(at)) {
            outcomes.add(new Done(at, outcome));
        }
    }

    synchronized List<Done> outcomes() {
        return List.copyOf(outcomes);
    }

    synchronized Counts counts() {
        return Counts.of(outcomes);
    }

    /** Asks whoever works on it to leave off at the next document. */
    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }
}
