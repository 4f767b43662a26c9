package dev.ferrule.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A MongoDB-compatible server that is nobody's in particular: the embedded one, on disk, in a process of its own. */
public final class DatabaseProcess implements AutoCloseable {

    private static final String URI = "mongodb://";

    private final Process process;
    private final String uri;

    public DatabaseProcess(Path folder) throws IOException {
        process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII);
        String line = lines.readLine();
        while (line != null && !line.startsWith(URI)) {
            line = lines.readLine(); // what the server logs at its start
        }
        if (line == null) {
            throw new IllegalStateException("The database did not start.");
        }
        uri = line;
        // Whoever logs to a pipe that nobody reads stands still before long.
        Thread drain = new Thread(() -> lines.lines().forEach(logged -> {}), "drain");
        drain.setDaemon(true);
        drain.start();
    }

    /** For {@code MONGODB_URI}. */
    public String uri() {
        return uri;
    }

    /** Serves until its input ends, as it does when whoever started it is gone. */
    public static void main(String[] args) throws IOException {
        try (DataFolder folder = DataFolder.open(Path.of(args[0]));
                EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            System.out.println(database.connectionString());
            while (System.in.read() >= 0) {}
        }
    }

    @Override
    public void close() throws Exception {
        process.getOutputStream().close();
        process.waitFor();
    }
}
