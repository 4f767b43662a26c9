package dev.ferrule.llm;

import dev.ferrule.llm.ModelFailure.Kind;
import dev.ferrule.problem.Problem;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The remote end: calls it, tells failures apart, tries again where that may help, and remembers what it does not take.
 * Answers are always streamed, so that silence is noticed and a call can be stopped.
 */
@Component
class Endpoint implements DisposableBean {

    private static final Duration LOOK = Duration.ofMillis(40);

    private final LlmSettings settings;
    private final HttpClient client;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "llm");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean takesTemperature = true;
    private volatile Way way = Way.SCHEMA;
    private volatile boolean wayProven;
    private volatile boolean takesTools = true;

    Endpoint(LlmSettings settings) {
        this.settings = settings;
        // Simple servers stumble over the offer of HTTP/2 on a plain connection; redirects would carry the key along.
        this.client = HttpClient.newBuilder()
                .version(
                        "https".equals(settings.endpoint().getScheme())
                                ? HttpClient.Version.HTTP_2
                                : HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** How structured answers are asked for here, as far as is known. */
    Way way() {
        return way;
    }

    boolean isWayProven() {
        return wayProven;
    }

    void prove(Way proven) {
        way = proven;
        wayProven = true;
    }

    void doubt(Way refused) {
        if (way == refused && !wayProven) {
            way = refused.next();
        }
    }

    boolean takesTools() {
        return takesTools;
    }

    /** The same question was taken without them. */
    void refuseTools() {
        takesTools = false;
    }

    /** The complete answer, after as many attempts as it takes and the limits allow. */
    ChatResponse call(ChatRequest request, Limits limits, Progress progress, Consumer<String> tokens) {
        for (int retry = 0; ; retry++) {
            long start = System.nanoTime();
            try {
                return attempt(request, limits, progress, tokens);
            } catch (ModelFailure failure) {
                if (!failure.kind().mayPass() || retry >= settings.retries()) {
                    throw failure;
                }
                pause(failure, retry, limits, progress);
            } finally {
                limits.waited(System.nanoTime() - start);
            }
        }
    }

    private void pause(ModelFailure failure, int retry, Limits limits, Progress progress) {
        long own = settings.backoff().toMillis() << retry;
        long wait = failure.after() != null
                ? failure.after().toMillis()
                : own + ThreadLocalRandom.current().nextLong(own / 2 + 1);
        if (limits.left().toMillis() <= wait) {
            throw failure;
        }
        progress.step("retry", failure.description() + " Trying again.");
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
        while (System.nanoTime() < end) {
            checkCancelled(progress);
            try {
                TimeUnit.NANOSECONDS.sleep(Math.min(LOOK.toNanos(), Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModelFailure(Kind.UNREACHABLE, "The program is ending.");
            }
        }
    }

    private ChatResponse attempt(ChatRequest request, Limits limits, Progress progress, Consumer<String> tokens) {
        Exchange exchange = new Exchange(client);
        CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
        OpenAiStreamingChatModel model = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(exchange)
                .baseUrl(settings.endpoint().toString())
                .apiKey(settings.apiKey().isBlank() ? "none" : settings.apiKey())
                .modelName(settings.model())
                .strictJsonSchema(true)
                .temperature(takesTemperature ? settings.temperature() : null)
                .build();
        CompletableFuture<?> running = CompletableFuture.runAsync(
                        () -> model.chat(request, handler(answer, tokens)), threads)
                .whenComplete((done, failure) -> {
                    // What ended without a word is no answer.
                    answer.completeExceptionally(failure == null ? new IllegalStateException("no answer") : failure);
                });
        try {
            return complete(await(exchange, answer, limits, progress), exchange);
        } catch (CompletionException e) {
            ModelFailure failure = Faults.classify(exchange, settings.model());
            if (failure.kind() == Kind.UNSUPPORTED && takesTemperature && Faults.isAboutTemperature(exchange.error())) {
                takesTemperature = false;
                return attempt(request, limits, progress, tokens);
            }
            throw failure;
        } finally {
            exchange.stop();
            running.cancel(true);
        }
    }

    private ChatResponse await(
            Exchange exchange, CompletableFuture<ChatResponse> answer, Limits limits, Progress progress) {
        while (true) {
            try {
                return answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                checkCancelled(progress);
                boolean begun = exchange.isAnswered();
                Duration patience = begun ? settings.silence() : settings.firstToken();
                if (exchange.quiet().compareTo(patience) > 0) {
                    throw new ModelFailure(
                            Kind.SILENT,
                            (begun ? "The language model fell silent for " : "The language model did not answer for ")
                                    + patience.toSeconds() + " s.");
                }
                if (limits.left().isNegative()) {
                    limits.check();
                }
            } catch (ExecutionException e) {
                throw new CompletionException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModelFailure(Kind.UNREACHABLE, "The program is ending.");
            }
        }
    }

    /** langchain4j takes a stream that was cut off for complete. Some servers give no reason, yet say that it is the end. */
    private static ChatResponse complete(ChatResponse response, Exchange exchange) {
        if (response.finishReason() == null && !exchange.isEnded()) {
            throw new ModelFailure(Kind.CUT, "The language model's answer was cut off.");
        }
        return response;
    }

    private static StreamingChatResponseHandler handler(
            CompletableFuture<ChatResponse> answer, Consumer<String> tokens) {
        return new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String piece) {
                if (!answer.isDone()) {
                    tokens.accept(piece);
                }
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }
        };
    }

    static String textOf(AiMessage message) {
        return message.text() == null ? "" : message.text();
    }

    static void checkCancelled(Progress progress) {
        if (progress.isCancelled()) {
            throw new Problem(Problem.Kind.CONFLICT, "cancelled", "The work was cancelled.");
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
