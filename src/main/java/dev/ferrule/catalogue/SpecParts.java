package dev.ferrule.catalogue;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOptions;
import dev.ferrule.store.DataFolder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * The collection {@code spec_parts}: packed pieces of documents, pages of operations and of vectors, each read by its id. The
 * collection {@code spec_writes} names what is being written or removed, so that the pieces of a write that a crash
 * cut short can be found again.
 */
@Component
class SpecParts {

    private static final String PARTS = "spec_parts";
    private static final String WRITES = "spec_writes";

    /** MongoDB takes documents up to 16 MB. */
    static final int LARGEST = 8 << 20;

    private static final int MOST_AT_ONCE = 500;

    private final MongoOperations mongo;
    private final String writer;

    SpecParts(MongoOperations mongo, DataFolder folder) {
        this.mongo = mongo;
        this.writer = hostName() + ":" + folder.path();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "?";
        }
    }

    /** Says, before the first piece is written or removed, whose pieces are in flux. */
    void begin(String key, String org, String specId) {
        Document write = write(key, org, specId);
        mongo.execute(WRITES, writes -> writes.replaceOne(eq("_id", key), write, new ReplaceOptions().upsert(true)));
    }

    private Document write(String key, String org, String specId) {
        return new Document("_id", key)
                .append("org", org)
                .append("spec", specId)
                .append("by", writer)
                .append("at", new Date());
    }

    /** Writes what waits in these; in few commands however many they are. */
    void flush(List<Writer> writers) {
        List<Document> begun = new ArrayList<>();
        for (Writer one : writers) {
            if (!one.begun) {
                begun.add(write(one.key, one.org, one.specId));
                one.begun = true;
            }
        }
        if (!begun.isEmpty()) {
            mongo.execute(WRITES, writes -> writes.insertMany(begun));
        }
        List<Document> batch = new ArrayList<>();
        int size = 0;
        for (Writer one : writers) {
            if (size + one.size > LARGEST) {
                insert(batch);
                batch = new ArrayList<>();
                size = 0;
            }
            batch.addAll(one.waiting);
            size += one.size;
        }
        insert(batch);
        writers.forEach(Writer::clear);
    }

    private void insert(List<Document> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            mongo.execute(PARTS, parts -> parts.insertMany(batch, new InsertManyOptions().ordered(false)));
        } catch (DuplicateKeyException e) {
            // Keys are made for one write, so what is there already came with an attempt that failed later on.
        }
    }

    void end(List<String> keys) {
        mongo.execute(WRITES, writes -> writes.deleteMany(in("_id", keys)));
    }

    List<Write> unfinished() {
        return Objects.requireNonNull(mongo.execute(WRITES, writes -> {
            List<Write> unfinished = new ArrayList<>();
            for (Document write : writes.find()) {
                unfinished.add(new Write(
                        write.getString("_id"),
                        write.getString("org"),
                        write.getString("spec"),
                        writer.equals(write.getString("by")),
                        write.getDate("at").toInstant()));
            }
            return unfinished;
        }));
    }

    /** @param ours whether a process with this data folder, of which there is one at a time, has begun it */
    record Write(String key, String org, String specId, boolean ours, Instant at) {}

    /** Collects pieces and writes them when they are some megabytes; the rest is written by {@link #flush}. */
    Writer writer(String key, String org, String specId) {
        return new Writer(key, org, specId);
    }

    void put(String org, String id, byte[] data) {
        Document part = part(org, id, data);
        mongo.execute(PARTS, parts -> parts.replaceOne(eq("_id", id), part, new ReplaceOptions().upsert(true)));
    }

    byte @Nullable [] find(String id) {
        Document part = mongo.execute(PARTS, parts -> parts.find(eq("_id", id)).first());
        return part == null ? null : data(part);
    }

    /** A part that must be there. */
    byte[] get(String id) {
        byte[] part = find(id);
        if (part == null) {
            throw new IllegalStateException("The database has lost part " + id);
        }
        return part;
    }

    /** How many of these there were. */
    long remove(List<String> ids) {
        long removed = 0;
        for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_AT_ONCE));
            removed += Objects.requireNonNull(mongo.execute(PARTS, parts -> parts.deleteMany(in("_id", some))))
                    .getDeletedCount();
        }
        return removed;
    }

    private static Document part(String org, String id, byte[] data) {
        return new Document("_id", id).append("org", org).append("data", new Binary(data));
    }

    private static byte[] data(Document part) {
        return part.get("data", Binary.class).getData();
    }

    final class Writer {

        private final String key;
        private final String org;
        private final String specId;
        private final List<Document> waiting = new ArrayList<>();
        private int size;
        private boolean begun;

        private Writer(String key, String org, String specId) {
            this.key = key;
            this.org = org;
            this.specId = specId;
        }

        /** Whether anything has left memory yet. */
        boolean begun() {
            return begun;
        }

        /** Bytes that wait to be written. */
        int size() {
            return size;
        }

        void add(String id, byte[] data) {
            if (size + data.length > LARGEST) {
                flush();
            }
            waiting.add(part(org, id, data));
            size += data.length;
        }

        private void clear() {
            waiting.clear();
            size = 0;
        }

        void flush() {
            SpecParts.this.flush(List.of(this));
        }
    }
}
