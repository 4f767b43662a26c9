package dev.ferrule.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Violation;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.ContractReader;
import dev.ferrule.spec.SpecReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request is either exactly what the spec describes, or refused with all that is wrong with it. */
class RequestsTest {

    private static final String SPEC = """
            openapi: 3.0.3
            info: {title: T, version: "1"}
            paths:
              /files/{name}/copy:
                post:
                  parameters:
                    - {name: name, in: path, required: true, schema: {type: string}}
                    - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100, format: int32}}
                    - {name: sort, in: query, schema: {type: string, enum: [asc, desc]}}
                    - {name: code, in: query, schema: {type: string, pattern: '^(a*)(a*)(a*)(a*)(a*)(a*)(a*)\\1b$'}}
                    - {name: where, in: query, content: {application/json: {schema: {type: object}}}}
                    - {name: url, in: query, allowReserved: true, schema: {type: string}}
                    - {name: X-Trace, in: header, schema: {type: string}}
                    - {name: Host, in: header, schema: {type: string}}
                    - {name: session, in: cookie, schema: {type: string}}
                    - {name: X-Key, in: header, required: true, schema: {type: string}}
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema: {$ref: '#/components/schemas/File'}
                      multipart/form-data:
                        schema: {type: object, properties: {data: {type: string, format: binary}, size: {type: integer}}}
                      application/x-www-form-urlencoded:
                        schema: {type: object, properties: {size: {type: integer}, tags: {type: array, items: {type: string}}}}
                  responses: {200: {description: ok, content: {application/json: {}}}}
            components:
              schemas:
                File:
                  type: object
                  required: [id, title]
                  additionalProperties: false
                  properties:
                    id: {type: string, readOnly: true}
                    title: {type: string, maxLength: 5}
                    made: {type: string, format: date-time}
                    inside: {type: array, items: {$ref: '#/components/schemas/File'}}
            """;

    private final Contract contract = new ContractReader(new SpecReader())
            .read(SPEC.getBytes(StandardCharsets.UTF_8), "POST", "/files/{name}/copy");
    private final Requests requests = new Requests(new Schemas());
    private final Map<String, Object> body = Map.of("title", "short");

    private Request build(Map<String, ?> parameters, Object body, String type) {
        return requests.build(contract, parameters, body, type, Set.of("X-Key"));
    }

    private List<Violation> refused(Map<String, ?> parameters, Object body) {
        Problem problem = catchThrowableOfType(Problem.class, () -> build(parameters, body, null));
        assertThat(problem.code()).isEqualTo("request-off-contract");
        return problem.violations();
    }

    @Test
    void isBuiltExactly() {
        Request request = build(
                Map.of(
                        "name",
                        "a/b ?#%2f..",
                        "limit",
                        "5",
                        "where",
                        Map.of("a", 1),
                        "url",
                        "https://x.test/?a=b&c",
                        "x-trace",
                        "t",
                        "session",
                        "s;1"),
                body,
                null);

        assertThat(request.pathAndQuery())
                .isEqualTo(
                        "/files/a%2Fb%20%3F%23%252f../copy?limit=5&where=%7B%22a%22%3A1%7D&url=https://x.test/?a=b%26c");
        assertThat(request.headers())
                .contains(
                        new Request.Header("X-Trace", "t"),
                        new Request.Header("Cookie", "session=s%3B1"),
                        new Request.Header("Accept", "application/json"),
                        new Request.Header("Content-Type", "application/json"));
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("{\"title\":\"short\"}");
        assertThat(request.toString()).doesNotContain("short");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        List<Violation> violations = refused(
                Map.of("limit", 101, "sort", "up", "limt", 1, "Host", "elsewhere"),
                Map.of("title", "too long", "made", "yesterday", "inside", List.of(Map.of()), "more", 1));

        assertThat(violations)
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder(
                        "/parameters/limt",
                        "/parameters/name",
                        "/parameters/limit",
                        "/parameters/sort",
                        "/parameters/Host",
                        "/body/title",
                        "/body/made",
                        "/body/inside/0/title",
                        "/body/more");
        assertThat(violations.get(0).message()).contains("did you mean 'limit'");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", ""})
    void aValueNeverLeavesItsSegment(String name) {
        assertThat(refused(Map.of("name", name), body))
                .extracting(Violation::pointer)
                .containsExactly("/parameters/name");
    }

    @Test
    void aValueNeverStartsAnotherHeader() {
        assertThat(refused(Map.of("name", "n", "X-Trace", "a\r\nX-Admin: yes"), body))
                .extracting(Violation::pointer)
                .containsExactly("/parameters/X-Trace");
    }

    @Test
    void aPatternThatWouldTakeForEverCountsAsNotChecked() {
        assertThat(build(Map.of("name", "n", "code", "a".repeat(60) + "!"), body, null)
                        .pathAndQuery())
                .contains("code=aaa");
    }

    @Test
    void formsAreWrittenByTheirMediaType() {
        Request form = build(
                Map.of("name", "n"),
                Map.of("size", "3", "tags", List.of("a b", "c&d")),
                "application/x-www-form-urlencoded");
        assertThat(new String(form.body(), StandardCharsets.UTF_8).split("&"))
                .containsExactlyInAnyOrder("size=3", "tags=a%20b", "tags=c%26d");

        Map<String, Object> file = Map.of("base64", "AAEC", "fileName", "a\"\r\n.bin");
        Request parts = build(Map.of("name", "n"), Map.of("data", file), "multipart/form-data");
        assertThat(parts.contentType()).startsWith("multipart/form-data; boundary=part-");
        assertThat(new String(parts.body(), StandardCharsets.ISO_8859_1))
                .contains(
                        "name=\"data\"; filename=\"a___.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n\0\1\2\r\n");
        assertThat(build(Map.of("name", "n"), Map.of("data", file), "multipart/form-data")
                        .body())
                .isEqualTo(parts.body());
    }

    @Test
    void anAnswerIsHeldAgainstTheContract() {
        Contract answers = new ContractReader(new SpecReader())
                .read(
                        SPEC.replace(
                                        "application/json: {}",
                                        "application/json: {schema: {$ref: '#/components/schemas/File'}}")
                                .getBytes(StandardCharsets.UTF_8),
                        "POST",
                        "/files/{name}/copy");
        Answers check = new Answers(new Schemas());
        List<Request.Header> json = List.of(new Request.Header("content-type", "application/json; charset=utf-8"));

        assertThat(check.check(answers, 200, json, bytes("{\"id\":\"1\",\"title\":\"a\"}"), false)
                        .ok())
                .isTrue();
        assertThat(check.check(answers, 500, json, bytes("{}"), false).mismatches())
                .extracting(Mismatch::pointer)
                .containsExactly("/status");
        List<Mismatch> found = check.check(answers, 200, json, bytes("{\"id\":1,\"inside\":[{\"id\":\"2\"}]}"), false)
                .mismatches();
        assertThat(found)
                .extracting(Mismatch::pointer, Mismatch::message)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("/body/title", "is required"),
                        org.assertj.core.groups.Tuple.tuple("/body/id", "must be string, not integer"),
                        org.assertj.core.groups.Tuple.tuple("/body/inside/0/title", "is required"));
        assertThat(found).extracting(Mismatch::specPointer).contains("#/components/schemas/File/properties/id/type");
        assertThat(check.check(answers, 200, json, bytes("<html>"), false)
                        .mismatches()
                        .get(0)
                        .found())
                .isEqualTo("HTML");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
