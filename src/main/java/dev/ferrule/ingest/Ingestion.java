package dev.ferrule.ingest;

import dev.ferrule.catalogue.KeptSpec;
import dev.ferrule.catalogue.SpecBatch;
import dev.ferrule.catalogue.Specs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Adds many documents to the catalogue, on all cores and in bounded memory. One that fails never ends the rest. */
@Service
public class Ingestion {

    private static final Logger LOG = LoggerFactory.getLogger(Ingestion.class);

    /** Of documents out of archives that wait for a core, in KB: one of the largest and some small ones. */
    private static final int HELD_KB = 96 << 10;

    /** When nothing new comes for so long, what was read is written and reported. */
    private static final int IDLE_MILLIS = 300;

    private static final Item END = new Item("", () -> new byte[0], 0);

    private final Specs specs;

    Ingestion(Specs specs) {
        this.specs = specs;
    }

    /** Returns when every item has its outcome; {@code outcomes} gets them one at a time, as they come. */
    public void run(String org, ItemSource items, int threads, Consumer<Outcome> outcomes) {
        run(org, items, threads, false, outcomes);
    }

    /** @param dryRun everything but the saving */
    public void run(String org, ItemSource items, int threads, boolean dryRun, Consumer<Outcome> outcomes) {
        Run run = new Run(org, threads, dryRun, outcomes);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(run::work, "ingest-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        try {
            items.each(run::offer);
        } finally {
            workers.forEach(worker -> run.offer(END));
            workers.forEach(Ingestion::await);
        }
    }

    private static void await(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Run {

        private final String org;
        private final boolean dryRun;
        private final Consumer<Outcome> outcomes;
        private final Set<String> seen = ConcurrentHashMap.newKeySet();
        private final BlockingQueue<Item> queue;
        private final Semaphore memory = new Semaphore(HELD_KB);

        Run(String org, int threads, boolean dryRun, Consumer<Outcome> outcomes) {
            this.org = org;
            this.dryRun = dryRun;
            this.outcomes = outcomes;
            this.queue = new ArrayBlockingQueue<>(4 * threads);
        }

        void offer(Item item) {
            try {
                memory.acquire(heldKb(item));
                queue.put(item);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            }
        }

        private int heldKb(Item item) {
            return Math.min(HELD_KB, item.heldBytes() / 1024);
        }

        void work() {
            SpecBatch batch = specs.batch(org);
            try {
                for (Item item = next(batch); item != END; item = next(batch)) {
                    ingest(item, batch);
                    memory.release(heldKb(item));
                }
            } catch (InterruptedException e) {
                LOG.debug("Stopped");
            } finally {
                batch.flush();
            }
        }

        private Item next(SpecBatch batch) throws InterruptedException {
            Item item = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            if (item == null) {
                batch.flush();
                item = queue.take();
            }
            return item;
        }

        private void ingest(Item item, SpecBatch batch) {
            try {
                if (dryRun) {
                    Specs.Preview preview = specs.preview(org, item.content().read());
                    boolean fresh = seen.add(preview.specId()) && !preview.known();
                    report(Outcome.of(item.name(), preview, fresh));
                    return;
                }
                CompletableFuture<KeptSpec> added = batch.add(item.content().read());
                added.whenComplete((done, failure) -> report(
                        failure == null ? Outcome.of(item.name(), done) : Outcomes.failed(item.name(), failure)));
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                report(Outcomes.failed(item.name(), e));
            }
        }

        private synchronized void report(Outcome outcome) {
            outcomes.accept(outcome);
        }
    }
}
