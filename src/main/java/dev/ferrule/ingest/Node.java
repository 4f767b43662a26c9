package dev.ferrule.ingest;

import dev.ferrule.store.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/**
 * Who this is, among the processes that share a database. The name stays with the data folder, which one process has at a
 * time, so what bears it at a start was left behind by a process that is gone.
 */
@Component
class Node {

    private static final String FILE = "node.id";

    private final String id;
    private final Path folder;

    Node(DataFolder data) {
        try {
            Path file = data.privateFile(FILE);
            String known = Files.readString(file).strip();
            id = known.isEmpty() ? new ObjectId().toHexString() : known;
            if (known.isEmpty()) {
                Files.writeString(file, id);
            }
            folder = Files.createDirectories(data.resolve("ingesting"));
            emptyFolder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void emptyFolder() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    String id() {
        return id;
    }

    /** For copies of what is being read; empty at each start. */
    Path folder() {
        return folder;
    }
}
