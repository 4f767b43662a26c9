package dev.ferrule.ingest;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Finds the files that a pattern means, for shells that leave that to the program. */
public final class Globs {

    private Globs() {}

    /** Each text is a path when there is such a file, else a pattern; one that matches nothing stays as it is. */
    public static List<Path> expand(List<String> texts) {
        List<Path> paths = new ArrayList<>();
        for (String text : texts) {
            if (text.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0) || exists(text)) {
                paths.add(Path.of(text));
            } else {
                paths.addAll(matching(text));
            }
        }
        return paths;
    }

    private static boolean exists(String text) {
        try {
            return Files.exists(Path.of(text));
        } catch (java.nio.file.InvalidPathException e) {
            return false; // on Windows no file has a '*' in its name
        }
    }

    private static List<Path> matching(String pattern) {
        String text = pattern.replace('\\', '/');
        int plain = text.substring(0, firstOdd(text)).lastIndexOf('/');
        Path start = Path.of(plain < 0 ? "" : plain == 0 ? "/" : text.substring(0, plain));
        String rest = text.substring(plain + 1);
        List<Path> found = new ArrayList<>();
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
            boolean anywhere = rest.startsWith("**/");
            Files.walkFileTree(start.toAbsolutePath(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean hidden = !folder.equals(start.toAbsolutePath())
                            && String.valueOf(folder.getFileName()).startsWith(".");
                    return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    Path below = start.toAbsolutePath().relativize(file);
                    boolean matches = matcher.matches(below)
                            || anywhere && matcher.matches(Path.of("top").resolve(below));
                    if (attributes.isRegularFile() && matches) {
                        found.add(start.resolve(below));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException | PatternSyntaxException e) {
            found.clear();
        }
        Collections.sort(found);
        return found.isEmpty() ? List.of(Path.of(pattern)) : found;
    }

    private static int firstOdd(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?[{".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
