package dev.ferrule.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import dev.ferrule.http.Repeats.Answer;
import dev.ferrule.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;

class IdempotencyTest extends RunningFerrule {

    private static final String PATH = "/api/v1/counting";
    private static final String BODY = "{\"note\":\"a\"}";

    @Autowired
    private MongoOperations operations;

    private final String key = UUID.randomUUID().toString();

    @Test
    void theSameRequestIsCarriedOutOnceAndAnsweredTwice() {
        Reply first = keyed(PATH, BODY).expect(201);
        Reply second = keyed(PATH, BODY).expect(201);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isPresent().isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isPresent().isEqualTo(first.header("ETag"));
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void withoutAKeyEveryRequestIsCarriedOut() {
        assertThat(post(PATH, BODY).at("/call")).isNotEqualTo(post(PATH, BODY).at("/call"));
    }

    @Test
    void aKeyBelongsToOneRequest() {
        keyed(PATH, BODY).expect(201);

        keyed(PATH, "{\"note\":\"b\"}").expectProblem(422, "idempotency-key-reused");
        keyed(PATH + "?x=1", BODY).expectProblem(422, "idempotency-key-reused");
        keyed(PATH + "/nothing", BODY).expectProblem(422, "idempotency-key-reused");
    }

    @Test
    void aRefusalIsRepeatedToo() {
        Reply first = keyed(PATH + "/failing?kind=CONFLICT", "{}").expectProblem(409, "counted");

        assertThat(keyed(PATH + "/failing?kind=CONFLICT", "{}")
                        .expectProblem(409, "counted")
                        .body())
                .isEqualTo(first.body());
        keyed(PATH, "{").expectProblem(422, "idempotency-key-reused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNAVAILABLE", "STORAGE_FULL", "TOO_MANY", "bug"})
    void whatMayPassIsTriedAgain(String kind) {
        Reply first = keyed(PATH + "/failing?kind=" + kind, "{}");
        Reply second = keyed(PATH + "/failing?kind=" + kind, "{}");

        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void whileTheFirstIsRunningTheSecondIsToldSo() throws InterruptedException {
        CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> keyed(PATH + "/slow", "{}"));
        try {
            CountingController.ARRIVED.await();
            keyed(PATH + "/slow", "{}").expectProblem(409, "request-in-progress");
        } finally {
            CountingController.MAY_FINISH.release();
        }
        Reply answer = first.join().expect(200);
        assertThat(keyed(PATH + "/slow", "{}").expect(200).body()).isEqualTo(answer.body());
    }

    @Test
    void ofManyAtOnceOneIsCarriedOut() {
        var replies = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> keyed(PATH, BODY)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(replies).extracting(Reply::status).isSubsetOf(201, 409);
        assertThat(replies.stream().filter(reply -> reply.status() == 201).map(Reply::body))
                .hasSizeGreaterThanOrEqualTo(1)
                .containsOnly(keyed(PATH, BODY).body());
    }

    @Test
    void aLargeBodyArrivesWholeAndIsCompared() {
        byte[] body = new byte[3 << 20];
        Reply first = postBytes(PATH + "/bytes", body, "Idempotency-Key", key).expect(200);
        assertThat(first.json().at("/length").asInt()).isEqualTo(body.length);
        assertThat(postBytes(PATH + "/bytes", body, "Idempotency-Key", key).body())
                .isEqualTo(first.body());

        body[body.length - 1] = 1;
        postBytes(PATH + "/bytes", body, "Idempotency-Key", key).expectProblem(422, "idempotency-key-reused");
        postBytes(PATH + "/bytes", new byte[(65 << 20) + 1], "Idempotency-Key", key)
                .expectProblem(413, "body-too-large");
    }

    @Test
    void anUploadIsTheSameUnderAnotherBoundary() {
        byte[] content = new byte[1 << 20];
        Reply first = postFile(PATH + "/file", "file", "a.json", content, "Idempotency-Key", key)
                .expect(200);
        assertThat(first.json().at("/length").asInt()).isEqualTo(content.length);
        assertThat(postFile(PATH + "/file", "file", "a.json", content, "Idempotency-Key", key)
                        .body())
                .isEqualTo(first.body());

        content[0] = 1;
        postFile(PATH + "/file", "file", "a.json", content, "Idempotency-Key", key)
                .expectProblem(422, "idempotency-key-reused");
        postFile(PATH + "/file", "file", "a.json", new byte[(64 << 20) + 1], "Idempotency-Key", key)
                .expectProblem(413, "upload-too-large");
    }

    @Test
    void anAnswerWithoutABodyIsRepeated() {
        keyed(PATH + "/nothing", "{}").expect(204);
        assertThat(keyed(PATH + "/nothing", "{}").expect(204).header("Idempotency-Replayed"))
                .hasValue("true");
    }

    @Test
    void anAnswerThatIsMadeOnAnotherThreadIsRepeated() {
        Reply first = keyed(PATH + "/later", "{}").expect(200);

        assertThat(first.at("/call")).isNotNull();
        assertThat(keyed(PATH + "/later", "{}").expect(200).body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/events"})
    void whatIsTooLongToKeepIsNeitherRepeatedNorCarriedOutAgain(String path) {
        Reply first = keyed(PATH + path, "{}").expect(200);

        assertThat(first.body()).contains("call");
        keyed(PATH + path, "{}").expectProblem(409, "answer-not-kept");
    }

    @Test
    void aKeyIsPrintableAndNotEndless() {
        post(PATH, BODY, "Idempotency-Key", "k".repeat(256)).expectProblem(400, "invalid-idempotency-key");
        post(PATH, BODY, "Idempotency-Key", "a\tb").expectProblem(400, "invalid-idempotency-key");
        post(PATH, BODY, "Idempotency-Key", "").expectProblem(400, "invalid-idempotency-key");
        post(PATH, BODY, "Idempotency-Key", (key + "k".repeat(255)).substring(0, 255))
                .expect(201);
    }

    @Test
    void aKeyIsFreeAgainAfterADayAndSweptAway() {
        Answer answer = new Answer(201, null, null, null, new byte[0]);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(at(start).claim("org", key, "hash")).isNull();
        at(start).record("org", key, answer);

        assertThat(at(start.plus(Duration.ofHours(23))).claim("org", key, "hash"))
                .isNotNull();
        assertThat(at(start.plus(Duration.ofHours(25))).claim("org", key, "other"))
                .isNull();

        at(start.plus(Duration.ofHours(26))).sweep();
        assertThat(operations.findById("org/" + key, Repeats.Use.class)).isNull();
    }

    @Test
    void aKeyWhoseProcessDiedIsFreeSoonButARunningOneKeepsIt() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        Repeats alive = at(start);
        alive.claim("org", key, "hash");

        assertThatThrownBy(() -> at(start.plusSeconds(119)).claim("org", key, "hash"))
                .isInstanceOf(Problem.class);
        assertThat(at(start.plusSeconds(121)).claim("org", key, "hash")).isNull();
    }

    @Test
    void organisationsDoNotShareKeys() {
        Repeats repeats = at(Instant.now());

        assertThat(repeats.claim("one", key, "hash")).isNull();
        assertThat(repeats.claim("two", key, "other")).isNull();
    }

    private Repeats at(Instant time) {
        return new Repeats(operations, Clock.fixed(time, ZoneOffset.UTC));
    }

    private Reply keyed(String path, String body) {
        return post(path, body, "Idempotency-Key", key);
    }
}
