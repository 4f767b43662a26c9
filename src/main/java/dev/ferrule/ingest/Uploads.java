package dev.ferrule.ingest;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * What was uploaded, in the database, so that every node can read it: the collection {@code ingestion_uploads}, in parts
 * of some megabytes that are read by id. (GridFS would look for its parts by an index that the embedded database does not
 * use.)
 */
@Component
class Uploads {

    private static final String UPLOADS = "ingestion_uploads";
    private static final int PART = 4 << 20;

    private final MongoOperations mongo;

    Uploads(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Keeps what one job was sent; small files go to the database some at a time. */
    final class Writer {

        private final String job;
        private final List<Document> waiting = new ArrayList<>();
        private int size;
        private int number;

        Writer(String job) {
            this.job = job;
        }

        Piece.Input add(String name, InputStream content) throws IOException {
            int upload = number++;
            int parts = 0;
            for (byte[] part = content.readNBytes(PART);
                    part.length > 0 || parts == 0;
                    part = content.readNBytes(PART)) {
                if (size + part.length > PART) {
                    flush();
                }
                waiting.add(new Document("_id", id(job, upload, parts++)).append("data", new Binary(part)));
                size += part.length;
                if (part.length < PART) {
                    break;
                }
            }
            return Piece.Input.upload(name, upload, parts);
        }

        void flush() {
            if (!waiting.isEmpty()) {
                mongo.execute(UPLOADS, uploads -> uploads.insertMany(waiting));
                waiting.clear();
                size = 0;
            }
        }
    }

    Writer writer(String job) {
        return new Writer(job);
    }

    void copy(String job, Piece.Input input, OutputStream out) throws IOException {
        for (int part = 0; part < input.parts(); part++) {
            String id = id(job, input.upload(), part);
            Document found = mongo.execute(
                    UPLOADS, uploads -> uploads.find(eq("_id", id)).first());
            if (found == null) {
                throw new Problem(
                        Kind.NOT_FOUND, "upload-gone", "The uploaded file is not kept any more: send it again.");
            }
            out.write(found.get("data", Binary.class).getData());
        }
    }

    void remove(String job, Collection<Piece.Input> inputs) {
        List<String> ids = new ArrayList<>();
        for (Piece.Input input : inputs) {
            for (int part = 0; part < input.parts(); part++) {
                ids.add(id(job, input.upload(), part));
            }
        }
        remove(ids);
    }

    private void remove(List<String> ids) {
        for (int from = 0; from < ids.size(); from += 500) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + 500));
            mongo.execute(UPLOADS, uploads -> uploads.deleteMany(in("_id", some)));
        }
    }

    /** The jobs for which something is kept. */
    List<String> jobs() {
        return Objects.requireNonNull(mongo.execute(UPLOADS, uploads -> {
            List<String> jobs = new ArrayList<>();
            for (Document upload : uploads.find().projection(include("_id")).batchSize(10)) {
                String id = upload.getString("_id");
                jobs.add(id.substring(0, id.indexOf('/')));
            }
            return jobs.stream().distinct().toList();
        }));
    }

    /** Whatever is kept for a job, also when nobody knows any more what that was. */
    void removeAll(String job) {
        List<String> ids = Objects.requireNonNull(mongo.execute(UPLOADS, uploads -> {
            List<String> all = new ArrayList<>();
            for (Document upload : uploads.find().projection(include("_id")).batchSize(10)) {
                if (upload.getString("_id").startsWith(job + "/")) {
                    all.add(upload.getString("_id"));
                }
            }
            return all;
        }));
        remove(ids);
    }

    private static String id(String job, int upload, int part) {
        return job + "/" + upload + "/" + part;
    }
}
