package dev.ferrule.ingest;

import dev.ferrule.store.DatabaseProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Run by name: six processes share one job on a MongoDB-compatible server, and five of them are killed one after the
 * other ({@code -Dkills=}). With {@code MONGODB_URI} on the server named there, which should be empty; else on the embedded one in a
 * process of its own.
 */
class SharedServerBenchmark {

    private static final int SPECS_A_KILL = 250;

    @TempDir
    private Path folder;

    @Test
    void everyItemIsThereOnceHoweverManyOfThemAreKilled() throws Exception {
        String given = System.getenv("MONGODB_URI");
        if (given != null && !given.isBlank()) {
            run(given);
        } else {
            try (DatabaseProcess server = new DatabaseProcess(folder.resolve("server"))) {
                run(server.uri());
            }
        }
    }

    private void run(String uri) throws Exception {
        int kills = Integer.getInteger("kills", 5);
        int specs = SPECS_A_KILL * (kills + 1);
        long seed = System.nanoTime();
        SharedServer shared = new SharedServer(folder, uri, seed);
        long begun = System.nanoTime();
        shared.run(kills, specs);
        System.out.printf(
                "%d kills (seed %d), %d of them with work in hand, %d pieces gone on with by another, %d items, each there"
                        + " once; %d s%n",
                kills,
                seed,
                shared.carriedOut(),
                shared.takenOver(),
                specs,
                (System.nanoTime() - begun) / 1_000_000_000);
    }
}
