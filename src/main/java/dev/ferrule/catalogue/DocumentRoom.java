package dev.ferrule.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * Keeps the documents of all requests that are in memory at one time within a share of the heap. A large one waits on the
 * disk for its turn, however slowly it comes, so that many at once cost time and not the service.
 */
final class DocumentRoom {

    /** Smaller ones need no room: there are not so many requests at one time. */
    private static final int SMALL = 1 << 20;

    private static final int UNIT = 1024;

    private final int units;
    private final Semaphore free;

    /** @param bytes for all of them; one that is larger is alone */
    DocumentRoom(long bytes) {
        units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        free = new Semaphore(units, true);
    }

    static DocumentRoom ofHeap() {
        return new DocumentRoom(Runtime.getRuntime().maxMemory() / 16);
    }

    /** What is done with a document while there is room for it. */
    interface Use<T> {
        T of(byte[] document) throws IOException;
    }

    /** @param announced how long the body is; negative: nobody knows */
    <T> T use(InputStream body, long announced, Use<T> use) throws IOException {
        if (announced > SpecBody.MOST_BYTES) {
            throw SpecBody.tooLarge();
        }
        byte[] head = body.readNBytes(SMALL);
        if (head.length < SMALL) {
            return use.of(SpecBody.checked(head));
        }
        Path spool = Files.createTempFile("spec", ".part");
        try {
            long length;
            try (var out = Files.newOutputStream(spool)) {
                out.write(head);
                length = SMALL + copy(body, out);
            }
            return inTurn((int) length, () -> use.of(Files.readAllBytes(spool)));
        } finally {
            Files.delete(spool);
        }
    }

    private static long copy(InputStream body, java.io.OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            length += read;
            if (SMALL + length > SpecBody.MOST_BYTES) {
                throw SpecBody.tooLarge();
            }
            out.write(buffer, 0, read);
        }
        return length;
    }

    /** With room for one that may be as large as documents may be. */
    <T> T largest(Turn<T> turn) throws IOException {
        return inTurn(SpecBody.MOST_BYTES, turn);
    }

    /** What is done meanwhile. */
    interface Turn<T> {
        T take() throws IOException;
    }

    private <T> T inTurn(int bytes, Turn<T> turn) throws IOException {
        int wanted = Math.min(units, bytes / UNIT + 1);
        free.acquireUninterruptibly(wanted);
        try {
            return turn.take();
        } finally {
            free.release(wanted);
        }
    }
}
