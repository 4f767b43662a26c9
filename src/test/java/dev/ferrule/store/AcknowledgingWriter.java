package dev.ferrule.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;

/** A process of its own that prints the id of each document once the database has acknowledged it, until it is killed. */
final class AcknowledgingWriter {

    /** What its lines begin with; those of the log are between them. */
    static final String KEPT = "kept ";

    private static final int THREADS = 8;

    private AcknowledgingWriter() {}

    public static void main(String[] args) throws Exception {
        DataFolder folder = DataFolder.open(Path.of(args[0]));
        EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        MongoClient client = MongoClients.create(database.connectionString());
        MongoCollection<Document> things = client.getDatabase(MongoUri.DATABASE).getCollection("things");
        AtomicInteger ids = new AtomicInteger();
        for (int thread = 0; thread < THREADS; thread++) {
            new Thread(() -> {
                        while (true) {
                            int id = ids.incrementAndGet();
                            things.insertOne(new Document("_id", id).append("text", "x".repeat(id % 5_000)));
                            synchronized (System.out) {
                                System.out.println(KEPT + id);
                            }
                        }
                    })
                    .start();
        }
    }
}
