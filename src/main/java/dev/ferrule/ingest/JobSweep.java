package dev.ferrule.ingest;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Removes what nobody will ask for any more: uploads of which the time is up, old jobs, and what a crash left behind. */
@Component
class JobSweep {

    private static final Duration INTERVAL = Duration.ofHours(1);

    /** No request that uploads takes so long. */
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);

    private final JobStore jobs;
    private final Ending ending;
    private final Starts starts;
    private final Node node;
    private final IngestSettings settings;
    private final Instant begun = Instant.now();
    private Instant next = Instant.EPOCH;

    JobSweep(JobStore jobs, Ending ending, Starts starts, Node node, IngestSettings settings) {
        this.jobs = jobs;
        this.ending = ending;
        this.starts = starts;
        this.node = node;
        this.settings = settings;
    }

    /** Does something at the start, and then once an hour only. */
    synchronized void now() {
        Instant now = Instant.now();
        if (!now.isBefore(next)) {
            next = now.plus(INTERVAL);
            sweep(now);
        }
    }

    void sweep(Instant now) {
        jobs.repairOpen(now.minus(LONGEST_UPLOAD));
        jobs.withUploadsUntil(now).forEach(ending::forgetUploads);
        jobs.finishedBefore(now.minus(settings.keep())).forEach(ending::remove);
        for (Starts.Start start : starts.unfinished()) {
            // What this node had begun before it was started is nobody's any more; of others only time can tell.
            boolean ours = start.node().equals(node.id());
            if (start.at().isBefore(ours ? begun : now.minus(LONGEST_UPLOAD))) {
                starts.clear(start.job());
            }
        }
    }
}
