package dev.ferrule.ingest;

import dev.ferrule.ingest.Job.State;
import dev.ferrule.ingest.Piece.Counts;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What is done once all of a job is done: its state, and what of the uploads is still wanted. */
@Component
class Ending {

    private final JobStore jobs;
    private final Pieces pieces;
    private final Uploads uploads;
    private final SourceStore sources;
    private final ObjectProvider<RunWatch> watches;
    private final IngestSettings settings;

    Ending(
            JobStore jobs,
            Pieces pieces,
            Uploads uploads,
            SourceStore sources,
            ObjectProvider<RunWatch> watches,
            IngestSettings settings) {
        this.jobs = jobs;
        this.pieces = pieces;
        this.uploads = uploads;
        this.sources = sources;
        this.watches = watches;
        this.settings = settings;
    }

    /** Failed is a job of which nothing could be taken; with one good document it has succeeded. Safe to repeat. */
    void end(Job job, List<Piece> outlines, int total, Counts counts) {
        boolean failed = counts.failed() > 0 && counts.ingested() + counts.unchanged() == 0;
        if (failed && !job.dryRun()) {
            tell(job, outlines, counts.failed());
        }
        boolean kept = removeUploads(job, outlines);
        Instant until = kept ? Instant.now().plus(settings.keepFailed()) : null;
        jobs.end(job, failed ? State.FAILED : State.SUCCEEDED, total, counts, until);
    }

    /** Before the job is over, so that a crash in between only makes it be told again. */
    private void tell(Job job, List<Piece> outlines, int items) {
        String sourceId = job.source();
        if (sourceId == null) {
            return;
        }
        Map<String, Integer> codes = new HashMap<>();
        for (Piece outline : outlines) {
            for (Piece piece : pieces.read(List.of(outline.id()))) {
                piece.outcomes().stream()
                        .map(done -> done.outcome().error())
                        .filter(Objects::nonNull)
                        .forEach(error -> codes.merge(error.code(), 1, Integer::sum));
            }
        }
        sources.find(job.org(), sourceId)
                .map(source ->
                        new FailedRun(job.org(), sourceId, source.name(), source.owner(), job.id(), items, codes))
                .ifPresent(run -> watches.forEach(watch -> watch.failed(run)));
    }

    /** Whether anything is left: what has failed is kept for a while, because it may be tried again. */
    private boolean removeUploads(Job job, List<Piece> outlines) {
        Set<Piece.Input> wanted = new HashSet<>();
        Set<Piece.Input> gone = new HashSet<>();
        for (Piece piece : pieces.withInputs(ids(outlines))) {
            (piece.counts().failed() > 0 ? wanted : gone).addAll(piece.inputs());
        }
        gone.removeAll(wanted);
        uploads.remove(job.id(), gone);
        return wanted.stream().anyMatch(input -> input.parts() > 0);
    }

    boolean cancel(Job job) {
        Counts counts = new Counts(job.ingested(), job.unchanged(), job.failed());
        boolean cancelled = jobs.end(job, State.CANCELLED, job.total(), counts, null);
        if (cancelled) {
            forgetUploads(job);
        }
        return cancelled;
    }

    void forgetUploads(Job job) {
        Set<Piece.Input> inputs = new HashSet<>();
        pieces.withInputs(job.pieceIds()).forEach(piece -> inputs.addAll(piece.inputs()));
        uploads.remove(job.id(), inputs);
        jobs.uploadsGone(job);
    }

    void remove(Job job) {
        forgetUploads(job);
        pieces.remove(ids(pieces.outlinesOf(job)));
        jobs.remove(job);
    }

    private static List<String> ids(List<Piece> outlines) {
        return outlines.stream().map(Piece::id).toList();
    }
}
