package dev.ferrule.ingest;

import dev.ferrule.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells listeners how a job goes on, whichever node does it: each event is the job as it is then, so that whoever missed
 * some has missed nothing. Each listener has a thread of its own, so a slow one holds up nobody.
 */
@Component
class JobStreams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobStreams.class);
    private static final int MOST = 50;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final JobStore jobs;
    private final JsonMapper json;
    private final Semaphore room = new Semaphore(MOST);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "ingestion-events");
        thread.setDaemon(true);
        return thread;
    });

    JobStreams(JobStore jobs, JsonMapper json) {
        this.jobs = jobs;
        this.json = json;
    }

    /** One connection. What it throws means that nobody listens any more. */
    interface Listener {

        void event(String id, String name, String json) throws IOException;

        void heartbeat() throws IOException;

        void end();
    }

    /** @param lastEvent what the listener knows already; null: nothing */
    void follow(Job job, @Nullable String lastEvent, Listener listener) {
        if (!room.tryAcquire()) {
            throw new Problem(
                    Problem.Kind.TOO_MANY, "too-many-streams", "Too many listen already. Read the ingestion itself.");
        }
        threads.execute(() -> {
            try {
                pass(job.id(), lastEvent, listener);
            } catch (IOException | IllegalStateException e) {
                LOG.debug("Nobody listens any more");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                room.release();
                listener.end();
            }
        });
    }

    private void pass(String id, @Nullable String lastEvent, Listener listener)
            throws IOException, InterruptedException {
        @Nullable String told = lastEvent;
        long quietSince = System.nanoTime();
        do {
            Optional<Job> job = jobs.find(id);
            if (job.isEmpty()) {
                return;
            }
            String revision = Integer.toString(job.get().revision());
            boolean over = !job.get().state().open();
            if (over || !revision.equals(told)) {
                listener.event(revision, over ? "done" : "progress", json.writeValueAsString(job.get()));
                told = revision;
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > HEARTBEAT.toNanos()) {
                listener.heartbeat();
                quietSince = System.nanoTime();
            }
            if (over) {
                return;
            }
        } while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Before the server waits for open requests, of which these would never end. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        closed.countDown();
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdown();
    }
}
