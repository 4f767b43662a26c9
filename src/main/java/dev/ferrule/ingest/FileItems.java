package dev.ferrule.ingest;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Documents in files, folders (with all that is below them, but neither links nor hidden folders) and archives. A
 * description in a folder is read with the files of that folder that it refers to.
 */
public final class FileItems implements ItemSource {

    private final List<Path> paths;

    public FileItems(List<Path> paths) {
        this.paths = List.copyOf(paths);
    }

    static boolean isDocument(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".json") || lower.endsWith(".yaml") || lower.endsWith(".yml");
    }

    /** How many documents there are outside of archives: enough for a progress bar. */
    public int count() {
        int[] count = {0};
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                count[0] += walk(path, failure -> {}).size();
            } else {
                count[0]++;
            }
        }
        return count[0];
    }

    @Override
    public void each(Consumer<Item> consumer) {
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                FolderParts parts = new FolderParts(path);
                walk(path, consumer).forEach(file -> offer(file, () -> parts.whole(file), consumer));
            } else {
                offer(path, () -> read(path), consumer);
            }
        }
    }

    private static void offer(Path path, Item.Content content, Consumer<Item> consumer) {
        String name = path.toString();
        if (Archives.isArchive(name)) {
            Archive.whole(path).each(consumer);
        } else {
            consumer.accept(new Item(name, content, 0));
        }
    }

    static byte[] read(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return Documents.read(in, Files.size(path));
        } catch (NoSuchFileException e) {
            throw new Problem(Kind.NOT_FOUND, "file-not-found", "There is no such file.");
        } catch (IOException e) {
            throw new Problem(Kind.UNPROCESSABLE, "file-unreadable", "The file cannot be read.");
        }
    }

    /** In the order of their names, so that two runs do the same. */
    static List<Path> walk(Path folder, Consumer<Item> failures) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    boolean hidden = !dir.equals(folder)
                            && String.valueOf(dir.getFileName()).startsWith(".");
                    return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = file.toString();
                    if (attributes.isRegularFile() && (isDocument(name) || Archives.isArchive(name))) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    failures.accept(unreadable(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            failures.accept(unreadable(folder));
        }
        Collections.sort(files);
        return files;
    }

    private static Item unreadable(Path path) {
        return Item.failed(
                path.toString(), new Problem(Kind.UNPROCESSABLE, "file-unreadable", "The file cannot be read."));
    }
}
