package dev.ferrule.ingest;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads documents out of {@code .zip} and {@code .tar.gz} files one by one; nothing is unpacked to disk. An archive that
 * grows out of proportion is given up, and an entry with a name that would lead out of a folder is refused, though it
 * would do no harm here: whoever made it means harm.
 */
final class Archives {

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
     * @param crc likewise the checksum; -1: it has none
     */
    record Entry(int index, String name, long size, long crc, boolean plain, Content content) {}

    static boolean isZip(Path archive) {
        return archive.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /** The bytes of an entry, to be had while it is visited. */
    interface Content {
        InputStream open() throws IOException;
    }

    /** Sees the documents of an archive one after the other. */
    interface Visitor {
        /** Whether to go on. */
        boolean visit(Entry entry) throws IOException;
    }

    /**
     * Reads no more of the documents than the visitor does. What is wrong with the archive itself goes to {@code failure}.
     *
     * @param names of the documents that are meant; the others are neither seen nor counted
     */
    static void walk(Path archive, Predicate<String> names, Visitor visitor, Consumer<Problem> failure) {
        along(archive, seen -> fromBeginning(archive, names, seen), visitor, failure);
    }

    static void fromBeginning(Path archive, Predicate<String> names, Visitor visitor) throws IOException {
        if (isZip(archive)) {
            eachOfZip(archive, names, visitor);
        } else {
            try (TarWalk tar = new TarWalk(archive, names)) {
                tar.go(visitor);
            }
        }
    }

    /** A way through an archive. */
    interface Way {
        void walk(Visitor visitor) throws IOException;
    }

    static void along(Path archive, Way way, Visitor visitor, Consumer<Problem> failure) {
        try {
            way.walk(visitor);
        } catch (Problem problem) {
            if (!problem.code().startsWith("archive-")) {
                throw problem;
            }
            failure.accept(problem);
        } catch (IOException | RuntimeException e) {
            if (e instanceof RuntimeException ours && StorageFailure.of(e) != null) {
                throw ours;
            }
            failure.accept(unreadable(archive));
        }
    }

    private static void eachOfZip(Path archive, Predicate<String> names, Visitor visitor) throws IOException {
        Allowance allowance = new Allowance(Files.size(archive));
        Allowance claimed = new Allowance(Files.size(archive));
        int index = 0;
        try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                allowance.countEntry();
                if (!entry.isDirectory() && FileItems.isDocument(entry.getName()) && names.test(entry.getName())) {
                    claimed.count(entry.getSize());
                    Content content = () -> allowance.counted(zip.getInputStream(entry));
                    if (!visitor.visit(
                            new Entry(index++, entry.getName(), entry.getSize(), entry.getCrc(), true, content))) {
                        return;
                    }
                }
            }
        }
    }

    /** Those of these entries that there are and that may be read, without looking at any other. */
    static Map<String, byte[]> pick(Path zipFile, Collection<String> names) {
        Map<String, byte[]> found = new HashMap<>();
        try (ZipFile zip = new ZipFile(zipFile.toFile(), StandardCharsets.UTF_8)) {
            Allowance allowance = new Allowance(Files.size(zipFile));
            for (String name : names) {
                ZipEntry entry = zip.getEntry(name) == null ? zip.getEntry("./" + name) : zip.getEntry(name);
                if (entry != null && !entry.isDirectory() && !isOdd(name)) {
                    Content content = () -> allowance.counted(zip.getInputStream(entry));
                    found.put(name, bytes(new Entry(0, name, entry.getSize(), entry.getCrc(), true, content)));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(zipFile);
        }
        return found;
    }

    private static Problem unreadable(Path archive) {
        String what = Files.exists(archive)
                ? "The archive is damaged, or something in it is encrypted or packed in an unusual way."
                : "There is no such file.";
        return new Problem(Kind.UNPROCESSABLE, "archive-unreadable", what);
    }

    static byte[] bytes(Entry entry) throws IOException {
        byte[] bytes = Documents.read(entry.content().open());
        if (bytes.length > entry.size()) {
            throw refused("The entry is larger than the archive says.");
        }
        if (entry.crc() >= 0) {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            if (crc.getValue() != entry.crc()) {
                throw refused("The entry is damaged: its checksum is another than the archive says.");
            }
        }
        return bytes;
    }

    static boolean isUsable(Entry entry) {
        return entry.plain() && !isOdd(entry.name());
    }

    static Problem refused(String why) {
        return new Problem(Kind.UNPROCESSABLE, "archive-entry-refused", why);
    }

    static boolean isOdd(String name) {
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
}
