package dev.ferrule.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How jobs are done.
 *
 * @param threads that read documents at one time; 0: one less than the machine has cores, so that one is left for whoever
 *     waits for an answer
 * @param lease how long a piece stays with a node that gives no sign of life
 * @param poll how often a node looks for what others have queued or finished
 * @param keepFailed how long uploaded documents that failed are kept, to be tried again
 * @param keep how long a finished job can be read
 * @param folders below which a source may name a folder of the server's; none: sources have URLs only
 */
@ConfigurationProperties("ferrule.ingest")
record IngestSettings(
        @DefaultValue("0") int threads,
        @DefaultValue("45s") Duration lease,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("24h") Duration keepFailed,
        @DefaultValue("90d") Duration keep,
        @DefaultValue List<Path> folders) {

    int readers() {
        return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }
}
