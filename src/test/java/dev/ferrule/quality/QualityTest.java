package dev.ferrule.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
                        "server-private");
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
    void examplesThatBreakTheirSchemaAreNamedWithPlaceAndReason() {
        Reply quality = quality("""
                openapi: 3.0.3
                info: {title: Samples, version: '1'}
                servers: [{url: 'https://api.samples-inc.com'}]
                paths:
                  /orders:
                    get:
                      summary: List the orders of a shop
                      parameters:
                        - {name: size, in: query, description: How many, schema: {type: integer, maximum: 9}, example: 12}
                        - {name: page, in: query, description: Which, schema: {type: integer, default: first}}
                      responses:
                        '200':
                          description: ok
                          content:
                            application/json:
                              schema: {$ref: '#/components/schemas/Order'}
                              example: {id: 7}
                            application/xml:
                              schema: {$ref: '#/components/schemas/Order'}
                              example: '<order/>'
                    post:
                      summary: Place an order
                      requestBody:
                        content:
                          application/json:
                            schema: {$ref: '#/components/schemas/Order'}
                            examples: {good: {value: '{"id": "b"}'}}
                      responses: {'204': {description: ok}}
                components:
                  schemas:
                    Order:
                      type: object
                      required: [id, stamp]
                      properties:
                        id: {type: string, example: a}
                        stamp: {type: string, readOnly: true, format: date-time, example: yesterday}
                        next: {$ref: '#/components/schemas/Order'}
                """);

        JsonNode finding = finding(quality, "example-broken");
        assertThat(finding.at("/places").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder(
                        "#/paths/~1orders/get/parameters/0",
                        "#/paths/~1orders/get/parameters/1/schema",
                        "#/paths/~1orders/get/responses/200",
                        "#/components/schemas/Order/properties/stamp");
        assertThat(finding.at("/places").findValuesAsString("detail")).allMatch(detail -> !detail.isBlank());
        assertThat(finding.at("/remedy").asString()).isNotBlank();
        assertThat(quality.json().at("/examples/complete").asBoolean()).isTrue();
        assertThat(quality.json().at("/examples/checked").asInt()).isEqualTo(6);
        assertThat(quality.json().at("/examples/broken").asInt()).isEqualTo(4);
    }

    @Test
    void serversThatNobodyCanReachAreToldApart() {
        Reply quality = quality("""
                openapi: 3.0.3
                info: {title: Servers, version: '1'}
                servers:
                  - {url: /v1}
                  - {url: 'https://10.1.2.3/v1'}
                  - {url: 'http://api.plain-text.com'}
                  - {url: 'https://{tenant}.cloud-thing.com'}
                  - {url: 'https://{tenant}.cloud-thing.com', variables: {tenant: {default: demo}}}
                  - {url: 'https://api.example.com'}
                  - {url: 'ftp://files.cloud-thing.com'}
                  - {url: 'https://billing/v1'}
                  - {url: 'https://[::1]:8443/v1'}
                  - {url: 'https://api.cloud-thing.com'}
                paths:
                  /a:
                    get:
                      summary: Rotate keys
                      servers: [{url: 'http://localhost:8080'}]
                      responses: {'204': {description: none}}
                """);

        assertThat(places(quality, "server-relative")).containsExactly("#/servers/0/url");
        assertThat(places(quality, "server-private"))
                .containsExactly("#/paths/~1a/get", "#/servers/1/url", "#/servers/7/url", "#/servers/8/url");
        assertThat(places(quality, "server-insecure")).containsExactly("#/servers/2/url");
        assertThat(places(quality, "server-unresolved")).containsExactly("#/servers/3/url");
        assertThat(places(quality, "server-placeholder")).containsExactly("#/servers/5/url");
        assertThat(places(quality, "server-unusable")).containsExactly("#/servers/6/url");
    }

    @Test
    void theWorstComeFirstPageByPage() {
        String poor = add("openapi: 3.0.3\ninfo: {title: Poorest, version: '1'}\npaths: {/a: {get: {}}}\n");
        while (get("/api/v1/quality?limit=1").expect(200).json().at("/pending").asInt() > 0) {
            // Each answer has inspected some more of what other tests have left.
        }
        List<String> ids = new ArrayList<>();
        List<Integer> scores = new ArrayList<>();
        String cursor = "";
        do {
            Reply page = get("/api/v1/quality?limit=2" + cursor).expect(200);
            for (JsonNode one : page.json().at("/items")) {
                ids.add(one.at("/specId").asString());
                scores.add(one.at("/score").asInt());
            }
            cursor = page.at("/nextCursor") == null ? "" : "&cursor=" + page.at("/nextCursor");
        } while (!cursor.isEmpty());

        assertThat(ids).doesNotHaveDuplicates().contains(poor);
        assertThat(scores).isSorted();
        Reply summary = get("/api/v1/quality/summary").expect(200);
        assertThat(summary.json().at("/specs").asInt()).isEqualTo(ids.size());
        assertThat(summary.json().at("/pending").asInt()).isZero();
        assertThat(summary.json().at("/findings").findValuesAsString("code")).contains("security-missing");
        delete("/api/v1/specs/" + poor).expect(204);
        assertThat(get("/api/v1/quality?limit=200&code=security-missing")
                        .expect(200)
                        .body())
                .doesNotContain(poor);
    }

    @Test
    void wrongQuestionsAreRefused() {
        get("/api/v1/specs/none/quality").expectProblem(404, "spec-not-found");
        get("/api/v1/quality?limit=0").expectProblem(400, "invalid-request");
        get("/api/v1/quality?cursor=nonsense").expectProblem(400, "invalid-request");
        get("/api/v1/quality?code=bad").expectProblem(400, "invalid-request");
    }

    private static JsonNode finding(Reply quality, String code) {
        return StreamSupport.stream(quality.json().at("/findings").spliterator(), false)
                .filter(one -> one.at("/code").asString().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is missing in " + quality.body()));
    }

    private static List<String> places(Reply quality, String code) {
        return finding(quality, code).at("/places").findValuesAsString("pointer");
    }

    private String add(String document) {
        return postBytes("/api/v1/specs", document.getBytes(StandardCharsets.UTF_8))
                .at("/id");
    }

    private Reply quality(String document) {
        return get("/api/v1/specs/" + add(document) + "/quality").expect(200);
    }
}
