package dev.ferrule.ingest;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.ferrule.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The collection {@code sources}. */
@Component
class SourceStore {

    private final MongoOperations mongo;

    SourceStore(MongoOperations mongo) {
        this.mongo = mongo;
    }

    Source save(Source source) {
        try {
            return mongo.save(source);
        } catch (DuplicateKeyException e) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "source-exists",
                    "There is a source '" + source.name() + "' already; a name is used once.");
        }
    }

    Optional<Source> find(String org, String idOrName) {
        Optional<Source> byId = ObjectId.isValid(idOrName)
                ? Optional.ofNullable(mongo.findById(idOrName, Source.class))
                        .filter(source -> source.org().equals(org))
                : Optional.empty();
        return byId.or(() -> Optional.ofNullable(
                mongo.findOne(query(where("org").is(org).and("name").is(idOrName)), Source.class)));
    }

    List<Source> list(String org, @Nullable String after, int most) {
        Criteria of = where("org").is(org);
        if (after != null && ObjectId.isValid(after)) {
            of = of.and("_id").gt(new ObjectId(after));
        }
        return mongo.find(new Query(of).with(Sort.by(Sort.Direction.ASC, "_id")).limit(most), Source.class);
    }

    /** Those whose time has come. */
    List<Source> due(Instant now) {
        return mongo.find(query(where("enabled").is(true).and("nextRunAt").lte(now)), Source.class);
    }

    /** Those whose run was claimed by somebody who has not been heard of since. */
    List<Source> stuck(Instant before) {
        return mongo.find(query(where("starting").is(true).and("lastRunAt").lt(before)), Source.class);
    }

    /**
     * Makes the run this caller's, of all nodes that find the source due. However many runs were missed, the next one is
     * after {@code now}.
     */
    Optional<Source> claim(Source source, Instant now, boolean scheduled) {
        Update update = new Update()
                .set("lastRunAt", now)
                .set("lastIngestionId", new ObjectId().toHexString())
                .set("starting", true);
        if (scheduled) {
            Duration interval = Duration.parse(source.interval());
            long missed = Math.max(0, Duration.between(source.nextRunAt(), now).dividedBy(interval));
            update.set("nextRunAt", source.nextRunAt().plus(interval.multipliedBy(missed + 1)));
        }
        Criteria same = where("_id").is(source.id()).and("version").is(source.version());
        return Optional.ofNullable(mongo.findAndModify(
                query(same), update, FindAndModifyOptions.options().returnNew(true), Source.class));
    }

    void started(Source source) {
        mongo.updateFirst(
                query(where("_id").is(source.id()).and("lastIngestionId").is(source.lastIngestionId())),
                new Update().set("starting", false),
                Source.class);
    }

    void remove(Source source) {
        mongo.remove(query(where("_id").is(source.id())), Source.class);
    }
}
