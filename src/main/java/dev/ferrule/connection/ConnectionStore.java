package dev.ferrule.connection;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.connection.StoredConnection.Lease;
import dev.ferrule.http.ETags;
import dev.ferrule.problem.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** Keeps connections. Every change names its fields and what it expects, and is one command. */
@Repository
class ConnectionStore {

    private static final int ROUNDS = 100;
    private static final FindAndModifyOptions NEW =
            FindAndModifyOptions.options().returnNew(true);

    private final MongoTemplate mongo;

    ConnectionStore(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(StoredConnection.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("connectorId", Sort.Direction.ASC)
                        .named("org_connector"));
        mongo.indexOps(StoredConnection.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("owner.templateId", Sort.Direction.ASC)
                        .on("status", Sort.Direction.ASC)
                        .named("org_template_status"));
        mongo.indexOps(StoredConnection.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("owner.endUserId", Sort.Direction.ASC)
                        .named("org_end_user"));
    }

    StoredConnection insert(StoredConnection connection) {
        return mongo.insert(connection);
    }

    /** One of the organisation's own: what callers name by its id. Those of end users have no id for callers. */
    Optional<StoredConnection> find(String org, String id) {
        return findAny(org, id).filter(connection -> !connection.isOwned());
    }

    StoredConnection get(String org, String id) {
        return find(org, id).orElseThrow(() -> Problem.notFound("connection", id));
    }

    /** Also those of end users, for what works alike for both. */
    Optional<StoredConnection> findAny(String org, String id) {
        return Optional.ofNullable(mongo.findOne(Query.query(of(org, id)), StoredConnection.class));
    }

    StoredConnection getAny(String org, String id) {
        return findAny(org, id).orElseThrow(() -> Problem.notFound("connection", id));
    }

    List<StoredConnection> all(String org, Collection<String> ids) {
        return mongo.find(Query.query(own(org).and("_id").in(ids)), StoredConnection.class);
    }

    List<StoredConnection> ofConnector(String org, String connectorId, @Nullable String after, int limit) {
        Criteria criteria = own(org).and("connectorId").is(connectorId);
        if (after != null) {
            criteria = criteria.and("_id").gt(after);
        }
        return mongo.find(Query.query(criteria).with(Sort.by("_id")).limit(limit), StoredConnection.class);
    }

    /** Some of an organisation's and its end users', in the order of their ids. */
    List<StoredConnection> page(String org, @Nullable String after, int limit) {
        Criteria criteria = where("org").is(org);
        if (after != null) {
            criteria = criteria.and("_id").gt(after);
        }
        return mongo.find(Query.query(criteria).with(Sort.by("_id")).limit(limit), StoredConnection.class);
    }

    /** Changes what a caller changes; the edit is made again when somebody else was faster. */
    StoredConnection change(String org, String id, @Nullable String ifMatch, Function<StoredConnection, Update> edit) {
        StoredConnection known = get(org, id);
        return changeAny(known.org(), known.id(), ifMatch, edit);
    }

    /** The same for those of end users too. */
    StoredConnection changeAny(
            String org, String id, @Nullable String ifMatch, Function<StoredConnection, Update> edit) {
        for (int round = 0; round < ROUNDS; round++) {
            StoredConnection connection = getAny(org, id);
            ETags.check(ifMatch, connection.version(), "connection", id);
            Update update = edit.apply(connection);
            // The token too: new credentials replace a token that was got by the old ones, not one renewed meanwhile.
            Criteria seen = of(org, id)
                    .and("version")
                    .is(connection.version())
                    .and("token.serial")
                    .is(connection.token().serial());
            StoredConnection changed = mongo.findAndModify(
                    Query.query(seen), update.inc("version", 1).set("updatedAt", now()), NEW, StoredConnection.class);
            if (changed != null) {
                return changed;
            }
        }
        throw new Problem(
                Problem.Kind.UNAVAILABLE,
                "too-many-writers",
                "Too many others were changing it: try again in a moment.");
    }

