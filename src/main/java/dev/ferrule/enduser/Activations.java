package dev.ferrule.enduser;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** Keeps activations; there is one at most for an end user and integration. */
@Repository
class Activations {

    private final MongoTemplate mongo;

    Activations(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(Activation.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("endUserId", Sort.Direction.ASC)
                        .on("integrationId", Sort.Direction.ASC)
                        .unique()
                        .named("org_end_user_integration"));
        mongo.indexOps(Activation.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("integrationId", Sort.Direction.ASC)
                        .named("org_integration"));
    }

    /** A new one; null when there is one already. */
    @Nullable
    Activation insert(String org, String integrationId, String endUserId) {
        try {
            return mongo.insert(
                    new Activation(new ObjectId().toHexString(), org, integrationId, endUserId, 0, EndUsers.now()));
        } catch (DuplicateKeyException there) {
            return null;
        }
    }

    Optional<Activation> find(String org, String integrationId, String endUserId) {
        return Optional.ofNullable(mongo.findOne(pair(org, integrationId, endUserId), Activation.class));
    }

    Optional<Activation> find(String org, String id) {
        return Optional.ofNullable(
                mongo.findOne(Query.query(where("_id").is(id).and("org").is(org)), Activation.class));
    }

    /** The activation, or the problem {@code end-user-not-activated}. */
    Activation get(String org, String integrationId, String endUserId) {
        return find(org, integrationId, endUserId)
                .orElseThrow(() -> new Problem(
                        Problem.Kind.CONFLICT,
                        "end-user-not-activated",
                        "This end user has not switched the integration on: POST /integrations/" + integrationId
                                + "/end-users/" + endUserId + "/activations."));
    }

    List<Activation> ofIntegration(String org, String integrationId, @Nullable String after, int limit) {
        Criteria criteria = where("org").is(org).and("integrationId").is(integrationId);
        if (after != null) {
            criteria = criteria.and("_id").gt(after);
        }
        return mongo.find(Query.query(criteria).with(Sort.by("_id")).limit(limit), Activation.class);
    }

    void remove(String org, String id) {
        mongo.remove(Query.query(where("_id").is(id).and("org").is(org)), Activation.class);
    }

    void remove(String org, String integrationId, String endUserId) {
        mongo.remove(pair(org, integrationId, endUserId), Activation.class);
    }

    void removeOf(String org, String endUserId) {
        mongo.remove(Query.query(where("org").is(org).and("endUserId").is(endUserId)), Activation.class);
    }

    void removeWith(String org, String integrationId) {
        mongo.remove(Query.query(where("org").is(org).and("integrationId").is(integrationId)), Activation.class);
    }

    /** Uses up the links that name this serial; whoever comes second with one of them changes nothing. */
    void closeLinks(String org, String id, long serial) {
        Query same = Query.query(
                where("_id").is(id).and("org").is(org).and("linkSerial").is(serial));
        mongo.updateFirst(same, new Update().inc("linkSerial", 1), Activation.class);
    }

    private static Query pair(String org, String integrationId, String endUserId) {
        return Query.query(where("org")
                .is(org)
                .and("endUserId")
                .is(endUserId)
                .and("integrationId")
                .is(integrationId));
    }
}
