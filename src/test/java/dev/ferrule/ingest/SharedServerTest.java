package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.store.DatabaseProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedServerTest {

    @TempDir
    private Path folder;

    @Test
    void whatAKilledProcessHadInHandTheOtherOneDoesAndEveryItemIsThereOnce() throws Exception {
        try (DatabaseProcess server = new DatabaseProcess(folder.resolve("server"))) {
            SharedServer shared = new SharedServer(folder, server.uri(), 7);

            shared.run(1, 200);

            assertThat(shared.carriedOut()).isEqualTo(1);
            assertThat(shared.takenOver()).isPositive();
        }
    }
}
