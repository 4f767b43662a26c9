package dev.ferrule.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class CommittedBackendTest {

    @TempDir
    Path temp;

    final AtomicLong freeBytes = new AtomicLong(Long.MAX_VALUE);
    CommittedBackend backend;

    @BeforeEach
    void open() {
        FilePath.register(new FullDisk());
        FullDisk.full = false;
        backend = new CommittedBackend(
                () -> new MVStore.Builder()
                        .fileName("fulldisk:" + temp.resolve("db"))
                        .autoCommitDisabled()
                        .autoCommitBufferSize(0)
                        .open(),
                freeBytes::get);
        insert("kept");
    }

    @AfterEach
    void close() {
        FullDisk.full = false;
        backend.close();
    }

    @Test
    void diskThatRunsFullRefusesTheWriteAndKeepsNothingOfIt() {
        FullDisk.full = true;
        assertThatThrownBy(() -> insert("lost"))
                .isInstanceOf(MongoServerError.class)
                .hasMessageContaining("no space");
        FullDisk.full = false;
        assertThat(names()).containsExactly("kept");
        insert("later");
        assertThat(names()).containsExactly("kept", "later");
    }

    @Test
    void readingGoesOnWhileTheDiskIsFull() {
        FullDisk.full = true;
        assertThatThrownBy(() -> insert("lost")).isInstanceOf(MongoServerError.class);
        assertThat(names()).containsExactly("kept");
        assertThatThrownBy(() -> insert("lost too")).isInstanceOf(MongoServerError.class);
        assertThat(names()).containsExactly("kept");
    }

    @Test
    void lastBytesOfADiskAreLeftForDeletions() {
        freeBytes.set(CommittedBackend.RESERVED_BYTES - 1);
        assertThatThrownBy(() -> insert("refused")).isInstanceOf(MongoServerError.class);
        Document delete = new Document("q", new Document()).append("limit", 0);
        backend.write(true, h2 -> run(h2, new Document("delete", "things").append("deletes", List.of(delete))));
        assertThat(names()).isEmpty();
    }

    @Test
    void commandThatBreaksHalfWayLeavesNothing() {
        assertThatThrownBy(() -> backend.write(false, h2 -> {
                    insert(h2, "half");
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(names()).containsExactly("kept");
    }

    private void insert(String name) {
        backend.write(false, h2 -> insert(h2, name));
    }

    private static Document insert(H2Backend h2, String name) {
        return run(h2, new Document("insert", "things").append("documents", List.of(new Document("_id", name))));
    }

    private List<Object> names() {
        Document found = backend.read(h2 -> run(h2, new Document("find", "things")));
        return ((List<?>) ((Document) found.get("cursor")).get("firstBatch"))
                .stream().map(document -> ((Document) document).get("_id")).toList();
    }

    private static Document run(H2Backend h2, Document command) {
        String name = command.keySet().iterator().next();
        return h2.handleCommand(new EmbeddedChannel(), "ferrule", name, command);
    }

    /** The real disk, until it is declared full: then nothing can be written any more. */
    public static final class FullDisk extends FilePathWrapper {

        static volatile boolean full;

        public FullDisk() {} // H2 makes more of them

        @Override
        public String getScheme() {
            return "fulldisk";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new Channel(super.open(mode));
        }

        private static final class Channel extends FileBaseDefault {
            private final FileChannel file;

            Channel(FileChannel file) {
                this.file = file;
            }

            @Override
            public int write(ByteBuffer bytes, long position) throws IOException {
                if (full) {
                    throw new IOException("No space left on device");
                }
                return file.write(bytes, position);
            }

            @Override
            public int read(ByteBuffer bytes, long position) throws IOException {
                return file.read(bytes, position);
            }

            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            protected void implTruncate(long size) throws IOException {
                file.truncate(size);
            }

            @Override
            public void force(boolean metaData) throws IOException {
                file.force(metaData);
            }

            @Override
            public java.nio.channels.FileLock tryLock(long position, long size, boolean shared) throws IOException {
                return file.tryLock(position, size, shared);
            }

            @Override
            protected void implCloseChannel() throws IOException {
                file.close();
            }
        }
    }
}
