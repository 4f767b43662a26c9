package dev.ferrule.enduser;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.connection.OwnedConnections;
import dev.ferrule.http.ETags;
import dev.ferrule.problem.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Service;

/** Keeps end users; no two of an organisation have the same external id. */
@Service
class EndUsers {

    private static final int LENGTH = 200;

    private final MongoTemplate mongo;
    private final Activations activations;
    private final OwnedConnections connections;

    EndUsers(MongoTemplate mongo, Activations activations, OwnedConnections connections) {
        this.mongo = mongo;
        this.activations = activations;
        this.connections = connections;
        mongo.indexOps(EndUser.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("externalId", Sort.Direction.ASC)
                        .unique()
                        .named("org_external_id"));
    }

    record Made(EndUser endUser, boolean isNew) {}

    /** The end user of this external id, made when there is none; a name is taken only then. */
    Made make(String org, @Nullable String externalId, @Nullable String name) {
        String known = text("/externalId", externalId);
        Instant now = now();
        EndUser made = new EndUser(
                new ObjectId().toHexString(), org, known, name == null ? known : text("/name", name), null, now, now);
        try {
            return new Made(mongo.insert(made), true);
        } catch (DuplicateKeyException there) {
            return list(org, known, null, 1).stream()
                    .map(endUser -> new Made(endUser, false))
                    .findFirst()
                    .orElseThrow(() -> there);
        }
    }

    /** The end user, or the problem {@code end-user-not-found}. */
    EndUser get(String org, String id) {
        EndUser found = mongo.findOne(Query.query(where("_id").is(id).and("org").is(org)), EndUser.class);
        if (found == null) {
            throw Problem.notFound("end user", id);
        }
        return found;
    }

    List<EndUser> list(String org, @Nullable String externalId, @Nullable String after, int limit) {
        Criteria criteria = where("org").is(org);
        if (externalId != null) {
            criteria = criteria.and("externalId").is(externalId);
        }
        if (after != null) {
            criteria = criteria.and("_id").gt(after);
        }
        return mongo.find(Query.query(criteria).with(Sort.by("_id")).limit(limit), EndUser.class);
    }

    /** A change that somebody else makes at the same moment ends in the problem {@code stale-version}. */
    EndUser rename(String org, String id, @Nullable String ifMatch, @Nullable String name) {
        EndUser known = get(org, id);
        ETags.check(ifMatch, known.etag(), "end user", id);
        return mongo.save(new EndUser(
                known.id(),
                known.org(),
                known.externalId(),
                text("/name", name),
                known.version(),
                known.createdAt(),
                now()));
    }

    /** With all that is theirs. Safe to repeat: what a crash left behind goes too. */
    void remove(String org, String id, @Nullable String ifMatch) {
        EndUser known = get(org, id);
        ETags.check(ifMatch, known.etag(), "end user", id);
        activations.removeOf(org, id);
        int unused = connections.wipeEndUser(org, id);
        mongo.remove(Query.query(where("_id").is(id).and("org").is(org)), EndUser.class);
        // Once more, for what came meanwhile: whoever activates looks for the end user last.
        activations.removeOf(org, id);
        unused = connections.wipeEndUser(org, id);
    }

    private static String text(String pointer, @Nullable String given) {
        String text = given == null ? "" : given.strip();
        if (text.isEmpty() || text.length() > LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid(pointer, "This is needed: 1 to " + LENGTH + " characters on one line.");
        }
        return text;
    }

    /** In milliseconds, as the database keeps it. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
