package dev.ferrule.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Goes on with the one job there is, or begins it with the archive given, and prints how far it is until it is killed. */
final class IngestingUntilKilled {

    static final String AT = "at ";
    static final String OVER = "over";

    private IngestingUntilKilled() {}

    public static void main(String[] args) throws Exception {
        IngestProcess process = new IngestProcess(Path.of(args[0]));
        Jobs jobs = process.jobs();
        List<Job> all = jobs.list(IngestProcess.ORG, null, false, 2, null).items();
        String id = all.isEmpty() ? begin(jobs, Path.of(args[1])) : all.get(0).id();
        int told = -1;
        while (true) {
            Job job = jobs.get(IngestProcess.ORG, id);
            int now = job.ingested() + job.unchanged() + job.failed();
            if (now != told) {
                // A read may see what is only just being written to disk. A write that has returned is on disk, and so
                // is all that came before it; only then can it be said that these were acknowledged.
                process.get(MongoOperations.class).save(new Document("_id", "seen").append("at", now), "seen");
                System.out.println(AT + now);
                told = now;
            }
            if (!job.state().open()) {
                System.out.println(OVER);
                Runtime.getRuntime().halt(0);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static String begin(Jobs jobs, Path archive) throws Exception {
        byte[] content = Files.readAllBytes(archive);
        return jobs.startFiles(IngestProcess.ORG, List.of(new Sent("killed.zip", content)), false)
                .id();
    }

    /** A file of a request. */
    record Sent(String name, byte[] content) implements Jobs.Upload {
        @Override
        public java.io.InputStream open() {
            return new java.io.ByteArrayInputStream(content);
        }
    }
}
