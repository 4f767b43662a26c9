package dev.ferrule.ingest;

import dev.ferrule.ingest.Archives.Entry;
import dev.ferrule.ingest.Archives.Visitor;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** A .tar.gz on the way from its beginning to its end, the only way there is; it may stop and go on later. */
final class TarWalk implements Closeable {

    private final Allowance allowance;
    private final Predicate<String> names;
    private final TarArchiveInputStream tar;
    private final byte[] passed = new byte[1 << 13];
    private int next;
    private boolean ended;

    /** @param names of the documents that are meant; the others are neither seen nor counted */
    TarWalk(Path archive, Predicate<String> names) throws IOException {
        this.names = names;
        this.allowance = new Allowance(Files.size(archive));
        InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
        try {
            InputStream unpacked = allowance.counted(new GzipCompressorInputStream(file, true));
            tar = new TarArchiveInputStream(unpacked, "UTF-8");
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The index of the document that comes next. */
    int next() {
        return next;
    }

    /** Whether nothing comes any more, be it because of a failure. */
    boolean ended() {
        return ended;
    }

    /** Until the visitor has enough. */
    void go(Visitor visitor) throws IOException {
        boolean stopped = false;
        try {
            for (TarArchiveEntry entry = nextEntry(); entry != null; entry = nextEntry()) {
                allowance.countEntry();
                if (!entry.isDirectory() && FileItems.isDocument(entry.getName()) && names.test(entry.getName())) {
                    Entry found =
                            new Entry(next++, entry.getName(), entry.getSize(), -1, isPlainFile(entry), () -> tar);
                    if (!visitor.visit(found)) {
                        stopped = true;
                        return;
                    }
                }
            }
        } finally {
            ended = !stopped;
        }
    }

    /** The rest of the last entry first, so that what is read then is nothing but headers. */
    private @Nullable TarArchiveEntry nextEntry() throws IOException {
        while (tar.getCurrentEntry() != null && tar.read(passed) >= 0) {
            continue;
        }
        allowance.beginHeader();
        TarArchiveEntry entry = tar.getNextEntry();
        allowance.endHeader();
        return entry;
    }

    /** Neither a link nor a device nor anything with holes. */
    private static boolean isPlainFile(TarArchiveEntry entry) {
        byte kind = entry.getLinkFlag();
        return (kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM) && !entry.isSparse();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
