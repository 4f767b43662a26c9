package dev.ferrule.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path temp;

    @Test
    void restartFindsWhatWasWrittenAndItsIndexes() throws Exception {
        try (DataFolder folder = DataFolder.open(temp)) {
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                    MongoClient client = MongoClients.create(database.connectionString())) {
                things(client)
                        .createIndex(new Document("name", 1), new com.mongodb.client.model.IndexOptions().unique(true));
                things(client).insertOne(new Document("_id", 1).append("name", "a"));
            }
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                    MongoClient client = MongoClients.create(database.connectionString())) {
                assertThat(things(client).find().first()).containsEntry("name", "a");
                assertThatThrownBy(() -> things(client).insertOne(new Document("_id", 2).append("name", "a")))
                        .hasMessageContaining("duplicate key");
            }
        }
    }

    @Test
    void fileIsReadableForItsOwnerOnly() throws Exception {
        try (DataFolder folder = DataFolder.open(temp);
                EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(database.connectionString().getHosts())
                    .singleElement()
                    .asString()
                    .startsWith("127.0.0.1:");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(temp.resolve(EmbeddedDatabase.FILE))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whoHasNotThePasswordGetsNothing() throws Exception {
        try (DataFolder folder = DataFolder.open(temp);
                EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            String address = database.connectionString().getHosts().get(0);
            try (MongoClient stranger = MongoClients.create("mongodb://" + address)) {
                assertThatThrownBy(() -> things(stranger).find().first())
                        .isInstanceOf(MongoCommandException.class)
                        .hasMessageContaining("Unauthorized");
            }
            String guessed = "mongodb://ferrule:guess@" + address + "/?authMechanism=PLAIN";
            try (MongoClient stranger = MongoClients.create(new ConnectionString(guessed))) {
                assertThatThrownBy(() -> things(stranger).find().first()).hasMessageContaining("authenticating");
            }
        }
    }

    @Test
    void damagedFileIsNamedAtTheStartAndLeftAlone() throws Exception {
        Path file = temp.resolve(EmbeddedDatabase.FILE);
        try (DataFolder folder = DataFolder.open(temp)) {
            EmbeddedDatabase.start(folder).close();
            try (RandomAccessFile damage = new RandomAccessFile(file.toFile(), "rw")) {
                damage.write(new byte[(int) damage.length()]);
            }
            byte[] before = Files.readAllBytes(file);
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
                    .isInstanceOf(StartupFailure.class)
                    .hasMessage("The database file " + file.toAbsolutePath() + " is damaged.");
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
    }

    @Test
    void deletingGivesSpaceBackAndKeepsTheRest() throws Exception {
        Path file = temp.resolve(EmbeddedDatabase.FILE);
        try (DataFolder folder = DataFolder.open(temp)) {
            long full;
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                    MongoClient client = MongoClients.create(database.connectionString())) {
                for (int n = 0; n < 40; n++) {
                    things(client).insertOne(new Document("_id", n).append("bytes", new byte[3 * 1024 * 1024]));
                }
                full = Files.size(file);
                things(client).deleteMany(new Document("_id", new Document("$gt", 0)));
                for (int n = 1; n < 9; n++) {
                    // The file keeps the state of the last two commits, deleted documents too.
                    things(client).insertOne(new Document("_id", n));
                }
            }
            assertThat(Files.size(file)).isLessThan(full / 2);
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                    MongoClient client = MongoClients.create(database.connectionString())) {
                assertThat(things(client).countDocuments()).isEqualTo(9);
            }
        }
    }

    private static MongoCollection<Document> things(MongoClient client) {
        return client.getDatabase(MongoUri.DATABASE).getCollection("things");
    }
}
