package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledJobTest {

    @TempDir
    private Path folder;

    @Test
    void aJobGoesOnAfterKillsAndEndsWithEveryItemOnce() throws Exception {
        Kills kills = new Kills(folder, 7);

        kills.run(3, 400);

        assertThat(kills.carriedOut()).isPositive();
    }
}
