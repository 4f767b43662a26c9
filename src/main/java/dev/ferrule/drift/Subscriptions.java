package dev.ferrule.drift;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.drift.Subscription.State;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import dev.ferrule.vault.SecretKeeper;
import dev.ferrule.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Service;

/** Keeps subscriptions, with their secrets sealed, and lends each to one node at a time. */
@Service
class Subscriptions implements SecretKeeper {

    static final int MOST = 20;

    private final MongoTemplate mongo;
    private final Vault vault;
    private final Feed feed;

    Subscriptions(MongoTemplate mongo, Vault vault, Feed feed) {
        this.mongo = mongo;
        this.vault = vault;
        this.feed = feed;
    }

    /** From now on; what was before is in the feed. */
    Subscription create(String org, String url, String secret, List<String> events) {
        if (mongo.count(Query.query(where("org").is(org)), StoredSubscription.class) >= MOST) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "too-many-subscriptions",
                    "There may be " + MOST + " subscriptions, and there are: delete one first.");
        }
        String id = new ObjectId().toHexString();
        Instant now = now();
        Binary sealed = vault.seal(StoredSubscription.place(org, id), secret.getBytes(StandardCharsets.UTF_8));
        return mongo.insert(new StoredSubscription(
                        id,
                        org,
                        url,
                        List.copyOf(events),
                        sealed,
                        feed.last(org),
                        State.ACTIVE,
                        0,
                        null,
                        null,
                        now,
                        null,
                        Instant.EPOCH,
                        now))
                .shown();
    }

    Subscription get(String org, String id) {
        return stored(org, id).shown();
    }

    Page<Subscription> list(String org, int limit, @Nullable String cursor) {
        Criteria criteria = where("org").is(org);
        if (cursor != null) {
            criteria = criteria.and("_id").gt(cursor);
        }
        Query query = Query.query(criteria).with(Sort.by("_id")).limit(Page.checkedLimit(limit) + 1);
        List<Subscription> found = mongo.find(query, StoredSubscription.class).stream()
                .map(StoredSubscription::shown)
                .toList();
        return Page.of(found, limit, Subscription::id);
    }

    void delete(String org, String id) {
        StoredSubscription stored = stored(org, id);
        mongo.remove(byId(stored), StoredSubscription.class);
    }

    /** Sends again what waits, whether it was disabled or only waits for its next attempt. */
    Subscription resume(String org, String id) {
        mongo.updateFirst(
                byId(stored(org, id)),
                Update.update("state", State.ACTIVE).set("failures", 0).set("nextAt", now()),
                StoredSubscription.class);
        return get(org, id);
    }

    private StoredSubscription stored(String org, String id) {
        StoredSubscription found =
                mongo.findOne(Query.query(where("_id").is(id).and("org").is(org)), StoredSubscription.class);
        if (found == null) {
            throw Problem.notFound("subscription", id);
        }
        return found;
    }

    /** Of every organisation, those that may be sent something now and that nobody is at work on. */
    List<StoredSubscription> due() {
        Instant now = now();
        return mongo.find(
                Query.query(where("state")
                        .is(State.ACTIVE)
                        .and("nextAt")
                        .lte(now)
                        .and("leasedUntil")
                        .lt(now)),
                StoredSubscription.class);
    }

    /** The subscription as it is now, lent to this caller alone until then; null when somebody else has it. */
    @Nullable
    StoredSubscription lease(StoredSubscription seen, String by, Duration time) {
        Query free = byId(seen)
                .addCriteria(where("state").is(State.ACTIVE).and("leasedUntil").lt(now()));
        Update update = Update.update("leasedBy", by).set("leasedUntil", now().plus(time));
        return mongo.findAndModify(
                free, update, FindAndModifyOptions.options().returnNew(true), StoredSubscription.class);
    }

    /** Writes how far it came, if it is still lent to them; else false, and they must stop. */
    boolean note(StoredSubscription lent, Update update) {
        Query ours = byId(lent)
                .addCriteria(
                        where("leasedBy").is(lent.leasedBy()).and("leasedUntil").gte(now()));
        return mongo.updateFirst(ours, update, StoredSubscription.class).getMatchedCount() == 1;
    }

    /** In plain text: never to be kept, shown or logged. */
    String secret(StoredSubscription subscription) {
        byte[] opened =
                vault.open(StoredSubscription.place(subscription.org(), subscription.id()), subscription.secret());
        return new String(opened, StandardCharsets.UTF_8);
    }

    @Override
    public int sealAgain(String org) {
        int count = 0;
        for (StoredSubscription one : mongo.find(Query.query(where("org").is(org)), StoredSubscription.class)) {
            Binary sealed = vault.seal(
                    StoredSubscription.place(org, one.id()), secret(one).getBytes(StandardCharsets.UTF_8));
            mongo.updateFirst(byId(one), Update.update("secret", sealed), StoredSubscription.class);
            count++;
        }
        return count;
    }

    private static Query byId(StoredSubscription one) {
        return Query.query(where("_id").is(one.id()));
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
