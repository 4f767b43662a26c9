package dev.ferrule.ingest;

import dev.ferrule.ingest.Job.State;
import dev.ferrule.ingest.Piece.Counts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What there is to do, as this node knows it, and what it is doing. Pieces that are done are read once only; the others
 * each time that the board is looked after.
 */
@Component
class Board {

    private final JobStore jobs;
    private final Pieces pieces;
    private final Ending ending;
    private final IngestSettings settings;
    private final Node node;
    private final Map<String, Work> open = new LinkedHashMap<>();
    private final Map<String, Lease> held = new ConcurrentHashMap<>();
    private int turn;

    Board(JobStore jobs, Pieces pieces, Ending ending, IngestSettings settings, Node node) {
        this.jobs = jobs;
        this.pieces = pieces;
        this.ending = ending;
        this.settings = settings;
        this.node = node;
    }

    /** One job and the outlines of its pieces. */
    private static final class Work {

        private Job job;
        private final Map<String, Piece> pieces = new LinkedHashMap<>();

        Work(Job job) {
            this.job = job;
        }
    }

    /** A piece of one of these kinds, which must be given back by {@link #leave}; the jobs take turns. */
    synchronized Optional<Lease> take(Set<Piece.Kind> kinds) {
        List<Work> all = new ArrayList<>(open.values());
        for (int i = 0; i < all.size(); i++) {
            Work work = all.get((turn + i) % all.size());
            Lease lease = take(work, kinds);
            if (lease != null) {
                turn += i + 1;
                return Optional.of(lease);
            }
        }
        return Optional.empty();
    }

    private @Nullable Lease take(Work work, Set<Piece.Kind> kinds) {
        Instant now = Instant.now();
        for (Piece piece : List.copyOf(work.pieces.values())) {
            if (!kinds.contains(piece.kind()) || held.containsKey(piece.id()) || !piece.free(node.id(), now)) {
                continue;
            }
            Optional<Piece> leased = pieces.lease(piece.id(), node.id(), settings.lease());
            if (leased.isPresent()) {
                if (work.job.state() == State.QUEUED) {
                    jobs.begun(work.job);
                    work.job = jobs.find(work.job.id()).orElse(work.job);
                }
                Lease lease = new Lease(work.job, leased.get());
                held.put(piece.id(), lease);
                return lease;
            }
            work.pieces.remove(piece.id()); // somebody else has it: how it is, the next look tells
        }
        return null;
    }

    /** When the work on it is over, however. */
    void leave(Lease lease) {
        held.remove(lease.piece().id());
    }

    Collection<Lease> held() {
        return held.values();
    }

    /** Those that are not over. */
    synchronized Set<String> jobs() {
        return Set.copyOf(open.keySet());
    }

    /** Reads what has changed, says so in the jobs, and ends those of which all is done. */
    synchronized void look() {
        Map<String, Job> now = new LinkedHashMap<>();
        jobs.open().forEach(job -> now.put(job.id(), job));
        open.keySet().retainAll(now.keySet());
        held.values().stream()
                .filter(lease -> !now.containsKey(lease.job().id()))
                .forEach(Lease::stop);
        for (Job job : now.values()) {
            Work work = open.computeIfAbsent(job.id(), id -> new Work(job));
            work.job = job;
            look(work);
        }
    }

    private void look(Work work) {
        boolean allDone = read(work, work.job.pieceIds());
        int total = 0;
        Counts counts = Counts.NONE;
        for (Piece piece : work.pieces.values()) {
            Lease lease = held.get(piece.id());
            total += piece.items();
            counts = counts.plus(lease == null ? piece.counts() : lease.counts());
        }
        Job job = work.job;
        if (allDone) {
            ending.end(job, List.copyOf(work.pieces.values()), total, counts);
            open.remove(job.id());
        } else if (total > job.total() || counts.all() > job.ingested() + job.unchanged() + job.failed()) {
            jobs.progress(job, total, counts);
        }
    }

    private boolean read(Work work, List<String> ids) {
        List<String> unsure = ids.stream()
                .filter(id ->
                        !work.pieces.containsKey(id) || !work.pieces.get(id).done() && !held.containsKey(id))
                .toList();
        pieces.outlines(unsure).forEach(piece -> work.pieces.put(piece.id(), piece));
        boolean allDone = true;
        for (String id : ids) {
            Piece piece = work.pieces.get(id);
            allDone &= piece != null && piece.done();
            if (piece != null && piece.done() && piece.children() > 0) {
                allDone &= read(work, piece.childIds());
            }
        }
        return allDone;
    }
}
