package dev.ferrule.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A node of its own process: works on whatever jobs there are, until it is killed or its input ends. */
final class WorkingUntilKilled implements AutoCloseable {

    private static final String AT_WORK = "at work";

    private final Process process;
    private final Path data;

    WorkingUntilKilled(Path data, String... settings) throws IOException {
        this.data = data;
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WorkingUntilKilled.class.getName(),
                data.toString()));
        command.addAll(List.of(settings));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII);
        String line = lines.readLine();
        while (!AT_WORK.equals(line)) {
            if (line == null) {
                throw new IllegalStateException("The node did not start.");
            }
            line = lines.readLine();
        }
        Thread drain = new Thread(() -> lines.lines().forEach(logged -> {}), "drain");
        drain.setDaemon(true);
        drain.start();
    }

    /** As it is named in the leases that it has. */
    String node() throws IOException {
        return Files.readString(data.resolve("node.id"));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] args) throws IOException {
        IngestProcess node = new IngestProcess(
                Path.of(args[0]), List.of(args).subList(1, args.length).toArray(String[]::new));
        System.out.println(AT_WORK);
        while (System.in.read() >= 0) {}
        node.close();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
