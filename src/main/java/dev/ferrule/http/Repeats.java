package dev.ferrule.http;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Which idempotency keys were used, for what, and what was answered. The unique {@code _id} decides between two that
 * come at once. Expiry is looked at here, since the embedded database ignores time-to-live indexes.
 */
@Component
@ConditionalOnWebApplication
@EnableScheduling
class Repeats {

    private static final Duration KEPT = Duration.ofHours(24);

    // A running request renews its claim, so that one whose process died can be sent again soon.
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST_RUN = Duration.ofHours(1);

    private final MongoOperations mongo;
    private final Clock clock;
    private final Map<String, Instant> running = new ConcurrentHashMap<>();

    @Autowired
    Repeats(MongoOperations mongo) {
        this(mongo, Clock.systemUTC());
    }

    Repeats(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** One use of a key; {@code answer} is null while the request runs. */
    @Document("idempotency")
    record Use(
            @Id String id,
            String org,
            String request,
            Instant expiresAt,
            @Nullable Answer answer) {}

    /** {@code body} is null where it was too large, an event stream, or not to be stored. */
    record Answer(
            int status,
            @Nullable String location,
            @Nullable String etag,
            @Nullable String contentType,
            byte @Nullable [] body) {}

    /** The first answer to the same request; null when this is the first, which then must be ended by one of the two below. */
    @Nullable
    Answer claim(String org, String key, String request) {
        Use use = new Use(id(org, key), org, request, clock.instant().plus(LEASE), null);
        while (true) {
            try {
                mongo.insert(use);
                running.put(use.id(), clock.instant());
                return null;
            } catch (DuplicateKeyException taken) {
                Use first = mongo.findById(use.id(), Use.class);
                if (first != null && first.expiresAt().isAfter(clock.instant())) {
                    return answerOf(first, request);
                }
                if (first != null) {
                    mongo.remove(expired(first), Use.class);
                }
            }
        }
    }

    void record(String org, String key, Answer answer) {
        running.remove(id(org, key));
        mongo.updateFirst(
                byId(id(org, key)),
                new Update()
                        .set("answer", answer)
                        .set("expiresAt", clock.instant().plus(KEPT)),
                Use.class);
    }

    /** Gives the key back, because the request failed in a way that may pass. */
    void forget(String org, String key) {
        running.remove(id(org, key));
        mongo.remove(byId(id(org, key)), Use.class);
    }

    @Scheduled(fixedDelay = 30_000)
    void renew() {
        Instant now = clock.instant();
        running.values().removeIf(started -> started.plus(LONGEST_RUN).isBefore(now));
        for (String id : running.keySet()) {
            mongo.updateFirst(
                    query(where("_id").is(id).and("answer").is(null)),
                    new Update().set("expiresAt", now.plus(LEASE)),
                    Use.class);
        }
    }

    @Scheduled(initialDelay = 3_600_000, fixedDelay = 3_600_000)
    void sweep() {
        mongo.remove(query(where("expiresAt").lt(clock.instant())), Use.class);
    }

    private static Answer answerOf(Use first, String request) {
        if (!first.request().equals(request)) {
            throw new Problem(
                    Kind.UNPROCESSABLE,
                    "idempotency-key-reused",
                    "This Idempotency-Key was sent with another request before. Use a new one for each new request.");
        }
        Answer answer = first.answer();
        if (answer == null) {
            throw new Problem(
                    Kind.CONFLICT,
                    "request-in-progress",
                    "The first request with this Idempotency-Key is still running. Try again later.");
        }
        if (answer.body() == null) {
            throw new Problem(
                    Kind.CONFLICT,
                    "answer-not-kept",
                    "This was done before, with status " + answer.status()
                            + ", but its answer was too long to keep, or must not be kept. Read what it made instead of sending it again.");
        }
        return answer;
    }

    private static String id(String org, String key) {
        return org + "/" + key;
    }

    private static Query byId(String id) {
        return query(where("_id").is(id));
    }

    // Also by its time, so that of two that find it expired only one removes it, and neither the other's new claim.
    private static Query expired(Use use) {
        return query(where("_id").is(use.id()).and("expiresAt").is(use.expiresAt()));
    }
}
