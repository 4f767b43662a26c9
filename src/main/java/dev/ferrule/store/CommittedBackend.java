package dev.ferrule.store;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * mongo-java-server's H2 backend with the promise that a write which returned is on disk, and one which threw left
 * nothing behind. Writes exclude each other and reads; writers that wait at the same time share one commit.
 */
final class CommittedBackend implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CommittedBackend.class);

    /** More than one command and its indexes can need, so that a disk runs full between two writes, not within one. */
    static final long RESERVED_BYTES = 128L * 1024 * 1024;

    private static final long WORTH_COMPACTING_BYTES = 64L * 1024 * 1024;
    private static final int WORTH_COMPACTING_PERCENT = 40;
    private static final int COMPACTING_MILLISECONDS = 2_000;

    /** Fair, so that a committer comes after the writers which already wait, and takes their changes along. */
    private final ReadWriteLock access = new ReentrantReadWriteLock(true);

    private final ReentrantLock committing = new ReentrantLock();
    private final Supplier<MVStore> opener;
    private final LongSupplier freeBytes;

    /** Null after a failure that could not be mended yet. */
    private @Nullable H2Backend backend;

    private Batch batch = new Batch();

    /** The writes that one commit keeps or loses together. */
    private static final class Batch {
        private volatile boolean decided;
        private volatile boolean lost;

        private void decide(boolean lost) {
            this.lost = lost;
            this.decided = true;
        }
    }

    /** @param opener opens the file as it was at the last commit; called again after a commit that failed */
    CommittedBackend(Supplier<MVStore> opener, LongSupplier freeBytes) {
        this.opener = opener;
        this.freeBytes = freeBytes;
        this.backend = new H2Backend(opener.get());
    }

    /** Runs beside other reads and beside a commit, never beside a write. */
    <T> T read(Function<H2Backend, T> command) {
        mendIfBroken();
        access.readLock().lock();
        try {
            return command.apply(open());
        } finally {
            access.readLock().unlock();
        }
    }

    /** Returns when the change is on disk. One that frees space is let through on a full disk. */
    <T> T write(boolean freesSpace, Function<H2Backend, T> command) {
        mendIfBroken();
        if (!freesSpace && freeBytes.getAsLong() < RESERVED_BYTES) {
            throw Failures.diskFull();
        }
        T result;
        Batch mine;
        access.writeLock().lock();
        try {
            result = command.apply(open());
            mine = batch;
        } catch (MongoServerException e) {
            throw e; // refused by a rule, such as a unique index
        } catch (RuntimeException | Error e) {
            goBack(e);
            throw e;
        } finally {
            access.writeLock().unlock();
        }
        awaitCommit(mine);
        return result;
    }

    private void awaitCommit(Batch mine) {
        committing.lock();
        try {
            if (!mine.decided) {
                commit();
            }
        } finally {
            committing.unlock();
        }
        if (mine.lost) {
            throw Failures.diskFull();
        }
    }

    private void commit() {
        RuntimeException failure;
        // Readers may go on meanwhile; writers may not, since they would change documents that are just being written.
        access.readLock().lock();
        try {
            Batch current = batch;
            batch = new Batch();
            try {
                open().commit();
                current.decide(false);
                return;
            } catch (RuntimeException e) {
                current.decide(true);
                failure = e;
            }
        } finally {
            access.readLock().unlock();
        }
        access.writeLock().lock();
        try {
            goBack(failure);
        } finally {
            access.writeLock().unlock();
        }
    }

    /** Opens the file again as it was at the last commit; needs the write lock, and loses what was not committed. */
    private void goBack(Throwable reason) {
        log.error("A write could not be kept; going back to the last commit", reason);
        batch.decide(true);
        batch = new Batch();
        if (backend != null) {
            backend.getMvStore().closeImmediately();
            backend = null;
        }
        try {
            backend = new H2Backend(opener.get());
        } catch (RuntimeException e) {
            log.error("The database file cannot be opened again; the next command will try", e);
        }
    }

    private void mendIfBroken() {
        if (isOpen()) {
            return;
        }
        access.writeLock().lock();
        try {
            if (backend == null) {
                backend = new H2Backend(opener.get());
            }
        } catch (RuntimeException e) {
            log.error("The database file still cannot be opened", e);
            throw Failures.unavailable();
        } finally {
            access.writeLock().unlock();
        }
    }

    private boolean isOpen() {
        access.readLock().lock();
        try {
            return backend != null;
        } finally {
            access.readLock().unlock();
        }
    }

    private H2Backend open() {
        if (backend == null) {
            throw Failures.unavailable();
        }
        return backend;
    }

    @Override
    public void close() {
        access.writeLock().lock();
        try {
            if (backend != null) {
                giveSpaceBack(backend.getMvStore());
                backend.close();
            }
        } finally {
            access.writeLock().unlock();
        }
    }

    /** Single small writes leave mostly empty pieces in the file, of which only whole ones are used again by themselves. */
    private static void giveSpaceBack(MVStore store) {
        try {
            FileStore<?> file = store.getFileStore();
            int used = file.getFillRate() * file.getChunksFillRate() / 100; // of the file, and of the pieces in it
            if (file.size() > WORTH_COMPACTING_BYTES && used < WORTH_COMPACTING_PERCENT) {
                store.compactFile(COMPACTING_MILLISECONDS);
            }
        } catch (RuntimeException e) {
            log.warn("The database file could not be made smaller", e);
        }
    }
}
