package dev.ferrule.ingest;

import dev.ferrule.spec.Bundler;
import dev.ferrule.spec.FileReferences;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Descriptions that are divided into files of one folder. Nothing outside of it is read for them, by whatever name or link,
 * and nothing that is hidden.
 */
final class FolderParts {

    private static final int MOST_REFERENCES = 50_000;
    private static final int REMEMBERED = 4;
    private static final Map<String, FolderParts> KNOWN = new LinkedHashMap<>(8, 0.75f, true);
    private static final Bundler BUNDLER = new Bundler();

    private final Path root;
    private @Nullable Map<String, String> references;

    FolderParts(Path root) {
        this.root = root;
    }

    /** For the pieces of one job, which must not look through the folder each for itself. */
    static FolderParts of(String job, Path root) {
        synchronized (KNOWN) {
            FolderParts parts = KNOWN.computeIfAbsent(job + "?" + root, key -> new FolderParts(root));
            if (KNOWN.size() > REMEMBERED) {
                KNOWN.remove(KNOWN.keySet().iterator().next());
            }
            return parts;
        }
    }

    /** The document with the files that it refers to, or word that it is itself such a file. */
    byte[] whole(Path file) {
        byte[] bytes = FileItems.read(file);
        String name = root.relativize(file).toString().replace(File.separatorChar, '/');
        if (FileReferences.isRoot(bytes)) {
            return FileReferences.of(name, bytes).isEmpty() ? bytes : BUNDLER.bundled(name, bytes, this::read);
        }
        String whole = references().get(name);
        if (whole != null) {
            throw new PartOfAnother(whole);
        }
        return bytes;
    }

    private Map<String, byte[]> read(Set<String> names) {
        Map<String, byte[]> found = new HashMap<>();
        for (String name : names) {
            if (isWithin(name)) {
                found.put(name, FileItems.read(root.resolve(name)));
            }
        }
        return found;
    }

    /** Whether it is a plain file of the folder and the way there has neither a link nor a hidden folder in it. */
    private boolean isWithin(String name) {
        if (!FileItems.isDocument(name)) {
            return false;
        }
        try {
            Path way = root;
            for (Path step : Path.of(name)) {
                way = way.resolve(step);
                if (step.toString().startsWith(".") || Files.isSymbolicLink(way)) {
                    return false;
                }
            }
            return Files.isRegularFile(way, LinkOption.NOFOLLOW_LINKS)
                    && way.toRealPath().startsWith(root.toRealPath());
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    /** Each file that some document refers to, with the name of one that does. */
    private synchronized Map<String, String> references() {
        Map<String, String> known = references;
        if (known == null) {
            Map<String, String> made = new HashMap<>();
            for (Path file : FileItems.walk(root, failure -> {})) {
                String name = root.relativize(file).toString().replace(File.separatorChar, '/');
                if (FileItems.isDocument(name) && made.size() < MOST_REFERENCES) {
                    referencesOf(file, name).forEach(other -> made.putIfAbsent(other, name));
                }
            }
            references = made;
            known = made;
        }
        return known;
    }

    private static Set<String> referencesOf(Path file, String name) {
        try {
            return FileReferences.of(name, FileItems.read(file));
        } catch (dev.ferrule.problem.Problem unreadable) {
            return Set.of(); // whoever reads it says so
        }
    }
}
