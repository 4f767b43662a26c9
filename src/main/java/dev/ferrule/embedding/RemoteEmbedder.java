package dev.ferrule.embedding;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model behind an endpoint that speaks OpenAI's embeddings ({@code POST /v1/embeddings}, API reference, "Create
 * embeddings"). Its operator names the address, so it may be in our own network. After a failure questions leave it
 * alone for a while, so that searches do not wait for it each time.
 */
final class RemoteEmbedder implements Embedder {

    private static final int MOST_TEXTS = 64;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);

    private final EmbeddingSettings settings;
    private final URI endpoint;
    private final HttpClient client;

    /** In {@link System#nanoTime}; before it no question is asked. */
    private volatile long restsUntil = System.nanoTime();

    RemoteEmbedder(EmbeddingSettings settings) {
        this.settings = settings;
        this.endpoint = settings.endpoint();
        this.client = HttpClient.newBuilder()
                // Simple servers stumble over an offer of HTTP/2.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    @Override
    public String model() {
        String passages = settings.passagePrefix().isEmpty() ? "" : " after " + settings.passagePrefix();
        return "remote " + settings.model() + " " + settings.dimensions() + " at " + endpoint.getAuthority()
                + endpoint.getPath() + passages;
    }

    @Override
    public void warmUp() {
        // there is nothing to load
    }

    @Override
    public boolean ready() {
        return System.nanoTime() - restsUntil >= 0;
    }

    @Override
    public boolean awaitReady(Duration most) {
        return ready();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return all(texts, settings.passagePrefix(), settings.timeout());
    }

    @Override
    public List<float[]> embedQueries(List<String> texts) {
        return all(texts, settings.queryPrefix(), settings.queryTimeout());
    }

    private List<float[]> all(List<String> texts, String prefix, Duration timeout) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        try {
            for (int from = 0; from < texts.size(); from += MOST_TEXTS) {
                List<String> some = texts.subList(from, Math.min(texts.size(), from + MOST_TEXTS));
                HttpResponse<byte[]> answer =
                        ask(some.stream().map(prefix::concat).toList(), timeout);
                vectors.addAll(EmbeddingAnswer.read(answer.body(), some.size(), settings.dimensions()));
            }
        } catch (EmbeddingFailed e) {
            Duration rest = e.retryAfter().compareTo(REST) > 0 ? e.retryAfter() : REST;
            restsUntil = System.nanoTime() + rest.toNanos();
            throw e;
        }
        restsUntil = System.nanoTime();
        return vectors;
    }

    private HttpResponse<byte[]> ask(List<String> texts, Duration timeout) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("model", settings.model());
        question.put("input", texts);
        question.put("encoding_format", "float");
        if (settings.sendDimensions()) {
            question.put("dimensions", settings.dimensions());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(question), StandardCharsets.UTF_8));
        if (!settings.apiKey().isBlank()) {
            request.header("Authorization", "Bearer " + settings.apiKey().strip());
        }
        HttpResponse<byte[]> answer = send(request.build(), timeout);
        if (answer.statusCode() != 200) {
            throw refused(answer);
        }
        return answer;
    }

    private HttpResponse<byte[]> send(HttpRequest request, Duration timeout) {
        // The client's own timeout ends with the headers.
        CompletableFuture<HttpResponse<byte[]>> sending =
                client.sendAsync(request, head -> new BoundedBody(EmbeddingAnswer.MOST_BYTES));
        try {
            return sending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new EmbeddingFailed(
                    "The embedding endpoint did not answer within " + timeout.toSeconds() + " seconds.");
        } catch (ExecutionException e) {
            String why =
                    e.getCause() instanceof BoundedBody.TooLarge ? " answers far too much." : " cannot be reached.";
            throw new EmbeddingFailed(
                    "The embedding endpoint" + (e.getCause() instanceof IOException ? why : " failed."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddingFailed("The wait for " + "The embedding endpoint was interrupted.");
        } finally {
            sending.cancel(true);
        }
    }

    private EmbeddingFailed refused(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        String hint = switch (status) {
            case 401, 403 -> ": it refuses FERRULE_EMBEDDING_API_KEY";
            case 404 -> ": it knows no such path or model";
            case 400, 422 ->
                ": it refuses the model, its dimensions or a text"
                        + " (FERRULE_EMBEDDING_SEND_DIMENSIONS=false where a model has one length only)";
            case 429 -> ": too many requests, or the quota is used up";
            default -> "";
        };
        return new EmbeddingFailed("The embedding endpoint answered with status " + status + hint + ".", wish(answer));
    }

    private static Duration wish(HttpResponse<byte[]> answer) {
        String header = answer.headers().firstValue("Retry-After").orElse("");
        if (!header.matches("\\d{1,6}")) {
            return Duration.ZERO;
        }
        Duration wish = Duration.ofSeconds(Long.parseLong(header));
        return wish.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : wish;
    }
}
