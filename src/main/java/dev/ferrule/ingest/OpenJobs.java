package dev.ferrule.ingest;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bson.types.ObjectId;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;

/**
 * Which jobs may be open: the collection {@code ingestion_open}, which has a small document for each of them and is all
 * that a node reads each second, because a search by state goes through every job that there ever was where no index is
 * used. A job is named here before it is open and until after it has ended, so a crash leaves a name too many at worst.
 */
@Component
class OpenJobs {

    private final MongoOperations mongo;

    OpenJobs(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** One name each time that the job is opened, so that whoever ends it takes away no later one. */
    @Document("ingestion_open")
    record Name(@Id String id, String job) {

        Instant at() {
            return new ObjectId(id).getDate().toInstant();
        }
    }

    void add(String job) {
        mongo.insert(new Name(new ObjectId().toHexString(), job));
    }

    /** Each once, the oldest first. */
    List<String> ids() {
        return mongo.findAll(Name.class).stream()
                .map(Name::job)
                .distinct()
                .sorted()
                .toList();
    }

    /** To be asked before the job is ended, and taken away after it. */
    List<String> namesOf(String job) {
        return mongo.findAll(Name.class).stream()
                .filter(name -> name.job.equals(job))
                .map(Name::id)
                .toList();
    }

    void remove(Collection<String> names) {
        if (!names.isEmpty()) {
            mongo.remove(query(where("_id").in(names)), Name.class);
        }
    }

    /** Names those of these that nobody has named, and forgets names from before {@code then} of jobs that are not open. */
    void repair(Set<String> open, Instant then) {
        List<Name> names = mongo.findAll(Name.class);
        Set<String> named = Set.copyOf(names.stream().map(Name::job).distinct().toList());
        open.stream().filter(job -> !named.contains(job)).forEach(this::add);
        remove(names.stream()
                .filter(name -> !open.contains(name.job) && name.at().isBefore(then))
                .map(Name::id)
                .toList());
    }
}
