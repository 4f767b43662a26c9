package dev.ferrule.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A model in this process, loaded in the background when it is first wanted. Each core embeds a text of its own; the
 * thread that asks is one of the workers, so questions get on however much waits for the others.
 */
final class LocalEmbedder implements Embedder {

    private final ModelFiles files;
    private final int threads;
    private final ExecutorService passageHelpers;
    private final ExecutorService questionHelpers;
    private final Precedence precedence;
    private @Nullable CompletableFuture<OnnxModel> model;

    LocalEmbedder(ModelFiles files, int threads, Precedence precedence) {
        this.files = files;
        this.threads = threads;
        this.precedence = precedence;
        this.passageHelpers = helpers("embedding");
        this.questionHelpers = helpers("question-embedding");
    }

    private ExecutorService helpers(String name) {
        return Executors.newFixedThreadPool(Math.max(1, threads - 1), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private synchronized CompletableFuture<OnnxModel> loading() {
        if (model == null) {
            model = CompletableFuture.supplyAsync(this::load, questionHelpers);
        }
        return model;
    }

    private OnnxModel load() {
        try {
            return OnnxModel.load(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void warmUp() {
        loading();
    }

    /** Loads the model and embeds something; null when that works, else what is wrong. */
    @Nullable
    String whyUnusable() {
        try {
            loading().join().vector("a text");
            return null;
        } catch (CompletionException e) {
            Throwable cause = e.getCause() instanceof UncheckedIOException io ? io.getCause() : e.getCause();
            return cause instanceof IOException ? cause.getMessage() : "it does not load";
        } catch (RuntimeException e) {
            return "it does not run";
        }
    }

    @Override
    public String model() {
        return files.name();
    }

    @Override
    public synchronized boolean ready() {
        return model != null && model.isDone() && !model.isCompletedExceptionally();
    }

    @Override
    public boolean awaitReady(Duration most) {
        try {
            loading().get(most.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        OnnxModel loaded = loading().join();
        return all(texts, passageHelpers, text -> {
            precedence.letQuestionsPass();
            return loaded.vector(files.passagePrefix() + text);
        });
    }

    @Override
    public List<float[]> embedQueries(List<String> texts) {
        OnnxModel loaded = loading().join();
        return precedence.first(() -> all(texts, questionHelpers, text -> loaded.vector(files.queryPrefix() + text)));
    }

    private interface Work {
        float[] of(String text);
    }

    private List<float[]> all(List<String> texts, ExecutorService helpers, Work work) {
        float[][] vectors = new float[texts.size()][];
        AtomicInteger next = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(vectors.length);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable worker = () -> {
            for (int i = next.getAndIncrement(); i < vectors.length; i = next.getAndIncrement()) {
                try {
                    vectors[i] = work.of(texts.get(i));
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    left.countDown();
                }
            }
        };
        for (int helper = 1; helper < Math.min(threads, vectors.length); helper++) {
            helpers.execute(worker);
        }
        worker.run();
        await(left);
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("A text could not be embedded", failed);
        }
        return Arrays.asList(vectors);
    }

    /** What a helper has begun takes milliseconds, so an interruption can wait for it. */
    private static void await(CountDownLatch left) {
        boolean interrupted = false;
        while (true) {
            try {
                left.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
