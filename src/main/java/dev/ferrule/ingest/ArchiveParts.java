package dev.ferrule.ingest;

import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Bundler;
import dev.ferrule.spec.FileReferences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Descriptions that are divided into files of one archive. The archive is looked through once more only when there is
 * such a description in it, or a document that might be a part of one; nothing but the files of one description is
 * held at a time.
 */
final class ArchiveParts {

    private static final int MOST_REFERENCES = 50_000;
    private static final int REMEMBERED = 4;
    private static final long MOST_NANOS = 600_000_000_000L;

    /** Pieces of one archive are read one after the other: each would look through it again. */
    private static final Map<String, Map<String, String>> REFERENCES = new LinkedHashMap<>(8, 0.75f, true);

    private static final Map<String, Long> WALKED = new LinkedHashMap<>(8, 0.75f, true);

    private static final Bundler BUNDLER = new Bundler();

    private final Path archive;

    ArchiveParts(Path archive) {
        this.archive = archive;
    }

    /** What becomes of a document of the archive: it with its files, or word that it is itself such a file. */
    Item.Content content(String entry, byte[] bytes) {
        String name = plain(entry);
        if (FileReferences.isRoot(bytes)) {
            return FileReferences.of(name, bytes).isEmpty()
                    ? () -> bytes
                    : () -> BUNDLER.bundled(name, bytes, this::read);
        }
        return () -> {
            String whole = references().get(name);
            if (whole != null) {
                throw new PartOfAnother(whole);
            }
            return bytes;
        };
    }

    private static String plain(String entry) {
        return entry.startsWith("./") ? entry.substring(2) : entry;
    }

    private Map<String, byte[]> read(Set<String> names) {
        if (Archives.isZip(archive)) {
            return Archives.pick(archive, names);
        }
        Map<String, byte[]> found = new HashMap<>();
        walk(entry -> {
            String name = plain(entry.name());
            if (names.contains(name) && Archives.isUsable(entry)) {
                found.put(name, Archives.bytes(entry));
            }
            return found.size() < names.size();
        });
        return found;
    }

    /** Each file that some document refers to, with the name of one that does. */
    private Map<String, String> references() {
        String key = archive + "?" + stamp();
        synchronized (REFERENCES) {
            Map<String, String> known = REFERENCES.get(key);
            if (known != null) {
                return known;
            }
        }
        Map<String, String> references = new HashMap<>();
        walk(entry -> {
            if (Archives.isUsable(entry)) {
                String name = plain(entry.name());
                FileReferences.of(name, Archives.bytes(entry)).forEach(file -> references.putIfAbsent(file, name));
            }
            return references.size() < MOST_REFERENCES;
        });
        synchronized (REFERENCES) {
            REFERENCES.put(key, references);
            if (REFERENCES.size() > REMEMBERED) {
                REFERENCES.remove(REFERENCES.keySet().iterator().next());
            }
        }
        return references;
    }

    private String stamp() {
        try {
            return Files.size(archive) + "/"
                    + Files.getLastModifiedTime(archive).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each look for the files of one description unpacks a .tar.gz from its beginning: that must not go on for ever. */
    private void walk(Archives.Visitor visitor) {
        String key = archive + "?" + stamp();
        synchronized (WALKED) {
            if (WALKED.getOrDefault(key, 0L) > MOST_NANOS) {
                throw new Problem(
                        Problem.Kind.TOO_LARGE,
                        "archive-too-entangled",
                        "Looking up the files that documents of this archive refer to has taken more than "
                                + MOST_NANOS / 60_000_000_000L + " minutes.");
            }
        }
        long begun = System.nanoTime();
        try {
            walkOnce(visitor);
        } finally {
            synchronized (WALKED) {
                WALKED.merge(key, System.nanoTime() - begun, Long::sum);
                if (WALKED.size() > REMEMBERED) {
                    WALKED.remove(WALKED.keySet().iterator().next());
                }
            }
        }
    }

    /** A document that cannot be read is no reason to give the others up: whoever reads it says so. */
    private void walkOnce(Archives.Visitor visitor) {
        Archives.walk(
                archive,
                name -> true,
                entry -> {
                    try {
                        return visitor.visit(entry);
                    } catch (Problem problem) {
                        if (problem.code().equals("archive-too-large")) {
                            throw problem;
                        }
                        return true;
                    }
                },
                problem -> {});
    }
}
