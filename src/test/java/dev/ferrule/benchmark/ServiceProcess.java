package dev.ferrule.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service with the sample systems and a language model, as a process whose CPU time and memory are its own. */
final class ServiceProcess implements AutoCloseable {

    private static final String TOKEN = "benchmark-benchmark";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final String base;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServiceProcess(Process process, int port) {
        this.process = process;
        this.base = "http://127.0.0.1:" + port;
    }

    /**
     * A turn as a client saw it.
     *
     * @param firstMillis until the first event had come
     * @param rounds answers of the model that it took
     * @param last the data of the last event
     */
    record Told(double firstMillis, double millis, int rounds, String last) {}

    /** Returns when all samples have their vectors. */
    static ServiceProcess start(Path data, String model) throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                java("java"), "-Xmx600m", "-cp", System.getProperty("java.class.path"), "dev.ferrule.Ferrule");
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("FERRULE_DATA_DIR", data.toString());
        builder.environment().put("FERRULE_TOKEN", TOKEN);
        builder.environment().put("OPENAI_BASE_URL", model);
        builder.environment().put("OPENAI_MODEL", "scripted");
        builder.redirectErrorStream(true).redirectOutput(data.resolve("log.txt").toFile());
        ServiceProcess service = new ServiceProcess(builder.start(), port);
        while (!service.isReady()) {
            assertThat(service.process.isAlive())
                    .as(Files.readString(data.resolve("log.txt")))
                    .isTrue();
            LockSupport.parkNanos(200_000_000);
        }
        return service;
    }

    private boolean isReady() throws InterruptedException {
        try {
            JsonNode catalogue =
                    JSON.readTree(client.send(request("/api/v1/catalogue").GET().build(), BodyHandlers.ofString())
                            .body());
            return catalogue.at("/vectors/done").asInt() > 0
                    && catalogue.at("/vectors/pending").asInt() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    String newChat() throws Exception {
        String integration = post("/api/v1/integrations", "{\"name\":\"benchmark\"}");
        return post("/api/v1/integrations/" + integration + "/chats", "{}");
    }

    private String post(String path, String json) throws Exception {
        HttpResponse<String> response =
                client.send(request(path).POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
        return JSON.readTree(response.body()).at("/id").asString();
    }

    /** Listens to the end. */
    Told say(String chat, String mode, String text) throws Exception {
        String body = JSON.writeValueAsString(java.util.Map.of("mode", mode, "text", text));
        HttpRequest request = request("/api/v1/chats/" + chat + "/messages")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(body))
                .build();
        long begin = System.nanoTime();
        double first = 0;
        String last = "";
        Iterator<String> lines =
                client.send(request, BodyHandlers.ofLines()).body().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            if (first == 0 && line.startsWith("event:")) {
                first = (System.nanoTime() - begin) / 1e6;
            }
            last = line.startsWith("data:") ? line.substring(5) : last;
        }
        double all = (System.nanoTime() - begin) / 1e6;
        return new Told(
                first, all, JSON.readTree(last).at("/message/usage/rounds").asInt(), last);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json");
    }

    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    /** What is reachable: the histogram of a heap is taken after a full collection. */
    long heapMegabytes() throws Exception {
        Process jcmd = new ProcessBuilder(List.of(java("jcmd"), String.valueOf(process.pid()), "GC.class_histogram"))
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = Pattern.compile("Total\\s+\\d+\\s+(\\d+)").matcher(histogram);
        assertThat(total.find())
                .as(histogram.lines().limit(5).toList().toString())
                .isTrue();
        return Long.parseLong(total.group(1)) >> 20;
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
    }
}
