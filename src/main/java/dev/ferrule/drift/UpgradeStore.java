package dev.ferrule.drift;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.connector.ConnectorPart;
import dev.ferrule.drift.Upgrade.State;
import dev.ferrule.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/**
 * Keeps upgrades, and sees to it that one at a time has a connector in hand. Whoever has it says so for a minute at a time:
 * after a crash somebody else may go on then, and at once when it was given back.
 */
@Repository
class UpgradeStore implements ConnectorPart {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int KEPT = 50;

    private final MongoTemplate mongo;

    UpgradeStore(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(Upgrade.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("connectorId", Sort.Direction.ASC)
                        .named("org_connector"));
        mongo.indexOps(Upgrade.class)
                .createIndex(
                        new Index("open", Sort.Direction.ASC).unique().sparse().named("open"));
    }

    /** The newest of a connector that has not been taken back. */
    Optional<Upgrade> last(String org, String connectorId) {
        Query query = Query.query(of(org, connectorId).and("state").ne("UNDONE"))
                .with(Sort.by(Sort.Direction.DESC, "_id"))
                .limit(1);
        return Optional.ofNullable(mongo.findOne(query, Upgrade.class));
    }

    /** A new one, in the caller's hands; refused while another is. */
    Upgrade begin(String org, String connectorId, UpgradeForm form) {
        Upgrade upgrade = new Upgrade(
                new ObjectId().toHexString(),
                org,
                connectorId,
                List.of(),
                0,
                null,
                List.of(),
                State.STARTED,
                null,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                form,
                connectorId,
                until(),
                null);
        try {
            return mongo.insert(upgrade);
        } catch (DuplicateKeyException e) {
            throw running();
        }
    }

    /** One that is there, taken into the caller's hands; refused while it is in somebody else's. */
    Upgrade take(Upgrade upgrade) {
        Instant until = upgrade.leasedUntil();
        if (until != null && until.isAfter(Instant.now())) {
            throw running();
        }
        try {
            return mongo.save(upgrade.leased(until()));
        } catch (OptimisticLockingFailureException | DuplicateKeyException e) {
            throw running();
        }
    }

    /** How far it has come; refused when somebody took it over, because this took too long. */
    Upgrade save(Upgrade upgrade) {
        try {
            return mongo.save(upgrade.leased(upgrade.state().isHalfDone() ? until() : null));
        } catch (OptimisticLockingFailureException e) {
            throw running();
        }
    }

    /** Out of the caller's hands, half-done: whoever comes next goes on at once. */
    void giveBack(Upgrade upgrade) {
        mongo.updateFirst(
                Query.query(where("_id").is(upgrade.id()).and("version").is(upgrade.version())),
                new Update().unset("leasedUntil").inc("version", 1),
                Upgrade.class);
    }

    /** One that has changed nothing yet. */
    void drop(Upgrade upgrade) {
        mongo.remove(Query.query(where("_id").is(upgrade.id())), Upgrade.class);
    }

    /** So many can be taken back, one after the other. */
    void prune(String org, String connectorId) {
        Query query = Query.query(of(org, connectorId))
                .with(Sort.by(Sort.Direction.DESC, "_id"))
                .skip(KEPT)
                .limit(KEPT);
        query.fields().include("_id");
        List<String> old = mongo.find(query, org.bson.Document.class, "upgrades").stream()
                .map(row -> row.getString("_id"))
                .toList();
        if (!old.isEmpty()) {
            mongo.remove(Query.query(where("_id").in(old)), Upgrade.class);
        }
    }

    @Override
    public void forgetConnector(String org, String connectorId) {
        mongo.remove(Query.query(of(org, connectorId)), Upgrade.class);
    }

    private static Criteria of(String org, String connectorId) {
        return where("org").is(org).and("connectorId").is(connectorId);
    }

    private static Instant until() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(LEASE);
    }

    private static Problem running() {
        return new Problem(
                Problem.Kind.CONFLICT,
                "upgrade-running",
                "An upgrade of this connector, or the way back, is running or was cut short less than a minute ago. Look"
                        + " at its drift in a moment, then send the same again if it is needed.");
    }
}
