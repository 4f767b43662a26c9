package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.connection.RemoteSystem.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionApiTest extends ConnectingFerrule {

    private static final String KEY = "{\"type\":\"api_key\",\"in\":\"header\",\"name\":\"X-Api-Key\"}";

    @Test
    void aConnectionIsMadeReadChangedAndDeletedAndItsSecretsNeverComeBack() {
        String connector = connector();
        Reply made = connect(connector, method(connector, KEY), "{\"apiKey\":\"canary-one\"}")
                .expect(201);
        String path = made.header("Location").orElseThrow();
        assertThat(path).isEqualTo("/api/v1/connections/" + made.at("/id"));
        assertThat(made.at("/status")).isEqualTo("unchecked");
        assertThat(made.at("/authMethod/type")).isEqualTo("api_key");
        assertThat(made.at("/credentials/0")).isEqualTo("apiKey");
        assertThat(made.at("/baseUrl")).isEqualTo(remote.url(""));
        Reply read = get(path).expect(200);
        assertThat(read.json()).isEqualTo(made.json());
        assertThat(read.header("ETag")).contains("\"0\"");
        assertThat(get(connector + "/connections").at("/items/0/id")).isEqualTo(made.at("/id"));

        Reply renamed = patch(path, "{\"name\":\"Other\"}", "If-Match", "\"0\"").expect(200);
        assertThat(renamed.at("/name")).isEqualTo("Other");
        patch(path, "{\"name\":\"Third\"}", "If-Match", "\"0\"").expectProblem(412, "stale-version");
        assertThat(patch(path, "{\"credentials\":{\"apiKey\":\"canary-two\"}}")
                        .expect(200)
                        .body())
                .doesNotContain("canary");

        delete(connector).expectProblem(409, "connector-in-use");
        delete(path).expect(204);
        get(path).expectProblem(404, "connection-not-found");
        delete(path).expectProblem(404, "connection-not-found");
        delete(connector).expect(204);
    }

    @Test
    void whatIsMissingIsNamedAndWhatIsWrongIsNotRepeated() {
        String connector = connector();
        String basic = method(connector, "{\"type\":\"basic\"}");
        Reply missing = connect(connector, basic, "{}").expectProblem(400, "invalid-credentials");
        assertThat(missing.at("/errors/0/pointer")).isEqualTo("/credentials/username");
        Reply wrong = connect(connector, basic, "{\"usernme\":\"canary\",\"canary-name\":\"x\"}")
                .expectProblem(400, "invalid-credentials");
        assertThat(wrong.body()).doesNotContain("canary").contains("username, password");
        assertThat(connect(connector, basic, "{\"username\":12345678}")
                        .expect(400)
                        .body())
                .doesNotContain("12345678");
        connect(connector, "nothing", "{}").expectProblem(400, "invalid-request");
        connect(connector, "none", "{}").expect(201);
        assertThat(get(connector + "/auth-methods/" + basic + "/credential-fields")
                        .at("/items/1/name"))
                .isEqualTo("password");
    }

    @Test
    void eachKindOfCredentialArrivesAsItsMethodWantsIt() {
        remote.at("/me", 200, "{}");
        check(
                "{\"type\":\"api_key\",\"in\":\"header\",\"name\":\"X-Api-Key\",\"prefix\":\"token\"}",
                "{\"apiKey\":\"k 1\"}");
        assertThat(last().header("X-Api-Key")).isEqualTo("token k 1");
        check("{\"type\":\"api_key\",\"in\":\"query\",\"name\":\"key\"}", "{\"apiKey\":\"k&1\"}");
        assertThat(last().query()).isEqualTo("key=k%261");
        check("{\"type\":\"api_key\",\"in\":\"cookie\",\"name\":\"sid\"}", "{\"apiKey\":\"k1\"}");
        assertThat(last().header("Cookie")).isEqualTo("sid=k1");
        check("{\"type\":\"basic\"}", "{\"username\":\"Aladdin\",\"password\":\"open sesame\"}");
        assertThat(last().header("Authorization")).isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="); // RFC 7617
        check("{\"type\":\"bearer\"}", "{\"token\":\"t1\"}");
        assertThat(last().header("Authorization")).isEqualTo("Bearer t1");
    }

    @Test
    void twoMethodsThatAreWantedAtOnceAreBothUsed() {
        remote.at("/me", 200, "{}");
        String connector = connector();
        endpoint(connector, "/me");
        method(connector, "{\"type\":\"api_key\",\"in\":\"header\",\"name\":\"X-App\"}");
        String user = method(connector, "{\"type\":\"bearer\",\"together\":[\"api_key-header-x_app\"]}");
        assertThat(connect(connector, user, "{\"token\":\"t\"}").expect(400).body())
                .contains("api_key-header-x_app.apiKey");
        String made = connect(connector, user, "{\"token\":\"t\",\"api_key-header-x_app.apiKey\":\"app\"}")
                .expect(201)
                .header("Location")
                .orElseThrow();
        assertThat(post(made + "/check", "").expect(200).at("/outcome")).isEqualTo("ok");
        assertThat(last().header("Authorization")).isEqualTo("Bearer t");
        assertThat(last().header("X-App")).isEqualTo("app");
    }

    private RemoteSystem.Request last() {
        return remote.requests.get(remote.requests.size() - 1);
    }

    private void check(String method, String credentials) {
        String connector = connector();
        endpoint(connector, "/me");
        String made = connect(connector, method(connector, method), credentials)
                .expect(201)
                .header("Location")
                .orElseThrow();
        Reply check = post(made + "/check", "").expect(200);
        assertThat(check.at("/outcome")).as(check.body()).isEqualTo("ok");
        assertThat(get(made).at("/status")).isEqualTo("connected");
    }

    @ParameterizedTest
    @CsvSource({
        "200, '', ok, connected",
        "401, '', refused, failing",
        "401, 'Bearer error=\"invalid_token\", error_description=\"The token expired\"', expired, unchecked",
        "403, '', forbidden, failing",
        "403, 'Bearer error=\"insufficient_scope\"', wrong_scope, failing",
        "404, '', reached, connected",
        "429, '', rate_limited, connected",
        "503, '', server_error, failing"
    })
    void aCheckSaysWhatReallyHappened(int status, String challenge, String outcome, String after) {
        remote.at(
                "/me",
                request -> new Response(
                        status, challenge.isEmpty() ? Map.of() : Map.of("WWW-Authenticate", challenge), "canary-body"));
        String connector = connector();
        endpoint(connector, "/a/long/list/of/things");
        endpoint(connector, "/me");
        String made = connect(connector, method(connector, KEY), "{\"apiKey\":\"canary\"}")
                .expect(201)
                .header("Location")
                .orElseThrow();
        Reply check = post(made + "/check", "").expect(200);
        assertThat(check.at("/outcome")).isEqualTo(outcome);
        assertThat(check.at("/request")).isEqualTo("GET /me");
        assertThat(check.body()).doesNotContain("canary");
        assertThat(get(made).at("/status")).isEqualTo(after);
        assertThat(get(made).at("/lastCheck/outcome")).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "http://nowhere.invalid, dns",
        "https://127.0.0.1:PORT, tls",
        "http://127.0.0.1:1, unreachable",
    })
    void aCheckTellsWhatKeepsItFromTheSystem(String url, String outcome) {
        String connector = connector();
        try (NoTls noTls = new NoTls()) {
            String made = post(connector + "/connections", """
                    {"name":"Far","authMethodId":"none","baseUrl":"%s"}""".formatted(url.replace("PORT", "" + noTls.port())))
                    .expect(201)
                    .header("Location")
                    .orElseThrow();
            assertThat(post(made + "/check", "").expect(200).at("/outcome")).isEqualTo(outcome);
        }
    }

    @Test
    void variablesOfTheBaseUrlAreFilledInAndCannotLeadElsewhere() {
        String connector = post(
                        "/api/v1/connectors", """
                {"name":"Shop %s","baseUrl":"https://{store}.shop.example/v1"}""".formatted(remote.url("").hashCode()))
                .expect(201)
                .header("Location")
                .orElseThrow();
        String form = "{\"name\":\"S\",\"authMethodId\":\"none\",\"variables\":{\"store\":\"%s\"}}";
        assertThat(post(connector + "/connections", form.formatted("acme"))
                        .expect(201)
                        .at("/baseUrl"))
                .isEqualTo("https://acme.shop.example/v1");
        Reply missing = post(connector + "/connections", "{\"name\":\"S\",\"authMethodId\":\"none\"}")
                .expect(400);
        assertThat(missing.at("/errors/0/pointer")).isEqualTo("/variables/store");
        for (String evil : List.of("evil.example/", "evil.example#", "evil.example?", "a@evil.example", "", "x y")) {
            post(connector + "/connections", form.formatted(evil)).expectProblem(400, "invalid-request");
        }
        String override = "{\"name\":\"S\",\"authMethodId\":\"none\",\"baseUrl\":\"%s\"}";
        post(connector + "/connections", override.formatted("ftp://x.example")).expectProblem(400, "invalid-request");
        post(connector + "/connections", override.formatted("https://me:pw@x.example"))
                .expectProblem(400, "invalid-request");
    }

    @Test
    void credentialsAreNotSentToAnotherHostUnlessItIsConfirmed() {
        String connector = connector();
        String made = connect(connector, method(connector, KEY), "{\"apiKey\":\"k\"}")
                .expect(201)
                .header("Location")
                .orElseThrow();
        patch(made, "{\"baseUrl\":\"https://evil.example/v1\"}").expectProblem(409, "host-not-confirmed");
        patch(made, "{\"baseUrl\":\"https://good.example/v1\",\"confirmHost\":\"evil.example\"}")
                .expectProblem(409, "host-not-confirmed");
        patch(made, "{\"baseUrl\":\"%s\"}".formatted(remote.url("/v2"))).expect(200);
        patch(made, "{\"baseUrl\":\"https://good.example/v1\",\"confirmHost\":\"good.example\"}")
                .expect(200);
        patch(made, "{\"baseUrl\":\"https://other.example\",\"credentials\":{\"apiKey\":\"new\"}}")
                .expect(200);
    }

    @Test
    void oneConnectionServesTemplatesOfManyIntegrationsAndCanBeBypassed() {
        String connector = connector();
        String id = connect(connector, method(connector, KEY), "{\"apiKey\":\"k\"}")
                .expect(201)
                .at("/id");
        String first = template(connector);
        String second = template(connector);
        assertThat(tab(first).at("/templates/0/state")).isEqualTo("needs_auth_method");
        for (String template : List.of(first, second)) {
            put(template + "/connection", "{\"connectionId\":\"%s\"}".formatted(id))
                    .expect(200);
            assertThat(tab(template).at("/templates/0/state")).isEqualTo("connected");
            assertThat(tab(template).at("/templates/0/connection/name")).isEqualTo("Main");
        }
        put(first + "/connection", "{\"bypass\":true}").expect(200);
        assertThat(tab(first).at("/templates/0/state")).isEqualTo("bypassed");
        put(first + "/connection", "{\"bypass\":false}").expect(200);
        assertThat(tab(first).at("/templates/0/state")).isEqualTo("connected");

        put(first + "/connection", "{}").expectProblem(400, "invalid-request");
        put(first + "/connection", "{\"connectionId\":\"nothing\"}").expectProblem(404, "connection-not-found");
        String foreign = connector();
        String other = connect(foreign, "none", "{}").expect(201).at("/id");
        put(first + "/connection", "{\"connectionId\":\"%s\"}".formatted(other)).expectProblem(400, "invalid-request");

        delete("/api/v1/connections/" + id).expect(204);
        assertThat(tab(second).at("/templates/0/connection")).isNull();
        assertThat(get(second).at("/connectionId")).isNull();
    }

    @Test
    void keysRotateByApiAndConnectionsGoOn() {
        remote.at("/me", request -> Response.of("k".equals(request.header("X-Api-Key")) ? 200 : 401, "{}"));
        String connector = connector();
        endpoint(connector, "/me");
        String made = connect(connector, method(connector, KEY), "{\"apiKey\":\"k\"}")
                .expect(201)
                .header("Location")
                .orElseThrow();
        String before = get("/api/v1/keys").expect(200).at("/masterKeyId");
        Reply data = post("/api/v1/keys/rotations", "{\"key\":\"data\"}").expect(200);
        assertThat(data.json().at("/sealedAgain").asInt()).isPositive();
        assertThat(post("/api/v1/keys/rotations", "{\"key\":\"master\"}")
                        .expect(200)
                        .at("/masterKeyId"))
                .isNotEqualTo(before);
        assertThat(post(made + "/check", "").expect(200).at("/outcome")).isEqualTo("ok");
        post("/api/v1/keys/rotations", "{\"key\":\"other\"}").expect(400);
        post("/api/v1/keys/rotations", "{}").expectProblem(400, "invalid-request");
    }

    @Test
    void anEditOfAnAuthMethodLeavesConnectionsAsTheyAreUntilTheyAreUpgraded() {
        AtomicInteger asked = new AtomicInteger();
        remote.at("/me", request -> Response.of(asked.incrementAndGet() > 0 ? 200 : 500, "{}"));
        String connector = connector();
        endpoint(connector, "/me");
        String method = method(connector, KEY);
        String made = connect(connector, method, "{\"apiKey\":\"k\"}")
                .expect(201)
                .header("Location")
                .orElseThrow();
        String touched = connector + "/auth-methods/" + method + "/connections";
        assertThat(get(touched).expect(200).at("/items/0/change")).isEqualTo("none");
        put(connector + "/auth-methods/" + method, "{\"type\":\"api_key\",\"in\":\"query\",\"name\":\"key\"}")
                .expect(200);
        assertThat(get(touched).at("/items/0/change")).isEqualTo("compatible");
        post(made + "/check", "").expect(200);
        assertThat(last().header("X-Api-Key")).isEqualTo("k");

        assertThat(post(touched + "/upgrade", "").expect(200).at("/items/0/outcome"))
                .isEqualTo("upgraded");
        post(made + "/check", "").expect(200);
        assertThat(last().query()).isEqualTo("key=k");
        post(made + "/downgrade", "").expect(200);
        post(made + "/check", "").expect(200);
        assertThat(last().header("X-Api-Key")).isEqualTo("k");
        post(made + "/downgrade", "").expectProblem(409, "nothing-to-go-back-to");

        put(connector + "/auth-methods/" + method, "{\"type\":\"basic\"}").expect(200);
        assertThat(get(touched).at("/items/0/change")).isEqualTo("needs_reconnect");
        post(made + "/upgrade", "").expectProblem(409, "reconnect-needed");
        assertThat(post(made + "/check", "").at("/outcome")).isEqualTo("ok");
    }
}
