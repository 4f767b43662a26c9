package dev.ferrule.ingest;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.StorageFailure;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads documents out of {@code .zip} and {@code .tar.gz} files one by one; nothing is unpacked to disk. An archive that
 * grows out of proportion is given up, and an entry with a name that would lead out of a folder is refused, though it
 * would do no harm here: whoever made it means harm.
 */
final class Archives {

    /** Specs shrink to a tenth or so, the most repetitive to a fiftieth; bombs to a thousandth. */
    private static final int MOST_RATIO = 100;

    private static final long ALWAYS_ALLOWED = 2L * Documents.MOST_BYTES;
    private static final int MOST_ENTRIES = 500_000;
    private static final int LONGEST_NAME = 1_000;

    private Archives() {}

    static boolean isArchive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".zip") || lower.endsWith(".tar.gz") || lower.endsWith(".tgz");
    }

    /**
     * One document of an archive.
     *
     * @param index counts the documents of the archive, whatever else is between them
     * @param size as the archive claims
     */
    record Entry(int index, String name, long size, boolean plain, Content content) {}

    /** The bytes of an entry, to be had while it is visited. */
    interface Content {
        InputStream open() throws IOException;
    }

    /** Sees the documents of an archive one after the other. */
    interface Visitor {
        /** Whether to go on. */
        boolean visit(Entry entry) throws IOException;
    }

    static void each(Path archive, Consumer<Item> consumer) {
        range(archive, archive.toString(), 0, Integer.MAX_VALUE, at -> true, (at, item) -> consumer.accept(item));
    }

    /** The documents from one index to before another; {@code shown} is what the archive is called in their names. */
    static void range(Path archive, String shown, int from, int to, IntPredicate wanted, Indexed consumer) {
        ArchiveParts parts = new ArchiveParts(archive);
        walk(
                archive,
                entry -> {
                    if (entry.index() >= from && entry.index() < to && wanted.test(entry.index())) {
                        offer(shown, entry, parts, item -> consumer.accept(entry.index(), item));
                    }
                    return entry.index() < to - 1;
                },
                problem -> consumer.accept(-1, Item.failed(shown, problem)));
    }

    /** Gets an item and its index; the index of the archive's own failure is -1. */
    interface Indexed {
        void accept(int at, Item item);
    }

    /** Reads no more of the documents than the visitor does. What is wrong with the archive itself goes to {@code failure}. */
    static void walk(Path archive, Visitor visitor, Consumer<Problem> failure) {
        try {
            if (archive.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                eachOfZip(archive, visitor);
            } else {
                eachOfTar(archive, visitor);
            }
        } catch (Problem problem) {
            if (!problem.code().startsWith("archive-")) {
                throw problem;
            }
            failure.accept(problem);
        } catch (IOException | RuntimeException e) {
            if (e instanceof RuntimeException ours && StorageFailure.of(e) != null) {
                throw ours;
            }
            String what = Files.exists(archive) ? "The archive is damaged." : "There is no such file.";
            failure.accept(new Problem(Kind.UNPROCESSABLE, "archive-unreadable", what));
        }
    }

    private static void eachOfZip(Path archive, Visitor visitor) throws IOException {
        Allowance allowance = new Allowance(Files.size(archive));
        Allowance claimed = new Allowance(Files.size(archive));
        int index = 0;
        try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                allowance.countEntry();
                if (!entry.isDirectory() && FileItems.isDocument(entry.getName())) {
                    claimed.count(entry.getSize());
                    Content content = () -> new Counted(zip.getInputStream(entry), allowance);
                    if (!visitor.visit(new Entry(index++, entry.getName(), entry.getSize(), true, content))) {
                        return;
                    }
                }
            }
        }
    }

    private static void eachOfTar(Path archive, Visitor visitor) throws IOException {
        Allowance allowance = new Allowance(Files.size(archive));
        int index = 0;
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
                InputStream unpacked = new Counted(new GzipCompressorInputStream(file, true), allowance);
                TarArchiveInputStream tar = new TarArchiveInputStream(unpacked, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                allowance.countEntry();
                if (!entry.isDirectory() && FileItems.isDocument(entry.getName())) {
                    Entry found = new Entry(index++, entry.getName(), entry.getSize(), isPlainFile(entry), () -> tar);
                    if (!visitor.visit(found)) {
                        return;
                    }
                }
            }
        }
    }

    /** Neither a link nor a device nor anything with holes. */
    private static boolean isPlainFile(TarArchiveEntry entry) {
        byte kind = entry.getLinkFlag();
        return (kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM) && !entry.isSparse();
    }

    private static void offer(String archive, Entry entry, ArchiveParts parts, Consumer<Item> consumer)
            throws IOException {
        String name = archive + "!/" + printable(entry.name());
        if (!entry.plain() || isOdd(entry.name())) {
            consumer.accept(Item.failed(
                    name,
                    refused(
                            entry.plain()
                                    ? "The entry's name leads out of the archive or is no proper name."
                                    : "The entry is a link or has holes; only plain files are read.")));
            return;
        }
        try {
            byte[] bytes = bytes(entry);
            consumer.accept(new Item(name, parts.content(entry.name(), bytes), bytes.length));
        } catch (Problem problem) {
            if (problem.code().equals(Allowance.CODE)) {
                throw problem;
            }
            consumer.accept(Item.failed(name, problem));
        }
    }

    static byte[] bytes(Entry entry) throws IOException {
        byte[] bytes = Documents.read(entry.content().open());
        if (bytes.length > entry.size()) {
            throw refused("The entry is larger than the archive says.");
        }
        return bytes;
    }

    static boolean isUsable(Entry entry) {
        return entry.plain() && !isOdd(entry.name());
    }

    private static Problem refused(String why) {
        return new Problem(Kind.UNPROCESSABLE, "archive-entry-refused", why);
    }

    private static boolean isOdd(String name) {
        if (name.startsWith("/")
                || name.contains("\\")
                || name.matches("^[A-Za-z]:.*")
                || name.length() > LONGEST_NAME) {
            return true;
        }
        for (String part : name.split("/")) {
            if (part.equals("..")) {
                return true;
            }
        }
        return name.chars().anyMatch(Character::isISOControl);
    }

    static String printable(String name) {
        String shown = name.length() > 200 ? name.substring(0, 200) + "…" : name;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    /** How much may still come out of an archive. */
    private static final class Allowance {

        static final String CODE = "archive-too-large";

        private final long most;
        private long bytes;
        private int entries;

        Allowance(long archiveBytes) {
            most = ALWAYS_ALLOWED + archiveBytes * MOST_RATIO;
        }

        void count(long read) {
            bytes += Math.max(0, read);
            if (bytes > most) {
                throw problem("The archive holds more than " + MOST_RATIO + " times its own size");
            }
        }

        void countEntry() {
            if (++entries > MOST_ENTRIES) {
                throw problem("The archive has more than " + MOST_ENTRIES + " entries");
            }
        }

        private static Problem problem(String what) {
            return new Problem(Kind.TOO_LARGE, CODE, what + "; the rest of it was not read.");
        }
    }

    private static final class Counted extends FilterInputStream {

        private final Allowance allowance;

        Counted(InputStream in, Allowance allowance) {
            super(in);
            this.allowance = allowance;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            allowance.count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            allowance.count(read);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            allowance.count(skipped);
            return skipped;
        }
    }
}
