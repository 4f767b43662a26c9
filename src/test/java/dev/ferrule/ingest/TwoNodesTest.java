package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.catalogue.Neighbouring;
import dev.ferrule.catalogue.Specs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;

/** The second node has the first one's embedded database for its MongoDB server. */
class TwoNodesTest {

    private static final int MANY = 200;

    @TempDir
    private Path folder;

    private IngestProcess first;
    private IngestProcess second;

    @BeforeEach
    void start() {
        first = new IngestProcess(folder.resolve("first"));
        String uri =
                first.get(MongoConnectionDetails.class).getConnectionString().toString();
        second = new IngestProcess(
                folder.resolve("second"),
                "--spring.mongodb.uri=" + uri,
                "--ferrule.master-key-file=" + folder.resolve("first/master-key"));
    }

    @AfterEach
    void stop() {
        second.close();
        first.close();
    }

    @Test
    void bothWorkOnOneJobAndEachItemIsThereOnce() throws Exception {
        String id = begin();

        Job job = first.ended(id);

        assertThat(List.of(job.total(), job.ingested(), job.unchanged(), job.failed()))
                .containsExactly(MANY, MANY, 0, 0);
        assertThat(second.jobs().items(IngestProcess.ORG, id, null, 200, null).items())
                .extracting(Outcome::name)
                .hasSize(MANY)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatOneNodeWasSentTheOtherReadsAndTheFirstFindsIt() throws Exception {
        first.get(Lanes.class).stop();
        String id = begin();

        Job job = second.ended(id);

        assertThat(job.ingested()).isEqualTo(MANY);
        String spec = String.valueOf(second.jobs()
                .items(IngestProcess.ORG, id, null, 1, null)
                .items()
                .get(0)
                .specId());
        assertThat(Neighbouring.finds(first.context(), IngestProcess.ORG, spec)).isFalse();
        Neighbouring.look(first.context());
        assertThat(Neighbouring.finds(first.context(), IngestProcess.ORG, spec)).isTrue();

        second.get(Specs.class).delete(IngestProcess.ORG, spec);
        Neighbouring.look(first.context());
        assertThat(Neighbouring.finds(first.context(), IngestProcess.ORG, spec)).isFalse();
    }

    private String begin() {
        byte[] archive = IngestProcess.archive(MANY);
        return first.jobs()
                .startFiles(IngestProcess.ORG, List.of(new IngestingUntilKilled.Sent("many.zip", archive)), false)
                .id();
    }
}
