package dev.ferrule.ingest;

import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Processes with one MongoDB-compatible server between them, all but one of which are killed while they work on a job. */
final class SharedServer {

    private final Path folder;
    private final String[] settings;
    private final Random random;
    private int carriedOut;
    private long takenOver;

    SharedServer(Path folder, String uri, long seed) {
        this.folder = folder;
        this.settings = new String[] {
            "--spring.mongodb.uri=" + uri,
            // Not the 45 seconds of every day: what the dead one had is what the other waits for.
            "--ferrule.ingest.lease=3s"
        };
        this.random = new Random(seed);
    }

    /** How often the one that was killed had something in hand then. */
    int carriedOut() {
        return carriedOut;
    }

    /** How many pieces somebody else had to go on with. */
    long takenOver() {
        return takenOver;
    }

    void run(int kills, int specs) throws Exception {
        try (IngestProcess stays = new IngestProcess(folder.resolve("stays"), settings)) {
            List<Jobs.Upload> archive =
                    List.of(new IngestingUntilKilled.Sent("shared.zip", IngestProcess.archive(specs)));
            // All of them before the job begins, since it would be over before a second one had started.
            Deque<WorkingUntilKilled> others = new ArrayDeque<>();
            for (int i = 0; i < kills; i++) {
                others.add(other(i));
            }
            String id =
                    stays.jobs().startFiles(IngestProcess.ORG, archive, false).id();
            while (!others.isEmpty()) {
                try (WorkingUntilKilled killed = others.remove()) {
                    carriedOut += killInTheMiddle(stays, killed, id) ? 1 : 0;
                }
            }
            AllOnce.check(stays, id, specs);
            takenOver = stays.get(MongoOperations.class)
                    .getCollection("ingestion_pieces")
                    .countDocuments(Filters.and(Filters.gte("lease", 2), Filters.eq("kind", "ENTRIES")));
        }
    }

    private WorkingUntilKilled other(int number) throws Exception {
        String key = "--ferrule.master-key-file=" + folder.resolve("stays/master-key");
        return new WorkingUntilKilled(folder.resolve("killed" + number), settings[0], settings[1], key);
    }

    /** Whether the job was still open, and a piece of it with the one that died. */
    private boolean killInTheMiddle(IngestProcess stays, WorkingUntilKilled other, String id) throws Exception {
        String node = other.node();
        int more = stays.jobs().get(IngestProcess.ORG, id).ingested() + 1 + random.nextInt(60);
        while (true) {
            Job job = stays.jobs().get(IngestProcess.ORG, id);
            if (!job.state().open()) {
                other.kill();
                return false;
            }
            if (job.ingested() >= more && holds(stays, node)) {
                other.kill();
                return holds(stays, node);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static boolean holds(IngestProcess stays, String node) {
        Document piece = stays.get(MongoOperations.class)
                .getCollection("ingestion_pieces")
                .find(Filters.and(Filters.eq("owner", node), Filters.eq("done", false)))
                .first();
        return piece != null;
    }
}
