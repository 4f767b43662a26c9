package dev.ferrule.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is said about specs that are good, and about those that are not. */
class QualityTest extends RunningFerrule {

    @Test
    void aPoorSpecIsToldWhatItLacksWhereAndWhatToDo() {
        Reply quality = quality("""
                openapi: 3.0.3
                info: {title: Poor, version: '1'}
                servers: [{url: 'http://localhost:8080'}]
                paths:
                  /a: {get: {responses: {'200': {description: ok}}}}
                  /b: {get: {summary: Get item., responses: {'204': {description: none}}}}
                  /c: {get: {summary: Rotate the keys, responses: {'200': {$ref: '#/nowhere'}}}}
                  /d: {get: {summary: Rotate the keys, responses: {'204': {description: none}}}}
                """);

        assertThat(quality.json().at("/findings").findValuesAsString("code"))
                .containsExactlyInAnyOrder(
                        "summary-missing",
                        "summary-generic",
                        "summary-ambiguous",
                        "operation-id-missing",
                        "answer-without-schema",
                        "reference-unresolved",
                        "security-missing",
                        "server-placeholder");
        assertThat(quality.json().at("/score").asInt()).isBetween(40, 70);
        assertThat(quality.json().at("/findings/0/remedy").asString()).isNotBlank();
        assertThat(quality.body()).contains("#/paths/~1a/get");
    }

    @Test
    void aGoodSpecHasNothingToBeTold() {
        Reply quality = quality("""
                openapi: 3.0.3
                info: {title: Good, version: '1'}
                servers: [{url: 'https://api.good-works.com'}]
                security: [{key: []}]
                components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
                paths:
                  /a:
                    get:
                      operationId: listKeys
                      summary: List the keys of a ring
                      responses: {'200': {description: ok, content: {application/json: {schema: {type: array}}}}}
                """);

        assertThat(quality.json().at("/score").asInt()).isEqualTo(100);
        assertThat(quality.json().at("/findings")).isEmpty();
    }

    @Test
    void allSpecsAreShownPageByPage() {
        Reply first = get("/api/v1/quality?limit=2").expect(200);

        assertThat(first.json().at("/items")).hasSize(2);
        get("/api/v1/quality?limit=2&cursor=" + first.at("/nextCursor")).expect(200);
        get("/api/v1/specs/none/quality").expect(404);
    }

    private Reply quality(String document) {
        String id = postBytes("/api/v1/specs", document.getBytes(StandardCharsets.UTF_8))
                .at("/id");
        return get("/api/v1/specs/" + id + "/quality").expect(200);
    }
}
