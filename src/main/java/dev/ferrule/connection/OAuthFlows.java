package dev.ferrule.connection;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.oauth.Pkce;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** Logins under way. Each can be taken once; those nobody came back to are removed with the next one that begins. */
@Repository
class OAuthFlows {

    private final MongoTemplate mongo;

    OAuthFlows(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    static String hash(String state) {
        return Pkce.challenge(state);
    }

    void begin(OAuthFlow flow) {
        mongo.remove(Query.query(where("expiresAt").lt(Instant.now())), OAuthFlow.class);
        OAuthFlow unused = mongo.insert(flow);
    }

    Optional<OAuthFlow> find(String id) {
        return Optional.ofNullable(mongo.findById(id, OAuthFlow.class))
                .filter(flow -> Instant.now().isBefore(flow.expiresAt()));
    }

    /** Takes it away: of two that come with the same state one gets it. */
    Optional<OAuthFlow> take(String id) {
        return Optional.ofNullable(mongo.findAndRemove(Query.query(where("_id").is(id)), OAuthFlow.class))
                .filter(flow -> Instant.now().isBefore(flow.expiresAt()));
    }

    /** Ends the logins of end users that are under way. */
    void wipe(String org, ConnectionStore.Part part) {
        mongo.remove(Query.query(part.in(org, "connection.")), OAuthFlow.class);
    }

    /** Binds it to a browser, once; whether that was done now. */
    boolean bind(String id, String browser) {
        Query unbound = Query.query(where("_id").is(id).and("browser").is(null));
        return mongo.updateFirst(unbound, Update.update("browser", browser), OAuthFlow.class)
                        .getModifiedCount()
                == 1;
    }

    /** Claims the next question about a device's login; null when it is too early or it is gone. */
    @Nullable
    OAuthFlow claimPoll(String id, Instant next) {
        Query due = Query.query(where("_id").is(id).and("pollAt").lte(Instant.now()));
        return mongo.findAndModify(
                due,
                Update.update("pollAt", next),
                FindAndModifyOptions.options().returnNew(true),
                OAuthFlow.class);
    }

    void slowDown(String id, long intervalSeconds, Instant next) {
        mongo.updateFirst(
                Query.query(where("_id").is(id)),
                Update.update("intervalSeconds", intervalSeconds).set("pollAt", next),
                OAuthFlow.class);
    }
}
