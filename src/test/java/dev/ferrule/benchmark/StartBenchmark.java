package dev.ferrule.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * From the start of the process to the first 200 of the readiness probe: the service with an empty catalogue beside an
 * empty Spring Boot application on the same class path, in turn.
 */
class StartBenchmark {

    private static final int PAIRS = 5;

    @TempDir
    Path temp;

    /** Nothing but what the dependencies configure by themselves. */
    @SpringBootApplication
    static class Empty {

        public static void main(String[] args) {
            SpringApplication.run(Empty.class, args);
        }
    }

    @Test
    void printsHowLongAStartTakes() throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> empty = new ArrayList<>();
        for (int i = 0; i <= PAIRS; i++) {
            double our = start("dev.ferrule.Ferrule", i);
            double other = start(Empty.class.getName(), i);
            if (i > 0) {
                ours.add(our);
                empty.add(other);
            }
        }
        Collections.sort(ours);
        Collections.sort(empty);
        System.out.printf(
                Locale.ROOT,
                "start to ready, median of %d on JDK %s: ferrule %.1f s, empty application %.1f s, difference %+.1f s%n",
                PAIRS,
                Runtime.version().feature(),
                ours.get(PAIRS / 2),
                empty.get(PAIRS / 2),
                ours.get(PAIRS / 2) - empty.get(PAIRS / 2));
        assertThat(ours).hasSize(PAIRS);
    }

    private double start(String main, int run) throws Exception {
        int port = unusedPort();
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                main);
        Path folder = Files.createDirectories(temp.resolve(main + run));
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("FERRULE_DATA_DIR", folder.toString());
        builder.environment().put("FERRULE_SAMPLES", "false");
        if (main.equals(Empty.class.getName())) {
            // Its client is made and asks in the background, as Spring Boot does it; nobody needs to answer.
            builder.environment().put("MONGODB_URI", "mongodb://127.0.0.1:" + unusedPort() + "/empty");
        }
        builder.environment().put("FERRULE_TOKEN", "benchmark-benchmark");
        builder.environment().put("MANAGEMENT_ENDPOINT_HEALTH_PROBES_ENABLED", "true");
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile());
        long begin = System.nanoTime();
        Process process = builder.start();
        try (HttpClientHolder client = new HttpClientHolder()) {
            while (!client.answers(port)) {
                assertThat(process.isAlive())
                        .as(Files.readString(folder.resolve("log.txt")))
                        .isTrue();
            }
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static final class HttpClientHolder implements AutoCloseable {

        private final HttpClient client = HttpClient.newHttpClient();

        /** Any answer of the probe counts for the empty application, whose default security refuses strangers. */
        boolean answers(int port) throws InterruptedException {
            try {
                HttpResponse<Void> response = client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                return response.statusCode() == 200 || response.statusCode() == 401;
            } catch (java.io.IOException e) {
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                return false;
            }
        }

        @Override
        public void close() {
            // Nothing is held open: the connections end with the process at the other side.
        }
    }

    private static int unusedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
