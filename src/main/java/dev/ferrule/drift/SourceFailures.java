package dev.ferrule.drift;

import dev.ferrule.ingest.FailedRun;
import dev.ferrule.ingest.RunWatch;
import org.springframework.stereotype.Component;

/** Tells the feed of runs of sources that brought nothing. */
@Component
class SourceFailures implements RunWatch {

    private final Feed feed;

    SourceFailures(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void failed(FailedRun run) {
        feed.sourceFailed(run);
    }
}
