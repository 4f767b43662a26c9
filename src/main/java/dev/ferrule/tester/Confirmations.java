package dev.ferrule.tester;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.connection.Redaction;
import dev.ferrule.egress.Call;
import dev.ferrule.problem.Problem;
import dev.ferrule.vault.Place;
import dev.ferrule.vault.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Nothing writes to a system before somebody has seen the very request and said yes. The token that says so is sealed for
 * that request (its method, address, headers, body and connection), good for a few minutes and for once, on any node.
 */
@Component
class Confirmations {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int BODY_SHOWN = 2_000;

    private final Vault vault;
    private final MongoTemplate mongo;
    private final Clock clock;

    @Autowired
    Confirmations(Vault vault, MongoTemplate mongo) {
        this(vault, mongo, Clock.systemUTC());
    }

    Confirmations(Vault vault, MongoTemplate mongo, Clock clock) {
        this.vault = vault;
        this.mongo = mongo;
        this.clock = clock;
    }

    /** That a token was used. */
    @Document("usedConfirmations")
    record Used(@MongoId String id, Instant at) {}

    /** Lets the request pass if the token is for it, and else throws the problem {@code confirmation-needed}. */
    void check(String org, @Nullable String connectionId, Call request, @Nullable String token) {
        byte[] hash = hash(connectionId, request);
        if (token == null || token.isBlank()) {
            throw needed(
                    org,
                    request,
                    hash,
                    "This request writes to the system: look at it, then send it again with the token as \"confirm\".");
        }
        Instant end = end(org, hash, token);
        if (end == null) {
            throw needed(org, request, hash, "The confirmation is for another request.");
        }
        if (end.isBefore(clock.instant())) {
            throw needed(org, request, hash, "The confirmation came too late.");
        }
        use(org, request, hash, token);
    }

    /** By what was sealed: a token can be spelt in several ways. */
    private void use(String org, Call request, byte[] hash, String token) {
        Instant now = clock.instant();
        mongo.remove(Query.query(where("at").lt(now.minus(LIFE.multipliedBy(2)))), Used.class);
        try {
            mongo.insert(new Used(
                    HexFormat.of()
                            .formatHex(sha256().digest(Base64.getUrlDecoder().decode(token))),
                    now));
        } catch (DuplicateKeyException again) {
            throw needed(org, request, hash, "The confirmation was used already.");
        }
    }

    private Problem needed(String org, Call request, byte[] hash, String why) {
        Instant end = clock.instant().plus(LIFE);
        byte[] content = ByteBuffer.allocate(hash.length + 8)
                .putLong(end.toEpochMilli())
                .put(hash)
                .array();
        String token = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(vault.seal(place(org), content).getData());
        return new Problem(
                Problem.Kind.CONFLICT,
                "confirmation-needed",
                why,
                List.of(),
                Map.of(
                        "confirm",
                        token,
                        "expiresAt",
                        Instant.ofEpochMilli(end.toEpochMilli()).toString(),
                        "request",
                        shown(request)));
    }

    private static TestReport.Sent shown(Call request) {
        Payload payload = Payloads.of(request.body(), request.header("Content-Type"), false, Redaction.NONE, true);
        return Shown.request(request, payload.atMost(BODY_SHOWN));
    }

    /** Until when the token is good; null: it is for something else, or none of ours. */
    private @Nullable Instant end(String org, byte[] hash, String token) {
        try {
            byte[] content =
                    vault.open(place(org), new Binary(Base64.getUrlDecoder().decode(token)));
            ByteBuffer buffer = ByteBuffer.wrap(content);
            Instant end = Instant.ofEpochMilli(buffer.getLong());
            byte[] of = new byte[buffer.remaining()];
            buffer.get(of);
            return MessageDigest.isEqual(of, hash) ? end : null;
        } catch (IllegalArgumentException | Problem e) {
            return null;
        }
    }

    private static Place place(String org) {
        return new Place(org, "confirmations", "request");
    }

    /** Every part with its length, so that none can be moved into the next. */
    private static byte[] hash(@Nullable String connectionId, Call request) {
        MessageDigest digest = sha256();
        add(digest, String.valueOf(connectionId));
        add(digest, request.method());
        add(digest, request.uri().toString());
        request.headers().forEach(header -> {
            add(digest, header.name());
            add(digest, header.value());
        });
        digest.update(request.body());
        return digest.digest();
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
