package dev.ferrule;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An OpenAI-compatible server whose answers a test writes: real HTTP, real streaming, and every fault on demand. */
public final class ScriptedModel implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PIECE = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Function<Asked, Answer> script;

    public ScriptedModel(Function<Asked, Answer> script) {
        this.script = script;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/v1/chat/completions", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public void script(Function<Asked, Answer> other) {
        script = other;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** All questions so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public void forget() {
        asked.clear();
    }

    /** What comes back. */
    public interface Answer {

        void send(ScriptedModel model, HttpExchange exchange, Asked asked) throws IOException;

        static Answer text(String content) {
            return (model, exchange, asked) -> model.stream(exchange, delta(content, null), "stop", Integer.MAX_VALUE);
        }

        static Answer json(Object value) {
            return text(JSON.writeValueAsString(value));
        }

        /** @param calls name, arguments, name, arguments… */
        static Answer tools(String... calls) {
            return (model, exchange, asked) ->
                    model.stream(exchange, delta(null, calls), "tool_calls", Integer.MAX_VALUE);
        }

        /** A structured answer in whichever way it was asked for. */
        static Answer structured(Object value) {
            return (model, exchange, asked) -> {
                String text = value instanceof String raw ? raw : JSON.writeValueAsString(value);
                (asked.body().has("tools") ? tools("answer", text) : text(text)).send(model, exchange, asked);
            };
        }

        /** Ends in the middle, without a word. */
        static Answer cut(String content, int after) {
            return (model, exchange, asked) -> model.stream(exchange, delta(content, null), "stop", after);
        }

        /** Takes so long from the first piece to the last, evenly. */
        static Answer paced(String content, long millis) {
            return (model, exchange, asked) -> {
                long begin = System.nanoTime();
                OutputStream out = begin(exchange);
                for (int i = 0; i < content.length(); i += PIECE) {
                    int end = Math.min(content.length(), i + PIECE);
                    long due = begin + millis * 1_000_000 * end / content.length();
                    model.awaitEnd((int) Math.max(0, (due - System.nanoTime()) / 1_000_000));
                    event(out, chunk(JSON.createObjectNode().put("content", content.substring(i, end)), null));
                }
                model.end(out, "stop");
            };
        }

        /** Complete, and without a word why it ended. */
        static Answer withoutReason(String content) {
            return (model, exchange, asked) -> model.stream(exchange, delta(content, null), null, Integer.MAX_VALUE);
        }

        static Answer status(int status, String body, String... headers) {
            return (model, exchange, asked) -> {
                for (int i = 0; i < headers.length; i += 2) {
                    exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
                }
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            };
        }

        /** In one piece, as servers answer that do not stream. */
        static Answer whole(String content) {
            return (model, exchange, asked) -> {
                ObjectNode root = frame();
                ObjectNode choice =
                        root.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
                choice.putObject("message").put("role", "assistant").put("content", content);
                byte[] bytes = JSON.writeValueAsBytes(root);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            };
        }

        /** Some of an answer, or none, and then nothing more. */
        static Answer silence(String content) {
            return (model, exchange, asked) -> {
                OutputStream out = begin(exchange);
                if (!content.isEmpty()) {
                    event(out, chunk(JSON.createObjectNode().put("content", content), null));
                }
                model.awaitEnd(Integer.MAX_VALUE);
            };
        }

        /** Goes on until the caller is gone. */
        static Answer endless(String content) {
            return (model, exchange, asked) -> {
                OutputStream out = begin(exchange);
                try {
                    do {
                        event(out, chunk(JSON.createObjectNode().put("content", content), null));
                    } while (!model.awaitEnd(10));
                } finally {
                    asked.gone().countDown();
                }
            };
        }

        private static OutputStream begin(HttpExchange exchange) throws IOException {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            return exchange.getResponseBody();
        }

        private static ObjectNode delta(String content, String[] calls) {
            ObjectNode delta = JSON.createObjectNode();
            if (content != null) {
                delta.put("content", content);
            }
            if (calls != null) {
                ArrayNode list = delta.putArray("tool_calls");
                for (int i = 0; i < calls.length; i += 2) {
                    ObjectNode call = list.addObject()
                            .put("index", i / 2)
                            .put("id", "call-" + i)
                            .put("type", "function");
                    call.putObject("function").put("name", calls[i]).put("arguments", calls[i + 1]);
                }
            }
            return delta;
        }
    }

    private boolean awaitEnd(int millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String raw = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Asked question = new Asked(
                    raw,
                    JSON.readTree(raw),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Upgrade"),
                    new CountDownLatch(1));
            asked.add(question);
            script.apply(question).send(this, exchange, question);
        } catch (IOException e) {
            // The caller went away, which some tests want.
        }
    }

    private void stream(HttpExchange exchange, ObjectNode delta, String reason, int most) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        event(out, chunk(JSON.createObjectNode().put("role", "assistant"), null));
        String content = delta.path("content").asString("");
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < content.length(); i += PIECE) {
            pieces.add(content.substring(i, Math.min(content.length(), i + PIECE)));
        }
        int sent = 0;
        for (String piece : pieces) {
            if (sent >= most) {
                return;
            }
            event(out, chunk(JSON.createObjectNode().put("content", piece), null));
            sent += piece.length();
        }
        if (delta.has("tool_calls")) {
            ObjectNode calls = JSON.createObjectNode();
            calls.set("tool_calls", delta.get("tool_calls"));
            event(out, chunk(calls, null));
        }
        if (sent >= most) {
            return;
        }
        end(out, reason);
    }

    private void end(OutputStream out, String reason) throws IOException {
        ObjectNode last = chunk(JSON.createObjectNode(), reason);
        last.putObject("usage")
                .put("prompt_tokens", 1000)
                .put("completion_tokens", 100)
                .put("total_tokens", 1100);
        event(out, last);
        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static ObjectNode frame() {
        return JSON.createObjectNode().put("id", "scripted").put("created", 1).put("model", "scripted");
    }

    private static ObjectNode chunk(ObjectNode delta, String reason) {
        ObjectNode root = frame().put("object", "chat.completion.chunk");
        ObjectNode choice = root.putArray("choices").addObject().put("index", 0).put("finish_reason", reason);
        choice.set("delta", delta);
        return root;
    }

    private static void event(OutputStream out, ObjectNode chunk) throws IOException {
        out.write(("data: " + JSON.writeValueAsString(chunk) + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
