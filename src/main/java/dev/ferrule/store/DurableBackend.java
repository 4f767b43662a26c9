package dev.ferrule.store;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * mongo-java-server's H2 backend, made safe to rely on: a write is answered when it is on disk, writes exclude each
 * other and reads, a write that cannot be kept is not answered with "ok" and leaves nothing behind, and {@code hello}
 * is understood. Writers that wait at the same time share one commit.
 */
final class DurableBackend implements MongoBackend {

    private static final Logger log = LoggerFactory.getLogger(DurableBackend.class);

    /** In lower case. Whatever is not here is taken for a write, so that a forgotten one is slow but never lost. */
    private static final Set<String> READS = Set.of(
            "find",
            "getmore",
            "killcursors",
            "count",
            "distinct",
            "listcollections",
            "listindexes",
            "listdatabases",
            "dbstats",
            "collstats",
            "ping",
            "ismaster",
            "buildinfo",
            "serverstatus",
            "whatsmyuri",
            "getlasterror",
            "hostinfo",
            "getparameter",
            "getlog",
            "endsessions");

    /** Fair, so that a committer comes after the writers which already wait, and takes their changes along. */
    private final ReadWriteLock access = new ReentrantReadWriteLock(true);

    private final ReentrantLock committing = new ReentrantLock();
    private final Supplier<MVStore> opener;

    private H2Backend backend;
    private Batch batch = new Batch();

    /** The writes that one commit keeps or loses. */
    private static final class Batch {
        private volatile boolean decided;
        private volatile boolean lost;

        private void decide(boolean lost) {
            this.lost = lost;
            this.decided = true;
        }
    }

    DurableBackend(Supplier<MVStore> opener) {
        this.opener = opener;
        this.backend = new H2Backend(opener.get());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document query = message.getDocument();
        String command = query.keySet().iterator().next();
        try {
            return handleCommand(message.getChannel(), message.getDatabaseName(), command, query);
        } catch (MongoServerException e) {
            return failure(e); // the library would log the whole command, with whatever secrets are in it
        }
    }

    private static Document failure(MongoServerException e) {
        Document reply = new Document("ok", 0).append("errmsg", e.getMessageWithoutErrorCode());
        if (e instanceof MongoServerError error) {
            reply.append("code", error.getCode()).putIfNotNull("codeName", error.getCodeName());
        }
        return reply;
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        if (name.equals("hello")) {
            Document reply = read(channel, database, "ismaster", query);
            reply.remove("ismaster");
            return reply.append("isWritablePrimary", true).append("helloOk", true);
        }
        if (READS.contains(name) || name.equals("aggregate") && !writesItsResult(query)) {
            return read(channel, database, command, query);
        }
        return write(channel, database, command, query);
    }

    private static boolean writesItsResult(Document aggregate) {
        return aggregate.get("pipeline") instanceof Collection<?> stages
                && stages.stream()
                        .anyMatch(s -> s instanceof Document stage
                                && (stage.containsKey("$out") || stage.containsKey("$merge")));
    }

    private Document read(Channel channel, String database, String command, Document query) {
        access.readLock().lock();
        try {
            // A copy, because the answer is encoded after the lock is gone, and updates change documents in place.
            return backend.handleCommand(channel, database, command, query).cloneDeeply();
        } finally {
            access.readLock().unlock();
        }
    }

    private Document write(Channel channel, String database, String command, Document query) {
        Document reply;
        Batch mine;
        access.writeLock().lock();
        try {
            reply = backend.handleCommand(channel, database, command, query).cloneDeeply();
            mine = batch;
        } catch (MongoServerException e) {
            throw e; // refused by a rule, such as a unique index
        } catch (RuntimeException | Error e) {
            log.error("A write failed half-way; going back to the last commit", e);
            goBack();
            throw e;
        } finally {
            access.writeLock().unlock();
        }
        awaitCommit(mine);
        return reply;
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
            throw new MongoServerError(14031, "OutOfDiskSpace", "The write could not be kept on disk.");
        }
    }

    private void commit() {
        // Readers may go on meanwhile; writers may not, since they would change documents that are just being written.
        access.readLock().lock();
        try {
            Batch current = batch;
            batch = new Batch();
            try {
                backend.commit();
                current.decide(false);
                return;
            } catch (RuntimeException e) {
                log.error("A commit failed; going back to the last one", e);
                current.decide(true);
            }
        } finally {
            access.readLock().unlock();
        }
        access.writeLock().lock();
        try {
            goBack();
        } finally {
            access.writeLock().unlock();
        }
    }

    /** Opens the file again as it was at the last commit. Needs the write lock; loses what was not committed. */
    private void goBack() {
        batch.decide(true);
        batch = new Batch();
        backend.getMvStore().closeImmediately();
        backend = new H2Backend(opener.get());
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        access.readLock().lock();
        try {
            return backend.handleQuery(query);
        } finally {
            access.readLock().unlock();
        }
    }

    @Override
    public void close() {
        access.writeLock().lock();
        try {
            backend.close();
        } finally {
            access.writeLock().unlock();
        }
    }

    @Override
    public void handleClose(Channel channel) {
        backend.handleClose(channel);
    }

    @Override
    public void dropDatabase(String database) {
        backend.dropDatabase(database);
    }

    @Override
    public Collection<Document> getCurrentOperations(MongoQuery query) {
        return backend.getCurrentOperations(query);
    }

    @Override
    public Document getServerStatus() {
        return backend.getServerStatus();
    }

    @Override
    public void closeCursors(List<Long> cursorIds) {
        backend.closeCursors(cursorIds);
    }

    @Override
    public Clock getClock() {
        return backend.getClock();
    }

    @Override
    public void enableOplog() {
        backend.enableOplog();
    }

    @Override
    public void disableOplog() {
        backend.disableOplog();
    }

    @Override
    public MongoDatabase resolveDatabase(String database) {
        return backend.resolveDatabase(database);
    }

    @Override
    public MongoBackend version(MongoVersion version) {
        return backend.version(version);
    }
}
