package dev.ferrule.embedding;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks OpenAI's embeddings over real HTTP, remembers what it was asked, and fails when told to. */
public final class EmbeddingServer implements AutoCloseable {

    public static final String KEY = "sk-not-a-real-key-0123456789";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What was asked, one entry a request. */
    public final List<JsonNode> asked = new CopyOnWriteArrayList<>();

    private final ConcurrentLinkedDeque<Answer> next = new ConcurrentLinkedDeque<>();
    private final HttpServer server;
    private final int dimensions;
    private volatile boolean down;

    private record Answer(int status, String body, Map<String, String> headers) {}

    public EmbeddingServer(int dimensions) {
        this.dimensions = dimensions;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/embeddings", this::handle);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "embedding-server");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** What to answer the next request, before going on as usual. */
    public EmbeddingServer answers(int status, String body, Map<String, String> headers) {
        next.add(new Answer(status, body, headers));
        return this;
    }

    public EmbeddingServer answers(int status, String body) {
        return answers(status, body, Map.of());
    }

    /** The next request gets what it asks for, whatever those after it get. */
    public EmbeddingServer answersAsUsual() {
        return answers(0, "");
    }

    /** From now on every request fails, or none. */
    public void isDown(boolean down) {
        this.down = down;
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
        asked.add(question);
        Answer answer = next.poll();
        if (down) {
            answer = new Answer(503, "down", Map.of());
        } else if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer = new Answer(
                    401, "{\"error\":\"" + exchange.getRequestHeaders().getFirst("Authorization") + "\"}", Map.of());
        } else if (answer == null || answer.status == 0) {
            answer = new Answer(200, embeddings(question), Map.of());
        }
        answer.headers.forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Last first, since only the index counts. */
    private String embeddings(JsonNode question) {
        List<Map<String, Object>> data = new ArrayList<>();
        for (int i = question.path("input").size() - 1; i >= 0; i--) {
            data.add(Map.of(
                    "index",
                    i,
                    "embedding",
                    vector(question.path("input").get(i).asString())));
        }
        return JSON.writeValueAsString(Map.of("object", "list", "data", data));
    }

    /** Of words: each has a dimension. */
    private float[] vector(String text) {
        float[] vector = new float[dimensions];
        for (String word : text.toLowerCase(java.util.Locale.ROOT).split("\\W+")) {
            vector[Math.floorMod(word.hashCode(), dimensions)] += 1;
        }
        return vector;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
