package dev.ferrule.ingest;

import dev.ferrule.catalogue.Specs;
import dev.ferrule.problem.Problem;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Adds many documents to the catalogue, on all cores and in bounded memory. One that fails never ends the rest.
 */
@Service
public class Ingestion {

    private static final Logger LOG = LoggerFactory.getLogger(Ingestion.class);

    /** Of documents out of archives that wait for a core, in KB: one of the largest and some small ones. */
    private static final int HELD_KB = 96 << 10;

    private final Specs specs;

    Ingestion(Specs specs) {
        this.specs = specs;
    }

    /** Returns when every item has its outcome; {@code outcomes} gets them one at a time, as they come. */
    public void run(String org, ItemSource items, int threads, Consumer<Outcome> outcomes) {
        ExecutorService workers = Executors.newFixedThreadPool(threads, new Workers());
        Semaphore places = new Semaphore(2 * threads);
        Semaphore memory = new Semaphore(HELD_KB);
        try {
            items.each(item -> {
                int kb = Math.min(HELD_KB, item.heldBytes() / 1024);
                memory.acquireUninterruptibly(kb);
                places.acquireUninterruptibly();
                workers.execute(() -> {
                    try {
                        Outcome outcome = ingest(org, item);
                        synchronized (outcomes) {
                            outcomes.accept(outcome);
                        }
                    } finally {
                        places.release();
                        memory.release(kb);
                    }
                });
            });
        } finally {
            workers.shutdown();
            awaitAll(workers);
        }
    }

    private Outcome ingest(String org, Item item) {
        try {
            return Outcome.of(item.name(), specs.add(org, item.content().read()));
        } catch (Problem problem) {
            return Outcome.failed(item.name(), problem);
        } catch (OutOfMemoryError e) {
            LOG.error("Out of memory at {}", item.name());
            return Outcome.failed(
                    item.name(),
                    "out-of-memory",
                    "There was not enough memory for this document; use a larger -Xmx.",
                    "");
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Unexpected failure at {}", item.name(), e);
            return Outcome.failed(item.name(), "internal-error", "An unexpected failure; the log has the details.", "");
        }
    }

    private static void awaitAll(ExecutorService workers) {
        try {
            while (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.debug("Still ingesting");
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static final class Workers implements java.util.concurrent.ThreadFactory {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "ingest-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
