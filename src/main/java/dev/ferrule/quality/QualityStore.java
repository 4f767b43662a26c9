package dev.ferrule.quality;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Keeps reports. Those by earlier rules are as good as none, and are written over. */
@Repository
class QualityStore {

    /** Of reports read at once, so that a reply of the embedded server stays small. */
    private static final int BATCH = 200;

    private final MongoTemplate mongo;

    QualityStore(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(Quality.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("score", Sort.Direction.ASC)
                        .named("org_score"));
    }

    Optional<Quality> find(String org, String specId) {
        return Optional.ofNullable(
                mongo.findOne(Query.query(ofNow(org).and("_id").is(specId)), Quality.class));
    }

    void save(Quality quality) {
        try {
            mongo.save(quality);
        } catch (DuplicateKeyException e) {
            // Somebody else made the same report at the same moment.
        }
    }

    void remove(Collection<String> specIds) {
        mongo.remove(Query.query(where("_id").in(specIds)), Quality.class);
    }

    Set<String> ids(String org) {
        Set<String> ids = new HashSet<>();
        Query query = Query.query(ofNow(org));
        query.fields().include("_id");
        mongo.executeQuery(query, "quality_reports", row -> ids.add(row.getString("_id")));
        return ids;
    }

    /**
     * The worst first, those of equal score by id.
     *
     * @param cursor of the last one that is known, as {@link #cursor} makes it
     * @param fault only those that have it
     */
    List<Quality> worst(String org, @Nullable Fault fault, @Nullable String cursor, int most) {
        Criteria criteria = ofNow(org);
        if (fault != null) {
            criteria = criteria.and("findings.code").is(fault.name());
        }
        if (cursor != null) {
            int dash = cursor.indexOf('-');
            if (dash < 1 || !cursor.substring(0, dash).matches("\\d{1,3}")) {
                throw Problem.invalid("/cursor", "cursor must be the nextCursor of the list's previous page.");
            }
            int score = Integer.parseInt(cursor.substring(0, dash));
            criteria = criteria.orOperator(
                    where("score").gt(score),
                    where("score").is(score).and("_id").gt(cursor.substring(dash + 1)));
        }
        Query query = Query.query(criteria)
                .with(Sort.by("score").and(Sort.by("_id")))
                .limit(most)
                .cursorBatchSize(BATCH);
        return mongo.find(query, Quality.class);
    }

    static String cursor(Quality last) {
        return last.score() + "-" + last.specId();
    }

    /** What a summary needs of each report. */
    record Row(String specId, int score, List<Fault> faults, List<Integer> counts) {}

    void each(String org, Consumer<Row> visitor) {
        Query query = Query.query(ofNow(org)).cursorBatchSize(BATCH);
        query.fields().include("_id", "score", "findings.code", "findings.count");
        mongo.executeQuery(query, "quality_reports", row -> {
            List<Fault> faults = new ArrayList<>();
            List<Integer> counts = new ArrayList<>();
            for (Document finding : row.getList("findings", Document.class, List.of())) {
                faults.add(Fault.valueOf(finding.getString("code")));
                counts.add(finding.getInteger("count"));
            }
            visitor.accept(new Row(row.getString("_id"), row.getInteger("score"), faults, counts));
        });
    }

    private static Criteria ofNow(String org) {
        return where("org").is(org).and("rules").is(Inspection.RULES);
    }
}
