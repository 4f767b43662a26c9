package dev.ferrule.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {

    @TempDir
    Path temp;

    Process writer;

    @AfterEach
    void end() throws Exception {
        writer.destroyForcibly().waitFor();
    }

    @Test
    void everyAcknowledgedDocumentIsThereAfterAKill() throws Exception {
        List<Integer> acknowledged = new ArrayList<>();
        try (BufferedReader ids = startWriter()) {
            for (String line; (line = ids.readLine()) != null; ) {
                if (!line.startsWith(AcknowledgingWriter.KEPT)) {
                    continue;
                }
                acknowledged.add(Integer.valueOf(line.substring(AcknowledgingWriter.KEPT.length())));
                if (acknowledged.size() == 3_000) {
                    writer.toHandle().destroyForcibly(); // SIGKILL; what it printed until then still comes
                }
            }
        }
        assertThat(writer.waitFor()).isEqualTo(128 + 9);
        Set<Integer> kept = new HashSet<>();
        try (DataFolder folder = DataFolder.open(temp);
                EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                MongoClient client = MongoClients.create(database.connectionString())) {
            client.getDatabase(MongoUri.DATABASE)
                    .getCollection("things")
                    .find()
                    .forEach((Document thing) -> kept.add(thing.getInteger("_id")));
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(3_000).doesNotHaveDuplicates();
        assertThat(kept).containsAll(acknowledged);
    }

    @Test
    void secondProcessOnTheSameFolderIsToldWhoHasIt() throws Exception {
        try (BufferedReader ids = startWriter()) {
            while (!ids.readLine().startsWith(AcknowledgingWriter.KEPT)) {
                assertThat(writer.isAlive()).isTrue();
            }
            assertThatThrownBy(() -> DataFolder.open(temp))
                    .isInstanceOfSatisfying(
                            StartupFailure.class,
                            failure -> assertThat(failure.action()).contains("FERRULE_DATA_DIR"))
                    .hasMessage("The data folder " + temp + " is in use by another Ferrule process (pid " + writer.pid()
                            + ").");
        }
    }

    private BufferedReader startWriter() throws Exception {
        writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcknowledgingWriter.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return writer.inputReader(StandardCharsets.US_ASCII);
    }
}
