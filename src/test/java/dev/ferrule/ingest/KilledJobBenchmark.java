package dev.ferrule.ingest;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run by name: fifty kills at random moments of one job, which takes some minutes. {@code -Dkills=} for another number. */
class KilledJobBenchmark {

    private static final int SPECS_A_KILL = 200;

    @TempDir
    private Path folder;

    @Test
    void everyItemIsThereOnceAfterFiftyKills() throws Exception {
        int kills = Integer.getInteger("kills", 50);
        long seed = System.nanoTime();
        Kills run = new Kills(folder, seed);
        long begun = System.nanoTime();
        run.run(kills, SPECS_A_KILL * (kills + 1));
        System.out.printf(
                "%d kills (seed %d), %d of them before the end, %d items, each there once; %d s%n",
                kills, seed, run.carriedOut(), SPECS_A_KILL * (kills + 1), (System.nanoTime() - begun) / 1_000_000_000);
    }
}
