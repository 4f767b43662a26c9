package dev.ferrule.ingest;

import java.time.Duration;
import java.time.Instant;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/** Removes what nobody will ask for any more: uploads of which the time is up, old jobs, and what a crash left behind. */
@Component
class JobSweep {

    private static final Duration INTERVAL = Duration.ofHours(1);

    /** No request that uploads takes so long. */
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);

    private final JobStore jobs;
    private final Ending ending;
    private final Uploads uploads;
    private final IngestSettings settings;
    private Instant next = Instant.EPOCH;

    JobSweep(JobStore jobs, Ending ending, Uploads uploads, IngestSettings settings) {
        this.jobs = jobs;
        this.ending = ending;
        this.uploads = uploads;
        this.settings = settings;
    }

    /** Does something once an hour only. */
    synchronized void now() {
        Instant now = Instant.now();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(INTERVAL);
        jobs.withUploadsUntil(now).forEach(ending::forgetUploads);
        jobs.finishedBefore(now.minus(settings.keep())).forEach(ending::remove);
        for (String job : uploads.jobs()) {
            Instant begun = new ObjectId(job).getDate().toInstant();
            if (begun.isBefore(now.minus(LONGEST_UPLOAD)) && jobs.find(job).isEmpty()) {
                uploads.removeAll(job);
            }
        }
    }
}
