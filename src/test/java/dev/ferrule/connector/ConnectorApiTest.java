package dev.ferrule.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorApiTest extends RunningFerrule {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String ALL = "/api/v1/connectors";

    private final String name = "Manual " + COUNT.incrementAndGet();

    @Test
    void aConnectorIsMadeByHandReadFoundAndRemoved() {
        Reply made = post(ALL, """
                {"name":"%s","domain":"manual.example","baseUrl":"https://{tenant}.manual.example/v2"}""".formatted(name)).expect(201);
        String path = made.header("Location").orElseThrow();
        assertThat(path).isEqualTo(ALL + "/" + made.at("/id"));
        assertThat(made.header("ETag")).contains("\"0\"");
        assertThat(made.at("/systemKey")).isEqualTo(name.toLowerCase().replace(' ', '-') + "@manual.example");
        assertThat(made.at("/draftDiffers")).isEqualTo("true");
        assertThat(made.json().at("/endpoints").isEmpty()).isTrue();
        assertThat(made.json().has("org")).isFalse();
        assertThat(made.json().has("definition")).isFalse();

        assertThat(get(path).expect(200).json()).isEqualTo(made.json());
        assertThat(get(ALL + "?q=" + name.replace(" ", "%20").toUpperCase())
                        .expect(200)
                        .at("/items/0/id"))
                .isEqualTo(made.at("/id"));
        assertThat(get(ALL + "?limit=1").expect(200).json().at("/items").size()).isEqualTo(1);
        post(ALL, "{\"name\":\"%s\",\"domain\":\"MANUAL.example\"}".formatted(name))
                .expectProblem(409, "connector-exists");
        delete(path).expect(204);
        get(path).expectProblem(404, "connector-not-found");
        delete(path).expectProblem(404, "connector-not-found");
    }

    @Test
    void aPatchChangesOnlyWhatItNames() {
        String path = connector();
        Reply patched = patch(path, "{\"domain\":null}").expect(200);
        assertThat(patched.at("/domain")).isNull();
        assertThat(patched.at("/name")).isEqualTo(name);
        assertThat(patched.at("/baseUrl")).isEqualTo("https://api.manual.example");
        assertThat(patched.header("ETag")).contains("\"1\"");
        assertThat(patch(path, "{\"domain\":null}").header("ETag"))
                .as("nothing changed")
                .contains("\"1\"");
        patch(path, "{\"systemKey\":\"other\"}").expectProblem(400, "unknown-field");
        patch(path, "{\"name\":null}").expectProblem(400, "invalid-request");
        patch(path, "{\"name\":{}}").expectProblem(400, "invalid-request");
        patch(path, "[]").expectProblem(400, "invalid-request");
    }

    @Test
    void aStaleIfMatchChangesNothing() {
        String path = connector();
        patch(path, "{\"name\":\"First\"}", "If-Match", "\"0\"").expect(200);
        patch(path, "{\"name\":\"Second\"}", "If-Match", "\"0\"").expectProblem(412, "stale-version");
        post(path + "/endpoints", "{\"method\":\"GET\",\"path\":\"/a\"}", "If-Match", "\"0\"")
                .expectProblem(412, "stale-version");
        post(path + "/publish", "", "If-Match", "\"0\"").expectProblem(412, "stale-version");
        delete(path, "If-Match", "\"0\"").expectProblem(412, "stale-version");
        assertThat(get(path).at("/name")).isEqualTo("First");
        delete(path, "If-Match", "\"1\"").expect(204);
    }

    @Test
    void endpointsAreAddedReplacedAndRemovedByHand() {
        String path = connector();
        Reply made = post(path + "/endpoints", """
                {"method":"POST","path":"/orders/{id}/notes","summary":"Add a note","description":"Two\\nlines",
                 "parameters":[{"name":"id","in":"path","required":true,"type":"string"}]}""").expect(201);
        String endpoint = made.header("Location").orElseThrow();
        assertThat(made.json().has("provenance")).isFalse();
        assertThat(made.at("/parameters/0/in")).isEqualTo("path");
        post(path + "/endpoints", "{\"method\":\"POST\",\"path\":\"/orders/{id}/notes\"}")
                .expectProblem(409, "endpoint-exists");
        assertThat(put(endpoint, "{\"method\":\"POST\",\"path\":\"/orders/{id}/notes\",\"summary\":\"Other\"}")
                        .expect(200)
                        .at("/summary"))
                .isEqualTo("Other");
        put(endpoint, "{\"method\":\"POST\",\"path\":\"/other\"}").expectProblem(400, "invalid-request");
        assertThat(get(path + "/endpoints").expect(200).json().at("/items").size())
                .isEqualTo(1);
        assertThat(get(endpoint).at("/summary")).isEqualTo("Other");
        delete(endpoint).expect(204);
        get(endpoint).expectProblem(404, "endpoint-not-found");
        put(endpoint, "{\"method\":\"POST\",\"path\":\"/orders/{id}/notes\"}").expectProblem(404, "endpoint-not-found");
    }

    @Test
    void authMethodsAreAddedReplacedAndRemovedByHand() {
        String path = connector() + "/auth-methods";
        Reply key = post(path, "{\"type\":\"api_key\",\"in\":\"header\",\"name\":\"X-Api-Key\",\"recommended\":true}")
                .expect(201);
        assertThat(key.at("/id")).isEqualTo("api_key-header-x_api_key");
        post(path, "{\"type\":\"api_key\",\"in\":\"header\",\"name\":\"X-Api-Key\"}")
                .expectProblem(409, "auth-method-exists");
        post(path, """
                {"type":"oauth2","flow":"client_credentials","tokenUrl":"https://login.example/token",
                 "scopes":["read"],"recommended":true,"together":["api_key-header-x_api_key"]}""").expect(201);
        assertThat(get(path + "/api_key-header-x_api_key").at("/recommended")).isEqualTo("false");
        delete(path + "/api_key-header-x_api_key").expectProblem(409, "auth-method-in-use");
        put(path + "/oauth2-client_credentials", "{\"type\":\"bearer\"}").expect(200);
        delete(path + "/api_key-header-x_api_key").expect(204);
        assertThat(get(path).expect(200).at("/items/0/type")).isEqualTo("bearer");
        delete(path + "/nothing").expectProblem(404, "auth-method-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"magic\"}",
                "{\"type\":\"api_key\"}",
                "{\"type\":\"api_key\",\"in\":\"header\",\"name\":\"X-Key\\r\\nX-Evil: 1\"}",
                "{\"type\":\"oauth2\",\"flow\":\"client_credentials\"}",
                "{\"type\":\"oauth2\",\"flow\":\"client_credentials\",\"tokenUrl\":\"javascript:alert(1)\"}",
                "{\"type\":\"openid_connect\"}",
                "{\"type\":\"basic\",\"scopes\":[null]}",
                "{\"type\":\"basic\",\"together\":[\"nothing\"]}",
                "{\"type\":\"basic\",\"scopes\":\"read\"}"
            })
    void anAuthMethodThatCannotWorkIsRefused(String json) {
        post(connector() + "/auth-methods", json).expectProblem(400, "invalid-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /name",
                "{\"name\":\" \"} | /name",
                "{\"name\":\"a\\u0000b\"} | /name",
                "{\"name\":\"a\\u202eb\"} | /name",
                "{\"name\":\"A\",\"baseUrl\":\"javascript:alert(1)\"} | /baseUrl",
                "{\"name\":\"A\",\"baseUrl\":\"file:///etc/passwd\"} | /baseUrl",
                "{\"name\":\"A\",\"baseUrl\":\"https://me:secret@api.example\"} | /baseUrl",
                "{\"name\":\"A\",\"domain\":\"a b\"} | /domain",
                "{\"name\":\"A\",\"systemKey\":\"a b\"} | /systemKey"
            })
    void badInputIsNamedByItsPointer(String json, String pointer) {
        assertThat(post(ALL, json).expectProblem(400, "invalid-request").at("/errors/0/pointer"))
                .isEqualTo(pointer);
    }

    @Test
    void aNameMayBeTwoHundredCharactersLong() {
        post(ALL, "{\"name\":\"%s\"}".formatted("n".repeat(201))).expectProblem(400, "invalid-request");
        post(ALL, "{\"name\":\"%s\"}".formatted("n".repeat(200))).expect(201);
    }

    @Test
    void publishingMakesARevisionOnlyWhenTheDraftDiffers() {
        String path = connector();
        get(path + "/revisions/1").expectProblem(404, "revision-not-found");
        assertThat(get(path + "/revisions").expect(200).json().at("/items").isEmpty())
                .isTrue();
        assertThat(post(path + "/publish", "").expect(200).at("/number")).isEqualTo("1");
        assertThat(post(path + "/publish", "").expect(200).at("/number")).isEqualTo("1");
        assertThat(get(path).at("/draftDiffers")).isEqualTo("false");
        post(path + "/endpoints", "{\"method\":\"GET\",\"path\":\"/a\"}").expect(201);
        assertThat(get(path).at("/draftDiffers")).isEqualTo("true");
        post(path + "/publish", "").expect(200);
        post(path + "/endpoints", "{\"method\":\"GET\",\"path\":\"/b\"}").expect(201);

        Reply first = get(path + "/revisions?limit=1").expect(200);
        assertThat(first.at("/items/0/number")).isEqualTo("1");
        assertThat(first.json().at("/items/0/endpoints").isEmpty()).isTrue();
        Reply second =
                get(path + "/revisions?cursor=" + first.at("/nextCursor")).expect(200);
        assertThat(second.at("/items/0/number")).isEqualTo("2");
        assertThat(second.json().at("/items/0/endpoints").size()).isEqualTo(1);
        assertThat(second.at("/nextCursor")).isNull();
        get(path + "/revisions/3").expectProblem(404, "revision-not-found");
        get(path + "/revisions?cursor=2147483647").expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/revisions",
                "/revisions/1",
                "/auth-methods",
                "/auth-methods/a",
                "/endpoints",
                "/endpoints/a"
            })
    void whatBelongsToAnUnknownConnectorIsNotFound(String path) {
        get(ALL + "/000000000000000000000000" + path).expectProblem(404, "connector-not-found");
    }

    private String connector() {
        return post(
                        ALL,
                        "{\"name\":\"%s\",\"domain\":\"%d.example\",\"baseUrl\":\"https://api.manual.example\"}"
                                .formatted(name, COUNT.incrementAndGet()))
                .expect(201)
                .header("Location")
                .orElseThrow();
    }
}
