package dev.ferrule.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest extends RunningFerrule {

    private static final String ORDERS = "/api/v1/probe/orders";

    @ParameterizedTest
    @CsvSource({
        "INVALID,400",
        "UNAUTHENTICATED,401",
        "NOT_FOUND,404",
        "CONFLICT,409",
        "STALE,412",
        "TOO_LARGE,413",
        "UNSUPPORTED_MEDIA,415",
        "UNPROCESSABLE,422",
        "TOO_MANY,429",
        "UNAVAILABLE,503",
        "STORAGE_FULL,507"
    })
    void aProblemsKindDecidesItsStatus(String kind, int status) {
        Reply reply = get("/api/v1/probe/failures/" + kind).expectProblem(status, "probe-failed");

        assertThat(reply.at("/detail")).isEqualTo("As you asked.");
        assertThat(reply.json().at("/errors").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "stale,412,stale-version",
        "duplicate,409,already-exists",
        "disk,507,storage-full",
        "database,503,database-unavailable"
    })
    void failuresOfTheDatabaseSayWhatACallerCanDo(String kind, int status, String code) {
        get("/api/v1/probe/failures/" + kind).expectProblem(status, code);
    }

    @ParameterizedTest
    @CsvSource({"bug", "stack"})
    void aMistakeOfOursTellsOnlyWhereTheLogSaysMore(String kind) {
        Reply reply = get("/api/v1/probe/failures/" + kind).expectProblem(500, "internal-error");

        assertThat(reply.body()).doesNotContain("hunter2");
        assertThat(reply.at("/instance")).startsWith("urn:uuid:");
    }

    @Test
    void brokenJsonIsToldWithLineAndColumn() {
        Reply reply = post(ORDERS, "{\"note\": \"x\",\n  \"count\": oops}").expectProblem(400, "malformed-json");

        assertThat(reply.at("/detail")).contains("line 2, column");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'nots': 'x'}|unknown-field|/nots|known are color, count, extra, items, note, urgent",
                "{'items': [{'name': 'a', 'amount': 1, 'x': 2}]}|unknown-field|/items/0/x|no field 'x'",
                "{'color': 'BLUE'}|invalid-request|/color|'BLUE' is not one of RED, GREEN",
                "{'color': 1}|invalid-request|/color|one of RED, GREEN",
                "{'count': '3'}|invalid-request|/count|a whole number",
                "{'count': 1.5}|invalid-request|/count|a whole number",
                "{'count': 99999999999}|invalid-request|/count|a whole number",
                "{'note': 3}|invalid-request|/note|text",
                "{'note': true}|invalid-request|/note|text",
                "{'note': {}}|invalid-request|/note|text",
                "{'urgent': 1}|invalid-request|/urgent|true or false",
                "{'urgent': 'true'}|invalid-request|/urgent|true or false",
                "{'items': {}}|invalid-request|/items|a list",
                "{'items': [{'name': 'a'}]}|invalid-request|/items/0/amount|a whole number",
                "{'items': [{'name': 'a', 'amount': 'b'}]}|invalid-request|/items/0/amount|a whole number",
                "{'note': 'a', 'note': 'b'}|malformed-json||line 1",
                "{'note': 'a'} x|malformed-json||line 1",
                "[]|invalid-request||an object",
                "{'note': 'refuse-me'}|invalid-request|/note|This note is refused"
            })
    void aBadFieldIsNamedByItsPointer(String json, String code, String pointer, String message) {
        Reply reply = post(ORDERS, json.replace('\'', '"')).expectProblem(400, code);

        assertThat(reply.at("/errors/0/pointer")).isEqualTo(pointer == null ? "" : pointer);
        assertThat(reply.at("/errors/0/message")).contains(message);
    }

    @Test
    void jsonThatIsNestedWithoutEndIsRefused() {
        post(ORDERS, "{\"extra\":" + "[".repeat(100_000)).expectProblem(413, "json-too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=1,400,invalid-request,/q",
        "?q=a&limit=many,400,invalid-request,/limit",
        "?q=a&limit=99999999999,400,invalid-request,/limit"
    })
    void aBadParameterIsNamed(String query, int status, String code, String pointer) {
        assertThat(get(ORDERS + query).expectProblem(status, code).at("/errors/0/pointer"))
                .isEqualTo(pointer);
    }

    @Test
    void aMissingBodyIsSaidToBeMissing() {
        post(ORDERS, "").expectProblem(400, "missing-body");
    }

    @Test
    void whatIsNotThereOrNotSpokenIsSaidInTheSameForm() {
        get("/api/v1/nothing").expectProblem(404, "not-found");
        get("/nowhere").expectProblem(404, "not-found");
        get("/error").expectProblem(404, "not-found");
        assertThat(delete(ORDERS).expectProblem(405, "method-not-allowed").header("Allow"))
                .hasValueSatisfying(allowed -> assertThat(allowed).contains("GET", "POST"));
        get(ORDERS + "?q=a", "Accept", "image/png").expectProblem(406, "not-acceptable");
        post(ORDERS, "<a/>", "Content-Type", "application/xml").expectProblem(415, "unsupported-media-type");
        post(ORDERS, "{}", "Content-Type", "no media type").expectProblem(415, "unsupported-media-type");
        get("/api/v1/probe/failures/CONFLICT", "Accept", "text/html").expectProblem(409, "probe-failed");
    }

    @Test
    void uploadsThatAreTooLargeOrNotFormsAreRefused() {
        postFile("/api/v1/probe/files", "file", "a.json", new byte[(64 << 20) + 1])
                .expectProblem(413, "upload-too-large");
        postFile("/api/v1/probe/files", "other", "a.json", new byte[1]).expectProblem(400, "invalid-request");
        postBytes("/api/v1/probe/files", "--x".getBytes(StandardCharsets.UTF_8), "Content-Type", "multipart/form-data")
                .expectProblem(400, "malformed-upload");
        postBytes("/api/v1/probe/bytes", new byte[(65 << 20) + 1], "Content-Type", "text/plain")
                .expectProblem(413, "body-too-large");
    }

    @Test
    void textThatIsNoTextSurvives() {
        Reply texts = get("/api/v1/probe/texts").expect(200);
        assertThat(texts.at("/half\uFFFD/0")).isEqualTo("half \uFFFD and \0 and \uD83D\uDE00");

        assertThat(get("/api/v1/probe/void")
                        .expectProblem(404, "spec-not-found")
                        .at("/detail"))
                .contains("'x\uFFFD\u0001'");

        Reply order = post(ORDERS, "{\"note\":\"\\ud800 \\u0000 \\ud83d\\ude00\",\"color\":\"RED\",\"urgent\":true}");
        assertThat(order.expect(200).at("/note")).isEqualTo("\uFFFD \0 \uD83D\uDE00");
    }
}
