package dev.ferrule.ingest;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.ferrule.ingest.Job.State;
import dev.ferrule.ingest.Piece.Counts;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The collection {@code ingestions}. Each change of state says from which state, so that of two nodes one makes it. */
@Component
class JobStore {

    private final MongoOperations mongo;

    private final OpenJobs names;

    JobStore(MongoOperations mongo, OpenJobs names) {
        this.mongo = mongo;
        this.names = names;
    }

    void insert(Job job) {
        names.add(job.id());
        mongo.insert(job);
    }

    Optional<Job> find(String id) {
        return ObjectId.isValid(id) ? Optional.ofNullable(mongo.findById(id, Job.class)) : Optional.empty();
    }

    List<Job> list(String org, @Nullable String source, boolean newest, @Nullable String after, int most) {
        Criteria of = where("org").is(org);
        if (source != null) {
            of = of.and("source").is(source);
        }
        if (after != null && ObjectId.isValid(after)) {
            ObjectId id = new ObjectId(after);
            of = newest ? of.and("_id").lt(id) : of.and("_id").gt(id);
        }
        Sort order = Sort.by(newest ? Sort.Direction.DESC : Sort.Direction.ASC, "_id");
        return mongo.find(new Query(of).with(order).limit(most), Job.class);
    }

    /** The oldest first. */
    List<Job> open() {
        List<String> ids = names.ids();
        if (ids.isEmpty()) {
            return List.of();
        }
        return mongo.find(query(where("_id").in(ids)), Job.class).stream()
                .filter(job -> job.state().open())
                .sorted(Comparator.comparing(Job::id))
                .toList();
    }

    /** Goes through all jobs and puts right which are known as open; what was named since {@code then} may be on its way. */
    void repairOpen(Instant then) {
        Set<String> open = new HashSet<>();
        mongo.find(query(where("state").in(State.QUEUED, State.RUNNING)), Job.class)
                .forEach(job -> open.add(job.id()));
        names.repair(open, then);
    }

    /** Those that were finished before then. */
    List<Job> finishedBefore(Instant then) {
        return mongo.find(query(where("finishedAt").lt(then)), Job.class);
    }

    List<Job> withUploadsUntil(Instant then) {
        return mongo.find(query(where("uploadsUntil").lt(then)), Job.class);
    }

    void begun(Job job) {
        update(
                job.id(),
                List.of(State.QUEUED),
                new Update().set("state", State.RUNNING).set("startedAt", Instant.now()));
    }

    /** Counts only grow while a job runs, whichever node's count arrives last. */
    void progress(Job job, int total, Counts counts) {
        update(
                job.id(),
                List.of(State.QUEUED, State.RUNNING),
                new Update()
                        .max("total", total)
                        .max("ingested", counts.ingested())
                        .max("unchanged", counts.unchanged())
                        .max("failed", counts.failed()));
    }

    /** Whether it was this call that ended it. */
    boolean end(Job job, State state, int total, Counts counts, @Nullable Instant uploadsUntil) {
        Instant now = Instant.now();
        List<String> until = names.namesOf(job.id());
        boolean ended = update(
                job.id(),
                List.of(State.QUEUED, State.RUNNING),
                new Update()
                        .set("state", state)
                        .set("startedAt", job.startedAt() == null ? now : job.startedAt())
                        .set("finishedAt", now)
                        .set("total", total)
                        .set("ingested", counts.ingested())
                        .set("unchanged", counts.unchanged())
                        .set("failed", counts.failed())
                        .set("uploadsUntil", uploadsUntil));
        if (ended) {
            names.remove(until);
        }
        return ended;
    }

    /** For a job that has ended. Whether it was this call that opened it again. */
    boolean again(Job job) {
        names.add(job.id());
        return update(
                job.id(),
                List.of(State.SUCCEEDED, State.FAILED),
                new Update().set("state", State.RUNNING).set("failed", 0).unset("finishedAt"));
    }

    void uploadsGone(Job job) {
        mongo.updateFirst(query(where("_id").is(job.id())), new Update().unset("uploadsUntil"), Job.class);
    }

    void remove(Job job) {
        mongo.remove(query(where("_id").is(job.id())), Job.class);
    }

    private boolean update(String id, List<State> from, Update update) {
        return mongo.updateFirst(query(where("_id").is(id).and("state").in(from)), update.inc("revision", 1), Job.class)
                        .getMatchedCount()
                == 1;
    }
}
