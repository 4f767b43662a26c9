package dev.ferrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the application answered, with the assertions that every HTTP test wants. */
public record Reply(int status, HttpHeaders headers, String body, JsonMapper mapper) {

    static Reply of(HttpResponse<String> response, JsonMapper mapper) {
        return new Reply(response.statusCode(), response.headers(), response.body(), mapper);
    }

    public JsonNode json() {
        return mapper.readTree(body);
    }

    /** The value at a JSON Pointer, as text; null where there is none. */
    public String at(String pointer) {
        JsonNode node = json().at(pointer);
        return node.isMissingNode() || node.isNull() ? null : node.asString();
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public Reply expect(int expected) {
        assertThat(status).as("status of the answer %s", body).isEqualTo(expected);
        return this;
    }

    /** That this is a problem (RFC 9457) of this status and code, with nothing in it that callers must not see. */
    public Reply expectProblem(int expected, String code) {
        expect(expected);
        assertThat(header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(at("/code")).as("code of %s", body).isEqualTo(code);
        assertThat(json().at("/status").asInt()).isEqualTo(expected);
        assertThat(at("/title")).isNotBlank();
        assertThat(at("/detail")).isNotBlank();
        assertThat(body).doesNotContain("Exception", "\tat ", "dev.ferrule", "org.springframework");
        return this;
    }
}
