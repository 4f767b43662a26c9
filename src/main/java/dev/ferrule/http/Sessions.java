package dev.ferrule.http;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Who is signed in with a browser. They are kept in the database, so that a restart keeps them, several nodes share them and
 * signing out is final; what is kept there is a hash, keyed with the access token: another token ends them all.
 */
@Component
@ConditionalOnWebApplication
class Sessions {

    static final Duration IDLE = Duration.ofHours(12);
    static final Duration LONGEST = Duration.ofDays(7);

    // A page asks for many things at once. Another node may let a session live on for so long after its end.
    private static final Duration REMEMBERED = Duration.ofSeconds(3);

    // How exactly it is known when a session was used last, so that reading doesn't mean writing.
    private static final Duration TOUCHED = Duration.ofMinutes(5);

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final MongoOperations mongo;
    private final AccessToken token;
    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    @Autowired
    Sessions(MongoOperations mongo, AccessToken token) {
        this(mongo, token, Clock.systemUTC());
    }

    Sessions(MongoOperations mongo, AccessToken token, Clock clock) {
        this.mongo = mongo;
        this.token = token;
        this.clock = clock;
    }

    /** @param id hash of the key, which only the browser has */
    @Document("session")
    record Session(@Id String id, String org, Instant createdAt, Instant usedAt) {

        Instant expiresAt() {
            Instant idle = usedAt.plus(IDLE);
            Instant longest = createdAt.plus(LONGEST);
            return idle.isBefore(longest) ? idle : longest;
        }
    }

    private record Seen(Session session, Instant at) {}

    /** Begins a session; the answer is its key, for the cookie. */
    String begin(String org) {
        String key = AccessToken.random();
        Instant now = now();
        mongo.insert(new Session(id(key), org, now, now));
        return key;
    }

    /** The live session with this key, which is used by this. */
    Optional<Session> find(String key) {
        if (!KEY.matcher(key).matches()) {
            return Optional.empty();
        }
        String id = id(key);
        Instant now = now();
        Seen known = seen.get(id);
        if (known != null && known.at().plus(REMEMBERED).isAfter(now)) {
            return live(known.session(), now);
        }
        Session kept = mongo.findById(id, Session.class);
        if (kept == null) {
            seen.remove(id);
            return Optional.empty();
        }
        Optional<Session> live = live(kept, now).map(session -> touched(session, now));
        live.ifPresent(session -> seen.put(id, new Seen(session, now)));
        return live;
    }

    void end(String key) {
        if (KEY.matcher(key).matches()) {
            mongo.remove(query(where("_id").is(id(key))), Session.class);
            seen.remove(id(key));
        }
    }

    /** What a page must send along with a change. It follows from the key, which a page that only has the cookie can't read. */
    String csrfToken(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash("csrf/" + key));
    }

    @Scheduled(initialDelay = 600_000, fixedDelay = 3_600_000)
    void sweep() {
        Instant now = now();
        seen.values().removeIf(known -> !known.at().plus(REMEMBERED).isAfter(now));
        mongo.remove(query(where("usedAt").lt(now.minus(IDLE))), Session.class);
        mongo.remove(query(where("createdAt").lt(now.minus(LONGEST))), Session.class);
    }

    private static Optional<Session> live(Session session, Instant now) {
        return session.expiresAt().isAfter(now) ? Optional.of(session) : Optional.empty();
    }

    private Session touched(Session session, Instant now) {
        if (session.usedAt().plus(TOUCHED).isAfter(now)) {
            return session;
        }
        // Never an upsert: one that was ended meanwhile stays ended.
        mongo.updateFirst(query(where("_id").is(session.id())), Update.update("usedAt", now), Session.class);
        return new Session(session.id(), session.org(), session.createdAt(), now);
    }

    private String id(String key) {
        return HexFormat.of().formatHex(hash("session/" + key));
    }

    private byte[] hash(String text) {
        return token.mac().doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
