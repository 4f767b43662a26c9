package dev.ferrule.ingest;

import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Jobs that are being made: the collection {@code ingestion_starts} names one from before the first of its uploads and
 * pieces is written until the job itself is there, so that what a crash leaves in between can be found.
 */
@Component
class Starts {

    private final MongoOperations mongo;
    private final Node node;
    private final JobStore jobs;
    private final Uploads uploads;
    private final Pieces pieces;

    Starts(MongoOperations mongo, Node node, JobStore jobs, Uploads uploads, Pieces pieces) {
        this.mongo = mongo;
        this.node = node;
        this.jobs = jobs;
        this.uploads = uploads;
        this.pieces = pieces;
    }

    @Document("ingestion_starts")
    record Start(@Id String job, String node, Instant at) {}

    void begin(String job) {
        Start unused = mongo.save(new Start(job, node.id(), Instant.now()));
    }

    void over(String job) {
        mongo.remove(Query.query(Criteria.where("_id").is(job)), Start.class);
    }

    List<Start> unfinished() {
        return mongo.findAll(Start.class);
    }

    /** Removes what there is of a job that never came to be. */
    void clear(String job) {
        if (jobs.find(job).isEmpty()) {
            uploads.removeAll(job);
            pieces.removeAll(job);
        }
        over(job);
    }
}
