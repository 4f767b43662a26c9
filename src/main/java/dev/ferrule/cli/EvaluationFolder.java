package dev.ferrule.cli;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A data folder for one evaluation, deleted after it, or one that is kept for the next and never anything else's. */
record EvaluationFolder(Path path, boolean kept) implements AutoCloseable {

    private static final String MARK = "made-by-evaluate";

    /** @param work null: a folder for once */
    static EvaluationFolder open(@Nullable Path work) throws IOException {
        if (work == null) {
            return new EvaluationFolder(Files.createTempDirectory("ferrule-evaluation"), false);
        }
        Files.createDirectories(work);
        try (Stream<Path> files = Files.list(work)) {
            if (files.findAny().isPresent() && !Files.exists(work.resolve(MARK))) {
                throw new Problem(
                        Kind.CONFLICT,
                        "work-folder-in-use",
                        "The folder '" + work + "' holds something else. Name an empty one, or one of an earlier run.");
            }
        }
        Files.writeString(work.resolve(MARK), "");
        return new EvaluationFolder(work, true);
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            FileSystemUtils.deleteRecursively(path);
        }
    }
}
