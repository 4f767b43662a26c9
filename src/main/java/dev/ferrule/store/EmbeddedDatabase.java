package dev.ferrule.store;

import com.mongodb.ConnectionString;
import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * The MongoDB server inside this process, for when no other is named: it speaks the driver's protocol on a random port
 * of the loopback address and keeps everything in one file of the data folder.
 */
final class EmbeddedDatabase implements AutoCloseable {

    static final String FILE = "ferrule.mv.db";

    /** A command blocks its network thread until it is on disk, so these are the writers that can share one commit. */
    private static final int THREADS = 32;

    private final MongoServer server;
    private final Doorkeeper doorkeeper;

    private EmbeddedDatabase(MongoServer server, Doorkeeper doorkeeper) {
        this.server = server;
        this.doorkeeper = doorkeeper;
    }

    static EmbeddedDatabase start(DataFolder folder) {
        try {
            Path file = folder.privateFile(FILE);
            Doorkeeper doorkeeper = new Doorkeeper();
            CommittedBackend backend = new CommittedBackend(() -> open(file), file.toFile()::getUsableSpace);
            MongoServer server = new MongoServer(new DurableBackend(backend, doorkeeper));
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, THREADS);
            return new EmbeddedDatabase(server, doorkeeper);
        } catch (IOException e) {
            throw new StartupFailure(
                    "The database file in " + folder.path() + " cannot be made.",
                    "Check the folder's owner and the free space of its disk.",
                    e);
        } catch (MVStoreException e) {
            throw new StartupFailure(
                    "The database file " + folder.resolve(FILE) + " " + whatIsWrong(e) + ".",
                    "Put a backup in its place, or move it away to start with an empty database.",
                    e);
        }
    }

    private static String whatIsWrong(MVStoreException e) {
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED -> "is open in another program";
            case DataUtils.ERROR_UNSUPPORTED_FORMAT -> "was written by a newer version of Ferrule";
            default -> "is damaged";
        };
    }

    private static MVStore open(Path file) {
        // Commits are ours alone: one in the middle of a command could keep half of it. Small pages, because a page is
        // what is rewritten for one changed document.
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .pageSplitSize(4096)
                .open();
        // What no longer counts may be overwritten two commits later; five would fill the file with dead pieces.
        store.setRetentionTime(0);
        store.setVersionsToKeep(1);
        return KeyOrder.in(store);
    }

    ConnectionString connectionString() {
        return new ConnectionString("mongodb://" + Doorkeeper.USER + ":" + doorkeeper.password() + "@127.0.0.1:"
                + server.getLocalAddress().getPort() + "/" + MongoUri.DATABASE
                + "?authMechanism=PLAIN&authSource=$external");
    }

    /** Waits for commands under way, then closes the file in order. */
    @Override
    public void close() {
        server.shutdown();
    }
}
