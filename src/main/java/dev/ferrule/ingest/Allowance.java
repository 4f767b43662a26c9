package dev.ferrule.ingest;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How much may still come out of an archive. */
final class Allowance {

    static final String CODE = "archive-too-large";

    /** Specs shrink to a tenth or so, the most repetitive to a fiftieth; bombs to a thousandth. */
    private static final int MOST_RATIO = 100;

    private static final long ALWAYS_ALLOWED = 2L * Documents.MOST_BYTES;
    private static final int MOST_ENTRIES = 500_000;

    /** The header of a .tar entry has half a kilobyte, with a long name and more a few; who reads it keeps it in memory. */
    private static final int MOST_OF_HEADER = 1 << 20;

    private final long most;
    private long bytes;
    private long headerFrom = -1;
    private int entries;

    Allowance(long archiveBytes) {
        most = ALWAYS_ALLOWED + archiveBytes * MOST_RATIO;
    }

    void count(long read) {
        bytes += Math.max(0, read);
        if (bytes > most) {
            throw problem("The archive holds more than " + MOST_RATIO + " times its own size");
        }
        if (headerFrom >= 0 && bytes - headerFrom > MOST_OF_HEADER) {
            throw problem("An entry's header has more than " + (MOST_OF_HEADER >> 20) + " MB");
        }
    }

    void countEntry() {
        if (++entries > MOST_ENTRIES) {
            throw problem("The archive has more than " + MOST_ENTRIES + " entries");
        }
    }

    /** What is read from now on is a header. */
    void beginHeader() {
        headerFrom = bytes;
    }

    void endHeader() {
        headerFrom = -1;
    }

    private static Problem problem(String what) {
        return new Problem(Kind.TOO_LARGE, CODE, what + "; the rest of it was not read.");
    }

    /** What comes out of it is counted. */
    InputStream counted(InputStream in) {
        return new Counted(in);
    }

    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(read);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            count(skipped);
            return skipped;
        }
    }
}
