package dev.ferrule.ingest;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.ingest.Piece.Counts;
import dev.ferrule.ingest.Piece.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The collection {@code ingestion_pieces}. It is only ever read by ids, and written by whoever holds the lease. */
@Component
class Pieces {

    private static final int AT_ONCE = 200;

    private final MongoOperations mongo;

    Pieces(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Those that are there already stay as they are. */
    void insert(List<Piece> pieces) {
        for (int from = 0; from < pieces.size(); from += AT_ONCE) {
            List<Piece> some = pieces.subList(from, Math.min(pieces.size(), from + AT_ONCE));
            try {
                mongo.insert(some, Piece.class);
            } catch (DuplicateKeyException e) {
                some.forEach(this::insertUnlessThere);
            }
        }
    }

    private void insertUnlessThere(Piece piece) {
        try {
            mongo.insert(piece);
        } catch (DuplicateKeyException e) {
            // Somebody else has divided the same archive.
        }
    }

    /** All of a job, those of an archive after it; without inputs and outcomes. */
    List<Piece> outlinesOf(Job job) {
        List<Piece> all = new ArrayList<>();
        for (Piece top : outlines(job.pieceIds())) {
            all.add(top);
            all.addAll(outlines(top.childIds()));
        }
        return all;
    }

    /** By id, in the order of the ids asked for; without outcomes. */
    List<Piece> withInputs(Collection<String> ids) {
        return read(ids, query -> query.fields().exclude("outcomes"));
    }

    /** By id, in the order of the ids asked for; without inputs and outcomes. */
    List<Piece> outlines(Collection<String> ids) {
        return read(ids, query -> query.fields().exclude("inputs", "outcomes"));
    }

    /** By id, in the order of the ids asked for. */
    List<Piece> read(Collection<String> ids) {
        return read(ids, query -> {});
    }

    private List<Piece> read(Collection<String> ids, Consumer<Query> shape) {
        List<String> all = List.copyOf(ids);
        List<Piece> pieces = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            Query query = Query.query(where("_id").in(some));
            shape.accept(query);
            Map<String, Piece> found = new HashMap<>();
            mongo.find(query, Piece.class).forEach(piece -> found.put(piece.id(), piece));
            some.stream().map(found::get).filter(Objects::nonNull).forEach(pieces::add);
        }
        return pieces;
    }

    /** Empty when somebody else has it, or it is done. A node's own leases from before it was killed are free to it. */
    Optional<Piece> lease(String id, String node, Duration time) {
        Instant now = Instant.now();
        Criteria free = new Criteria()
                .orOperator(
                        where("owner").is(null),
                        where("owner").is(node),
                        where("until").lt(now));
        Update update = new Update()
                .set("owner", node)
                .set("until", now.plus(time))
                .inc("lease", 1)
                .inc("crashes", 1);
        return Optional.ofNullable(mongo.findAndModify(
                Query.query(new Criteria()
                        .andOperator(where("_id").is(id).and("done").is(false), free)),
                update,
                FindAndModifyOptions.options().returnNew(true),
                Piece.class));
    }

    /** Whether the lease still holds. */
    boolean renew(Piece piece, Counts counts, Duration time) {
        return write(piece, new Update().set("until", Instant.now().plus(time)).set("counts", toBson(counts)));
    }

    /** Whether the lease still held; else these outcomes are somebody else's to find. */
    boolean finish(Piece piece, List<Done> outcomes, int children) {
        return write(piece, given(outcomes).set("done", true).set("children", children));
    }

    /** Gives it back as it is, for anybody to go on with. */
    void release(Piece piece, List<Done> outcomes) {
        write(piece, given(outcomes));
    }

    private Update given(List<Done> outcomes) {
        return new Update()
                .set("outcomes", outcomes)
                .set("counts", toBson(Counts.of(outcomes)))
                .set("trying", -1)
                .set("crashes", 0)
                .unset("owner")
                .unset("until");
    }

    /** Says, before it is read, which document it will have been if this process does not survive it. */
    boolean trying(Piece piece, int at, List<Done> outcomes) {
        return write(piece, new Update().set("trying", at).set("outcomes", outcomes));
    }

    private boolean write(Piece piece, Update update) {
        Query query = Query.query(where("_id").is(piece.id()).and("lease").is(piece.lease()));
        return mongo.updateFirst(query, update, Piece.class).getMatchedCount() == 1;
    }

    /** Failed items have no outcome any more and the piece is to be done. */
    void reopen(Piece piece) {
        List<Done> kept = piece.outcomes().stream()
                .filter(done -> done.outcome().state() != Outcome.State.FAILED)
                .toList();
        write(piece, given(kept).set("done", false).inc("lease", 1));
    }

    void remove(Collection<String> ids) {
        mongo.remove(Query.query(where("_id").in(ids)), Piece.class);
    }

    /** Those of a job that never came to be, so that nobody knows how many there are; none of them was divided. */
    void removeAll(String job) {
        long removed;
        int from = 0;
        do {
            List<String> ids = IntStream.range(from, from + AT_ONCE)
                    .mapToObj(number -> Piece.id(job, number))
                    .toList();
            removed =
                    mongo.remove(Query.query(where("_id").in(ids)), Piece.class).getDeletedCount();
            from += AT_ONCE;
        } while (removed > 0);
    }

    private static Document toBson(Counts counts) {
        return new Document("ingested", counts.ingested())
                .append("unchanged", counts.unchanged())
                .append("failed", counts.failed());
    }
}