    /** Removes it and all its secrets in one command; what it was, for giving tokens back. */
    StoredConnection remove(String org, String id, @Nullable String ifMatch) {
        StoredConnection connection = getAny(org, id);
        ETags.check(ifMatch, connection.version(), "connection", id);
        Criteria criteria =
                ifMatch == null ? of(org, id) : of(org, id).and("version").is(connection.version());
        StoredConnection removed = mongo.findAndRemove(Query.query(criteria), StoredConnection.class);
        if (removed == null) {
            throw Problem.stale("connection", id);
        }
        return removed;
    }

    /** Whether from now on this holder alone may renew the token; null when another one may, or it was renewed. */
    @Nullable
    StoredConnection lease(StoredConnection seen, String holder, Instant until) {
        Criteria free = serial(seen)
                .orOperator(where("lease").is(null), where("lease.until").lt(Instant.now()));
        return mongo.findAndModify(
                Query.query(free), Update.update("lease", new Lease(holder, until)), NEW, StoredConnection.class);
    }

    /** Keeps what was renewed, unless the token changed since it was seen; null then. */
    @Nullable
    StoredConnection renewed(StoredConnection seen, Update update) {
        return mongo.findAndModify(
                Query.query(serial(seen)), update.inc("token.serial", 1).unset("lease"), NEW, StoredConnection.class);
    }

    /** Which connections of end users: those of all that is named here. */
    record Part(
            @Nullable String connectorId,
            @Nullable String endUserId,
            @Nullable String integrationId,
            @Nullable String templateId,
            @Nullable String activationId) {

        /** @param before of the fields: where the connection is in a document */
        Criteria in(String org, String before) {
            Criteria criteria =
                    where("org").is(org).and(before + "owner.templateId").exists(true);
            if (templateId != null) {
                criteria = where("org").is(org).and(before + "owner.templateId").is(templateId);
            }
            criteria = with(criteria, before + "connectorId", connectorId);
            criteria = with(criteria, before + "owner.endUserId", endUserId);
            criteria = with(criteria, before + "owner.integrationId", integrationId);
            return with(criteria, before + "owner.activationId", activationId);
        }

        private static Criteria with(Criteria criteria, String field, @Nullable String value) {
            return value == null ? criteria : criteria.and(field).is(value);
        }
    }

    List<StoredConnection> owned(String org, Part part, @Nullable String after, int limit) {
        Criteria criteria = part.in(org, "");
        if (after != null) {
            criteria = criteria.and("_id").gt(after);
        }
        return mongo.find(Query.query(criteria).with(Sort.by("_id")).limit(limit), StoredConnection.class);
    }

    /** Removes one of an end user as it belongs now: not one that was made anew after another activation. */
    Optional<StoredConnection> removeOwned(StoredConnection seen) {
        Owner owner = seen.owner();
        Criteria same =
                of(seen.org(), seen.id()).and("owner.activationId").is(owner == null ? "none" : owner.activationId());
        return Optional.ofNullable(mongo.findAndRemove(Query.query(same), StoredConnection.class));
    }

    /** How many end users have a connection for a template, by status. */
    long countOwned(String org, String templateId, Status... statuses) {
        Criteria criteria = where("org").is(org).and("owner.templateId").is(templateId);
        if (statuses.length > 0) {
            criteria = criteria.and("status").in((Object[]) statuses);
        }
        return mongo.count(Query.query(criteria), StoredConnection.class);
    }

    /** Tells how a renewal or a check came out. */
    void note(StoredConnection seen, Update update) {
        mongo.updateFirst(Query.query(serial(seen)), update, StoredConnection.class);
    }

    /** Writes secrets sealed anew, unless the connection was changed since. */
    void sealedAgain(StoredConnection seen, Update update) {
        Criteria same = serial(seen).and("version").is(seen.version());
        mongo.updateFirst(Query.query(same), update, StoredConnection.class);
    }

    private static Criteria own(String org) {
        return where("org").is(org).and("owner").is(null);
    }

    private static Criteria of(String org, String id) {
        return where("_id").is(id).and("org").is(org);
    }

    private static Criteria serial(StoredConnection seen) {
        return of(seen.org(), seen.id()).and("token.serial").is(seen.token().serial());
    }

    /** In milliseconds, as the database keeps it. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
