package dev.ferrule.catalogue;

import dev.ferrule.embedding.Embedder;
import dev.ferrule.embedding.EmbeddingFailed;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What the service does for the catalogue in the background, by one thread: clears up after a crash, adds to the index
 * what it lacks, then embeds whatever waits and puts the index safely on disk now and then. A command has no background
 * and asks for what it needs.
 */
@Component
public class Upkeep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long COMMIT_MILLIS = 10_000;
    private static final long SAMPLES_MILLIS = 15_000;
    private static final long STOP_MILLIS = 5_000;
    private static final int FEW = 1_000;

    private final Samples samples;
    private final SpecStore store;
    private final SpecRows rows;
    private final OperationIndex index;
    private final Indexing indexing;
    private final Embedding embedding;
    private final EmbeddingQueue queue;
    private final Embedder embedder;
    private final Neighbours neighbours;
    private final CatalogueSettings settings;
    private final Trouble trouble;
    private final boolean service;

    private final Instant begun = Instant.now();
    private volatile boolean stopped;
    private volatile boolean running;
    private volatile boolean caughtUp;
    private final CountDownLatch samplesLoaded = new CountDownLatch(1);
    private long committed = System.nanoTime();
    private Thread thread = new Thread();

    Upkeep(
            Samples samples,
            SpecStore store,
            SpecRows rows,
            OperationIndex index,
            Indexing indexing,
            Embedding embedding,
            EmbeddingQueue queue,
            Embedder embedder,
            Neighbours neighbours,
            CatalogueSettings settings,
            ApplicationContext context) {
        this.samples = samples;
        this.store = store;
        this.rows = rows;
        this.index = index;
        this.indexing = indexing;
        this.embedding = embedding;
        this.queue = queue;
        this.embedder = embedder;
        this.neighbours = neighbours;
        this.settings = settings;
        this.trouble = new Trouble(settings.embedding().rest());
        this.service = context instanceof WebServerApplicationContext;
    }

    /** Whether every spec of the database is found by its words. */
    boolean caughtUp() {
        return caughtUp;
    }

    /** Why there are no more vectors now; null while nothing is in their way. */
    @Nullable
    String failure() {
        return trouble.reason();
    }

    /** Whether specs get vectors at all. */
    boolean embeds() {
        return settings.embedding().enabled();
    }

    @Override
    public boolean isAutoStartup() {
        return service;
    }

    @Override
    public synchronized void start() {
        stopped = false;
        running = true;
        thread = new Thread(this::run, "catalogue-upkeep");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        awaitSamples();
    }

    /** Not before: loading the model takes seconds of CPU, which a service that is starting needs itself. */
    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        if (service && embeds()) {
            embedder.warmUp();
        }
    }

    /** So that whoever comes at once already finds them; not for long, because a slow disk must not keep us from starting. */
    private void awaitSamples() {
        try {
            if (!samplesLoaded.await(SAMPLES_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.info("The sample specs are still being loaded");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        // Never interrupted: that would close the files of the index under its feet.
        queue.wake();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        indexing.commit();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** For a command that is going to add specs: nothing may be left half-done by an earlier process. */
    public void prepareToAdd() {
        store.sweep(begun);
        catchUp();
    }

    /** For a command that is going to search. */
    public void prepareToFind() {
        if (embeds()) {
            embedder.warmUp();
        }
        samples.loadOnce();
        prepareToAdd();
    }

    /**
     * Embeds all that has no vectors yet and returns when that is done; {@code progress} is told how many specs are left.
     * A problem when the model goes on failing.
     */
    public void embedAll(IntConsumer progress) {
        catchUp();
        try {
            while (queue.size() > 0) {
                EmbeddingQueue.Next next = queue.poll(1_000);
                if (next != null) {
                    rows.find(next.org(), next.specId()).ifPresent(this::embed);
                    progress.accept(queue.size());
                }
                if (trouble.lasts()) {
                    throw new Problem(Kind.UNAVAILABLE, "embedding-failed", String.valueOf(trouble.reason()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Embeds what has no vectors yet if that takes seconds only, such as the samples at the first command. */
    public void embedFew() {
        if (embeds() && index.words().size() - index.vectors().size() <= FEW) {
            embedAll(left -> {});
        }
    }

    private void run() {
        try {
            try {
                samples.loadOnce();
            } finally {
                samplesLoaded.countDown();
            }
            store.sweep(begun);
            catchUp();
            caughtUp = true;
            work();
        } catch (InterruptedException e) {
            LOG.debug("Stopped");
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.error("The upkeep of the catalogue has ended; it goes on at the next start", e);
            }
        }
    }

    /** Makes the index agree with the database. */
    void catchUp() {
        Set<String> gone = new HashSet<>(index.specIds());
        Set<String> present = Set.copyOf(gone);
        int[] added = {0};
        rows.each(stored -> {
            if (stopped) {
                return;
            }
            Spec spec = stored.spec();
            gone.remove(spec.id());
            if (!present.contains(spec.id())) {
                indexing.catchUp(stored);
                added[0]++;
            }
            if (embeds() && !embedding.isComplete(spec)) {
                queue.offer(spec);
            }
        });
        if (stopped) {
            return;
        }
        for (String id : gone) {
            indexing.removeIfGone(id);
        }
        if (added[0] + gone.size() > 0) {
            indexing.commit();
            LOG.info("Search index: {} specs added, {} removed", added[0], gone.size());
        }
    }

    private void work() throws InterruptedException {
        while (!mustStop()) {
            neighbours.now();
            EmbeddingQueue.Next next = queue.poll(1_000);
            if (next != null && embeds()) {
                rows.find(next.org(), next.specId()).ifPresent(this::embed);
            } else if (queue.drainedOfMore()) {
                catchUp();
            }
        }
    }

    /** Asked often, so this is also where the index gets its regular commits. */
    private boolean mustStop() {
        if (System.nanoTime() - committed > COMMIT_MILLIS * 1_000_000) {
            indexing.commit();
            committed = System.nanoTime();
        }
        return stopped;
    }

    /** One spec without vectors is found by its words all the same, so the others go on. */
    private void embed(StoredSpec stored) {
        try {
            embedding.embed(stored, this::mustStop);
            trouble.isOver();
        } catch (EmbeddingFailed e) {
            failed(stored.spec(), e);
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.warn(
                        "Spec {} got no vectors; they are tried again at the next start",
                        stored.spec().id(),
                        e);
            }
        }
    }

    /** Nothing is lost: it waits on, and the whole queue rests. */
    private void failed(Spec spec, EmbeddingFailed failure) {
        Duration rest = trouble.add(failure);
        LOG.warn(
                "{} {} specs wait for vectors of {}; the next attempt is in {} s.",
                failure.getMessage(),
                queue.size() + 1,
                embedder.model(),
                rest.toSeconds());
        queue.putBack(spec, rest);
    }
}
