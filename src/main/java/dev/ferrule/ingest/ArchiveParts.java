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

    /** Pieces of one archive are read one after the other: each would look through it again. */
    private static final Map<String, Map<String, String>> REFERENCES = new LinkedHashMap<>(8, 0.75f, true);

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

    /** A document that cannot be read is no reason to give the others up: whoever reads it says so. */
    private void walk(Archives.Visitor visitor) {
        Archives.walk(
                archive,
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
