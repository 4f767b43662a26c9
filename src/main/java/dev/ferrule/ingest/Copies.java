package dev.ferrule.ingest;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Uploaded archives as files of this node, because they are read here and there; one copy for all pieces of an archive,
 * for as long as its job is open.
 */
@Component
class Copies {

    private final Uploads uploads;
    private final Node node;
    private final Map<String, Map<Integer, Path>> byJob = new HashMap<>();

    Copies(Uploads uploads, Node node) {
        this.uploads = uploads;
        this.node = node;
    }

    /** Of an archive of the server's own: that file itself. */
    synchronized Path file(String job, Piece.Input input) {
        if (input.path() != null) {
            return Path.of(input.path());
        }
        return byJob.computeIfAbsent(job, id -> new HashMap<>())
                .computeIfAbsent(input.upload(), number -> copy(job, input));
    }

    private Path copy(String job, Piece.Input input) {
        boolean zip = input.name().toLowerCase(java.util.Locale.ROOT).endsWith(".zip");
        Path file = node.folder().resolve(job + "-" + input.upload() + (zip ? ".zip" : ".tar.gz"));
        Path part = node.folder().resolve(job + "-" + input.upload() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                uploads.copy(job, input, out);
            }
            return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes(String job, Piece.Input input) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            uploads.copy(job, input, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void keepOnly(java.util.Set<String> jobs) {
        byJob.entrySet().removeIf(entry -> {
            if (jobs.contains(entry.getKey())) {
                return false;
            }
            entry.getValue().values().forEach(Copies::delete);
            return true;
        });
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
