package dev.ferrule.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** A request body that was read once for its hash and can be read again: short ones in memory, others in a file. */
final class Spool implements AutoCloseable {

    private static final int IN_MEMORY = 256 << 10;

    private final byte[] head;
    private final @Nullable Path file;

    private Spool(byte[] head, @Nullable Path file) {
        this.head = head;
        this.file = file;
    }

    /** Reads {@code body} to its end, adding every byte to {@code hash}. */
    static Spool read(InputStream body, Mac hash) throws IOException {
        byte[] head = body.readNBytes(IN_MEMORY);
        hash.update(head);
        if (head.length < IN_MEMORY) {
            return new Spool(head, null);
        }
        Spool spool = new Spool(new byte[0], Files.createTempFile("ferrule-body", null));
        try {
            spool.fill(head, body, hash);
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
        return spool;
    }

    private void fill(byte[] head, InputStream body, Mac hash) throws IOException {
        if (file == null) {
            return;
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            byte[] chunk = new byte[64 << 10];
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                hash.update(chunk, 0, read);
                out.write(chunk, 0, read);
            }
        }
    }

    ServletInputStream open() throws IOException {
        return new Again(file == null ? new ByteArrayInputStream(head) : Files.newInputStream(file));
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    private static final class Again extends ServletInputStream {

        private final InputStream body;
        private boolean finished;

        Again(InputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            finished = read < 0;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = body.read(bytes, offset, length);
            finished = read < 0;
            return read;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("A body that was spooled is read by blocking.");
        }
    }
}
