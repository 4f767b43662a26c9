package dev.ferrule.ingest;

import dev.ferrule.ingest.Piece.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The threads that do jobs: some that read documents, some that wait for what is fetched, and one that looks after the
 * board and the leases. A command has none of them.
 */
@Component
class Lanes implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    /** Fetching is waiting, so it has threads of its own; reading what was fetched takes its turn with the others. */
    private static final int FETCHERS = 4;

    private static final long STOP_MILLIS = 5_000;

    /** After a failure that is no document's, such as a database that does not answer. */
    private static final long REST_MILLIS = 5_000;

    private final Board board;
    private final PieceWork work;
    private final Pieces pieces;
    private final Copies copies;
    private final TarWalks walks;
    private final JobSweep sweep;
    private final IngestSettings settings;
    private final boolean service;
    private final List<Thread> threads = new ArrayList<>();
    private final Object bell = new Object();
    private volatile boolean running;
    private volatile boolean rung;

    Lanes(
            Board board,
            PieceWork work,
            Pieces pieces,
            Copies copies,
            TarWalks walks,
            JobSweep sweep,
            IngestSettings settings,
            ApplicationContext context) {
        this.board = board;
        this.work = work;
        this.pieces = pieces;
        this.copies = copies;
        this.walks = walks;
        this.sweep = sweep;
        this.settings = settings;
        this.service = context instanceof WebServerApplicationContext;
    }

    @Override
    public boolean isAutoStartup() {
        return service;
    }

    @Override
    public synchronized void start() {
        running = true;
        begin("ingest-board", this::lookAfter);
        for (int i = 0; i < settings.readers(); i++) {
            begin("ingest-reader-" + i, () -> work(Set.of(Kind.FILES, Kind.ARCHIVE, Kind.ENTRIES)));
        }
        for (int i = 0; i < FETCHERS; i++) {
            begin("ingest-fetcher-" + i, () -> work(Set.of(Kind.URLS, Kind.FETCHED_ARCHIVE)));
        }
    }

    private void begin(String name, Runnable loop) {
        Thread thread = new Thread(loop, name);
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        threads.add(thread);
    }

    /** Never interrupts: that would close the files of the index under the feet of whoever is reading. */
    @Override
    public synchronized void stop() {
        running = false;
        board.held().forEach(Lease::stop);
        ring();
        long end = System.nanoTime() + STOP_MILLIS * 1_000_000;
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
        walks.keepOnly(Set.of());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** There is something new to do, or to leave off. */
    void ring() {
        synchronized (bell) {
            rung = true;
            bell.notifyAll();
        }
    }

    private void restUnlessRung(long millis) {
        synchronized (bell) {
            if (!rung) {
                rest(millis);
            }
        }
    }

    private void rest(long millis) {
        synchronized (bell) {
            try {
                if (running) {
                    bell.wait(millis);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running = false;
            }
        }
    }

    private void work(Set<Kind> kinds) {
        boolean busy = false;
        while (running) {
            Optional<Lease> lease = Optional.empty();
            try {
                lease = board.take(kinds);
                if (lease.isPresent()) {
                    work.run(lease.get());
                }
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                // Nothing of the piece is lost: it is taken again.
                if (running) {
                    LOG.warn("A piece of an ingestion is put off", e);
                    rest(REST_MILLIS);
                }
            } finally {
                lease.ifPresent(board::leave);
            }
            boolean divided = lease.isPresent() && lease.get().piece().kind().divided();
            if (divided || busy && lease.isEmpty()) {
                ring();
            }
            busy = lease.isPresent();
            if (!busy) {
                rest(settings.poll().toMillis());
            }
        }
    }

    private void lookAfter() {
        long renewed = System.nanoTime();
        while (running) {
            long begun = System.nanoTime();
            try {
                rung = false;
                board.look();
                ringLanes();
                walks.keepOnly(board.jobs());
                copies.keepOnly(board.jobs());
                if (System.nanoTime() - renewed > settings.lease().toNanos() / 4) {
                    renewed = System.nanoTime();
                    renewLeases();
                }
                sweep.now();
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warn("The ingestions could not be looked after; that is tried again", e);
                }
            }
            if (running) {
                // So that a job of very many pieces costs a tenth of a core at most to look after.
                long tookMillis = (System.nanoTime() - begun) / 1_000_000;
                restUnlessRung(Math.max(settings.poll().toMillis(), Math.min(5_000, 10 * tookMillis)));
            }
        }
    }

    private void ringLanes() {
        synchronized (bell) {
            bell.notifyAll();
        }
    }

    private void renewLeases() {
        for (Lease lease : board.held()) {
            if (!pieces.renew(lease.piece(), lease.counts(), settings.lease())) {
                lease.stop();
            }
        }
    }
}
