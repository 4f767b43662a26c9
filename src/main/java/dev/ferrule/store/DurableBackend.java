package dev.ferrule.store;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands that reach the embedded server: tells reads from writes, and adds what the library leaves out, namely
 * {@code hello} and a password. No command's text is ever logged, since it may hold secrets.
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
            "buildinfo",
            "serverstatus",
            "whatsmyuri",
            "getlasterror",
            "endsessions");

    /** After these a collection may be there that was not. */
    private static final Set<String> FILLS = Set.of("insert", "update", "findandmodify", "create", "createindexes");

    private static final Set<String> FREES_SPACE = Set.of("delete", "drop", "dropdatabase", "dropindexes");

    private final CommittedBackend backend;
    private final Doorkeeper doorkeeper;

    DurableBackend(CommittedBackend backend, Doorkeeper doorkeeper) {
        this.backend = backend;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document query = message.getDocument();
        String command = query.keySet().iterator().next();
        try {
            return handleCommand(message.getChannel(), message.getDatabaseName(), command, query);
        } catch (MongoServerException e) {
            return Failures.reply(e);
        } catch (RuntimeException e) {
            log.error("The embedded database failed at the command {}", command, e);
            return Failures.reply(Failures.internal());
        }
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        switch (name) {
            case "hello":
                Document reply = read(channel, database, "ismaster", query);
                reply.remove("ismaster");
                return reply.append("isWritablePrimary", true).append("helloOk", true);
            case "ismaster":
                return read(channel, database, command, query);
            case "saslstart":
                return doorkeeper.letIn(channel, query);
            default:
                doorkeeper.check(channel);
        }
        if (READS.contains(name) || name.equals("aggregate") && !writesItsResult(query)) {
            return read(channel, database, command, query);
        }
        return backend.write(FREES_SPACE.contains(name), h2 -> {
            if (FILLS.contains(name) && query.get(command) instanceof String collection) {
                KeyOrder.forIds(h2.getMvStore(), database, collection);
            }
            return answer(h2, channel, database, command, query);
        });
    }

    private static boolean writesItsResult(Document aggregate) {
        return aggregate.get("pipeline") instanceof Collection<?> stages
                && stages.stream()
                        .anyMatch(s -> s instanceof Document stage
                                && (stage.containsKey("$out") || stage.containsKey("$merge")));
    }

    private Document read(Channel channel, String database, String command, Document query) {
        return backend.read(h2 -> answer(h2, channel, database, command, query));
    }

    /** A copy, because the answer is encoded after the lock is gone, and updates change documents in place. */
    private static Document answer(H2Backend h2, Channel channel, String database, String command, Document query) {
        return h2.handleCommand(channel, database, command, query).cloneDeeply();
    }

    /** The old protocol's queries, of which drivers send none but the commands above. */
    @Override
    public QueryResult handleQuery(MongoQuery query) {
        throw Failures.unauthorized();
    }

    @Override
    public Document getServerStatus() {
        throw Failures.unauthorized();
    }

    @Override
    public void handleClose(Channel channel) {
        backend.read(h2 -> {
            h2.handleClose(channel);
            return channel;
        });
    }

    @Override
    public void close() {
        backend.close();
    }

    @Override
    public Clock getClock() {
        return Clock.systemDefaultZone();
    }

    // What the server never asks for.

    @Override
    public void closeCursors(List<Long> cursorIds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void dropDatabase(String database) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Collection<Document> getCurrentOperations(MongoQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void enableOplog() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void disableOplog() {
        throw new UnsupportedOperationException();
    }

    @Override
    public MongoDatabase resolveDatabase(String database) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MongoBackend version(MongoVersion version) {
        throw new UnsupportedOperationException();
    }
}
