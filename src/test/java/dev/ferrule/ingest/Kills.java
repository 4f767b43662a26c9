package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Kills a process that ingests, starts it again and kills it again, then lets it end and looks at what is there. */
final class Kills {

    private final Path data;
    private final Path archive;
    private final Random random;
    private int acknowledged;
    private int carriedOut;

    Kills(Path folder, long seed) {
        this.data = folder.resolve("data");
        this.archive = folder.resolve("killed.zip");
        this.random = new Random(seed);
    }

    /** How many kills came before the job was over. */
    int carriedOut() {
        return carriedOut;
    }

    void run(int kills, int specs) throws Exception {
        Files.write(archive, IngestProcess.archive(specs));
        // A third of an even share, because some more is done between the decision to kill and the kill.
        int step = Math.max(1, specs / (kills + 1) / 3);
        for (int i = 0; i < kills; i++) {
            killOnce(acknowledged + random.nextInt(2 * step));
        }
        check(specs);
    }

    private void killOnce(int when) throws Exception {
        Process process = start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            boolean over = false;
            for (String line; (line = lines.readLine()) != null; ) {
                over |= line.equals(IngestingUntilKilled.OVER);
                if (line.startsWith(IngestingUntilKilled.AT)) {
                    int at = Integer.parseInt(line.substring(IngestingUntilKilled.AT.length()));
                    assertThat(at).as("what was acknowledged before the kill").isGreaterThanOrEqualTo(acknowledged);
                    acknowledged = at;
                    if (at >= when) {
                        process.toHandle().destroyForcibly(); // SIGKILL; what it printed until then still comes
                    }
                }
            }
            carriedOut += over ? 0 : 1;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void check(int specs) throws Exception {
        try (IngestProcess after = new IngestProcess(data)) {
            String id = after.jobs()
                    .list(IngestProcess.ORG, null, false, 2, null)
                    .items()
                    .get(0)
                    .id();
            AllOnce.check(after, id, specs);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IngestingUntilKilled.class.getName(),
                        data.toString(),
                        archive.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
