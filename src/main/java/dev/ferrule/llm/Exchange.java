package dev.ferrule.llm;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call as langchain4j makes it, by a client of ours: it says when something last came, keeps what a failed answer
 * said, and is stopped at any moment, the connection with it.
 */
final class Exchange implements dev.langchain4j.http.client.HttpClient, HttpClientBuilder {

    private static final int LONGEST_ERROR = 16_384;
    private static final int LONGEST_ANSWER = 8_000_000;

    private final HttpClient client;
    private volatile @Nullable CompletableFuture<HttpResponse<InputStream>> sent;
    private volatile @Nullable InputStream body;
    private volatile boolean stopped;
    private volatile boolean answered;
    private volatile boolean ended;
    private volatile long lastSign = System.nanoTime();
    private volatile int status;
    private volatile String error = "";
    private volatile Optional<String> retryAfter = Optional.empty();

    Exchange(HttpClient client) {
        this.client = client;
    }

    /** The status of the answer; 0 when there was none. */
    int status() {
        return status;
    }

    /** What an answer other than 2xx said; to be looked at, never to be shown. */
    String error() {
        return error;
    }

    Optional<String> retryAfter() {
        return retryAfter;
    }

    /** Whether any of the answer has come. */
    boolean isAnswered() {
        return answered;
    }

    /** Whether the stream said that it is complete, as it should at its end. */
    boolean isEnded() {
        return ended;
    }

    Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastSign);
    }

    void stop() {
        stopped = true;
        CompletableFuture<HttpResponse<InputStream>> future = sent;
        if (future != null) {
            future.cancel(true);
        }
        InputStream stream = body;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                // It is gone either way.
            }
        }
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            HttpResponse<InputStream> response = send(request);
            status = response.statusCode();
            retryAfter = response.headers().firstValue("Retry-After");
            try (InputStream stream = new Watched(response.body())) {
                body = stream;
                if (stopped) {
                    return;
                }
                if (status / 100 != 2) {
                    error = new String(stream.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
                    listener.onError(new HttpException(status, "status " + status));
                    return;
                }
                listener.onOpen(SuccessfulHttpResponse.builder()
                        .statusCode(status)
                        .headers(response.headers().map())
                        .build());
                boolean streamed = response.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("application/json"))
                        .isEmpty();
                parser.parse(streamed ? stream : Whole.asStream(stream.readNBytes(LONGEST_ANSWER)), listener);
                listener.onClose();
            }
        } catch (IOException | CompletionException e) {
            listener.onError(e);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        java.net.http.HttpRequest.Builder built = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> built.header(name, value)));
        String text = request.body() == null ? "" : request.body();
        built.method(request.method().name(), BodyPublishers.ofString(text, StandardCharsets.UTF_8));
        CompletableFuture<HttpResponse<InputStream>> future =
                client.sendAsync(built.build(), BodyHandlers.ofInputStream());
        sent = future;
        if (stopped) {
            future.cancel(true);
        }
        return future.join();
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("All answers are streamed");
    }

    @Override
    public dev.langchain4j.http.client.HttpClient build() {
        return this;
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ZERO;
    }

    /** What langchain4j sets is not what counts here. */
    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return Duration.ZERO;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
    }

    /** Notes when something comes, and ends what does not end by itself. */
    private final class Watched extends FilterInputStream {

        private static final String END = "[DONE]";

        private int left = LONGEST_ANSWER;
        private String tail = "";

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            note(count);
            if (count > 0) {
                String end = tail + new String(bytes, offset, count, StandardCharsets.ISO_8859_1);
                tail = end.substring(Math.max(0, end.length() - 4 * END.length()));
                ended = tail.contains(END);
            }
            return count;
        }

        private void note(int count) throws IOException {
            if (count > 0) {
                answered = true;
                lastSign = System.nanoTime();
                left -= count;
                if (left < 0) {
                    throw new IOException("The answer has no end");
                }
            }
        }
    }
}
