package dev.ferrule.tester;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.connection.RemoteSystem.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Endpoints of a small shop are called, live and at the mock. */
class TestApiTest extends ShopFerrule {

    @Test
    void fromAPlanToAGreenTestTakesThreeCallsAndNoCredentials() {
        shop();
        Reply test = post(path("GET", "/orders/{orderId}"), "{\"target\":\"mock\",\"fill\":true}")
                .expect(200);
        assertThat(test.at("/response/status")).isEqualTo("200");
        assertThat(test.json().at("/contract/ok").asBoolean()).isTrue();
        assertThat(test.at("/request/url")).contains("/orders/");
        assertThat(remote.requests).isEmpty();
        Reply made = post(path("POST", "/orders"), "{\"target\":\"mock\",\"fill\":true}")
                .expect(200);
        assertThat(made.at("/response/status")).isEqualTo("201");
    }

    @Test
    void withoutAConnectionALiveTestSaysWhatToDo() {
        shop();
        post(path("GET", "/orders"), "{}").expectProblem(409, "connection-needed");
        put("/api/v1/integrations/" + integration + "/templates/" + template + "/connection", "{\"bypass\":true}")
                .expect(200);
        remote.at("/orders", 200, "[]");
        Reply test = post(path("GET", "/orders"), "{}").expect(200);
        assertThat(test.at("/response/status")).isEqualTo("200");
        assertThat(test.json().at("/timing/connectMs").asDouble()).isPositive();
        assertThat(test.at("/attempts/0/number")).isEqualTo("1");
    }

    @Test
    void aRequestThatIsOffTheContractIsNotSent() {
        shop();
        connection();
        Reply reply = post(path("GET", "/orders"), "{\"parameters\":{\"limit\":1000,\"colour\":\"red\"}}")
                .expectProblem(422, "request-off-contract");
        assertThat(reply.body()).contains("/parameters/limit", "/parameters/colour");
        assertThat(remote.requests).isEmpty();
    }

    @Test
    void thePreviewIsTheRequestThatWouldGoOutAndSendsNothing() {
        shop();
        connection();
        String preview = path("POST", "/orders").replaceAll("/test$", "/preview");
        Reply shown = post(preview, "{\"body\":{\"total\":5}}").expect(200);
        assertThat(shown.at("/method")).isEqualTo("POST");
        assertThat(shown.at("/url")).isEqualTo(remote.url("/orders"));
        assertThat(shown.at("/body/total")).isEqualTo("5");
        assertThat(shown.body()).doesNotContain(KEY);
        post(preview, "{\"body\":{}}").expectProblem(422, "request-off-contract");
        assertThat(remote.requests).isEmpty();
    }

    @Test
    void theFormHasWhatTheSpecSaysOfTheOperationAndItsAnswers() {
        shop();
        Reply form = get(path("POST", "/orders").replaceAll("/test$", "/form")).expect(200);
        assertThat(form.json().at("/security/0/schemes/key").isArray()).isTrue();
        assertThat(form.at("/deprecated")).isEqualTo("false");
        assertThat(form.at("/body/contents/0/contentType")).isEqualTo("application/json");
        assertThat(form.json().at("/body/contents/0/value/total").isNumber()).isTrue();
        assertThat(form.at("/responses/0/status")).isEqualTo("201");
        assertThat(form.at("/responses/0/contents/0/schema/$ref")).isEqualTo("#/$defs/Order");
    }

    @Test
    void noSecretIsShownHoweverTheSystemRepeatsIt() {
        shop();
        connection();
        String basic = Base64.getEncoder().encodeToString(("user:" + KEY).getBytes(StandardCharsets.UTF_8));
        remote.at(
                "/orders",
                request -> new Response(
                        200,
                        Map.of("Content-Type", "application/json", "X-Echo", KEY, "Set-Cookie", "sid=abcdef; Path=/"),
                        "[{\"id\":\"7\",\"note\":\"" + request.header("X-Api-Key")
                                + "\",\"password\":\"hunter2\",\"b\":\"" + basic + "\"}]"));
        Reply test =
                post(path("GET", "/orders"), "{\"parameters\":{\"limit\":5}}").expect(200);
        assertThat(remote.asked("/orders").get(0).header("X-Api-Key")).isEqualTo(KEY);
        assertThat(remote.asked("/orders").get(0).query()).isEqualTo("limit=5");
        assertThat(test.at("/request/headers/X-Api-Key")).isEqualTo("***");
        assertThat(test.at("/response/body/0/note")).isEqualTo("***");
        String list = get("/api/v1/integrations/" + integration + "/templates/" + template + "/tests")
                .expect(200)
                .body();
        String one = get("/api/v1/integrations/" + integration + "/templates/" + template + "/tests/" + test.at("/id"))
                .expect(200)
                .body();
        for (String shown : new String[] {test.body(), list, one}) {
            assertThat(shown).doesNotContain(KEY, basic, "hunter2", "abcdef");
        }
        assertThat(list).contains(test.at("/id"));
    }

    @Test
    void whatWritesIsSentOnlyAfterThisVeryRequestWasConfirmed() {
        shop();
        connection();
        remote.at("/orders", 201, "{\"id\":\"7\",\"total\":1}");
        String body = "{\"body\":{\"total\":1}%s}";
        Reply needed = post(path("POST", "/orders"), body.formatted("")).expectProblem(409, "confirmation-needed");
        assertThat(remote.requests).isEmpty();
        assertThat(needed.at("/request/method")).isEqualTo("POST");
        String confirm = ",\"confirm\":\"" + needed.at("/confirm") + "\"";
        post(path("POST", "/orders"), "{\"body\":{\"total\":2}" + confirm + "}")
                .expectProblem(409, "confirmation-needed");
        assertThat(remote.requests).isEmpty();
        Reply test = post(path("POST", "/orders"), body.formatted(confirm)).expect(200);
        assertThat(test.at("/response/status")).isEqualTo("201");
        assertThat(remote.requests).hasSize(1);
        post(path("POST", "/orders"), body.formatted(confirm)).expectProblem(409, "confirmation-needed");
        String replay = "/api/v1/integrations/" + integration + "/templates/" + template + "/tests/" + test.at("/id")
                + "/replay";
        String again =
                post(replay, "{}").expectProblem(409, "confirmation-needed").at("/confirm");
        post(replay, "{\"confirm\":\"" + again + "\"}").expect(200);
        assertThat(remote.requests).hasSize(2);
        patch("/api/v1/integrations/" + integration + "/templates/" + template, "{\"writes\":\"forbidden\"}")
                .expect(200);
        post(path("POST", "/orders"), body.formatted("")).expectProblem(409, "writes-forbidden");
        assertThat(remote.requests).hasSize(2);
    }

    @Test
    void anAnswerThatTheSpecDoesNotHaveIsToldByItsPlace() {
        shop();
        connection();
        remote.at("/orders", 200, "[{\"id\":7}]");
        Reply test = post(path("GET", "/orders"), "{}").expect(200);
        assertThat(test.json().at("/contract/ok").asBoolean()).isFalse();
        assertThat(test.at("/contract/violations/0/pointer")).isEqualTo("/body/0/id");
        assertThat(test.at("/contract/violations/0/message")).contains("string");
        String findings = "/api/v1/connectors/" + connector + "/findings";
        post(path("GET", "/orders"), "{}").expect(200);
        Reply kept = get(findings).expect(200);
        assertThat(kept.at("/items/0/pointer")).isEqualTo("/body/*/id");
        assertThat(kept.at("/items/0/count")).isEqualTo("2");
        assertThat(kept.at("/items/0/id")).isEqualTo(test.at("/contract/violations/0/findingId"));
        Reply overlay = get(findings + "/overlay").expect(200);
        assertThat(overlay.at("/overlay")).isEqualTo("1.0.0");
        assertThat(overlay.at("/actions/0/target"))
                .isEqualTo("$['components']['schemas']['Order']['properties']['id']['type']");
        post(findings + "/" + kept.at("/items/0/id") + "/accept", "{}").expect(200);
        Reply after = post(path("GET", "/orders"), "{}").expect(200);
        assertThat(after.json().at("/contract/ok").asBoolean()).isTrue();
    }

    @Test
    void aPinnedTestIsACaseOfTheConnectorsSuite() {
        shop();
        connection();
        remote.at("/orders", 200, "[{\"id\":\"7\",\"total\":5}]");
        String templatePath = "/api/v1/integrations/" + integration + "/templates/" + template;
        String test = post(path("GET", "/orders"), "{\"parameters\":{\"limit\":1}}")
                .expect(200)
                .at("/id");
        String pin = templatePath + "/tests/" + test + "/pin";
        String one = post(pin, "{\"name\":\"Lists\",\"expect\":{\"equals\":[{\"pointer\":\"/0/total\",\"value\":5}]}}")
                .expect(201)
                .at("/id");
        post(pin, "{\"name\":\"Wrong\",\"expect\":{\"status\":404}}").expect(201);
        String suite = "/api/v1/connectors/" + connector + "/suite";
        Reply run = post(suite, "{}").expect(200);
        assertThat(run.at("/passed") + run.at("/failed")).isEqualTo("11");
        assertThat(run.at("/results/1/reasons/0")).contains("404");
        delete("/api/v1/connectors/" + connector + "/cases/" + one).expect(204);
        assertThat(post(suite, "{\"target\":\"mock\"}").expect(200).at("/total"))
                .isEqualTo("1");
        String form = path("GET", "/orders/{orderId}").replaceAll("/test$", "/form");
        Reply fields = get(form).expect(200);
        assertThat(fields.at("/parameters/0/value")).isEqualTo("o-1");
        assertThat(fields.at("/parameters/0/sources/0/value")).isEqualTo("7");
    }

    @Test
    void aProgramCallsThroughAConnection() {
        shop();
        String connection = connection();
        AtomicInteger busy = new AtomicInteger(2);
        remote.at(
                "/orders",
                request -> busy.getAndDecrement() > 0
                        ? new Response(503, Map.of("Retry-After", "0"), "")
                        : Response.of(200, "[{\"id\":\"" + KEY + "\",\"token\":\"for-you\"}]"));
        String list = idOf("GET", "/orders");
        Reply call = post("/api/v1/connections/" + connection + "/call", "{\"endpointId\":\"" + list + "\"}")
                .expect(200);
        assertThat(call.at("/response/body/0/id")).isEqualTo("***");
        assertThat(call.at("/response/body/0/token")).isEqualTo("for-you");
        assertThat(call.json().at("/attempts").size()).isEqualTo(3);
        String create = idOf("POST", "/orders");
        post(
                        "/api/v1/connections/" + connection + "/call",
                        "{\"endpointId\":\"" + create + "\",\"body\":{\"total\":1}}")
                .expectProblem(409, "confirmation-needed");
        put("/api/v1/connectors/" + connector + "/call-policy", "{\"attempts\":1}")
                .expect(200);
        busy.set(1);
        call = post("/api/v1/connections/" + connection + "/call", "{\"endpointId\":\"" + list + "\"}")
                .expect(200);
        assertThat(call.at("/response/status")).isEqualTo("503");
        assertThat(call.json().at("/attempts").size()).isEqualTo(1);
        put("/api/v1/connectors/" + connector + "/call-policy", "{\"attempts\":100}")
                .expectProblem(400, "invalid-request");
    }

    @Test
    void aSystemThatIsNotThereIsAResultAndNoError() {
        shop();
        connection();
        put("/api/v1/connectors/" + connector + "/call-policy", "{\"attempts\":2,\"backoffMs\":0}")
                .expect(200);
        remote.close();
        Reply test = post(path("GET", "/orders"), "{}").expect(200);
        assertThat(test.at("/failure/code")).isEqualTo("refused");
        assertThat(test.json().at("/attempts").size()).isEqualTo(2);
        assertThat(test.json().at("/response").isMissingNode()).isTrue();
    }

    @Test
    void operationsThatShareAnIdAreEachCalledByTheirOwnContract() {
        String spec = post("/api/v1/specs", """
                        {"openapi":"3.0.3","info":{"title":"Twice","version":"1"},"servers":[{"url":"https://api.twice-shop.com"}],
                         "paths":{
                          "/lamps/{lamp}":{"get":{"operationId":"getOne","summary":"Get one lamp","parameters":[
                            {"name":"lamp","in":"path","required":true,"schema":{"type":"string","enum":["table"]}}],
                            "responses":{"200":{"description":"ok"}}}},
                          "/chairs/{chair}":{"get":{"operationId":"getOne","summary":"Get one chair","parameters":[
                            {"name":"chair","in":"path","required":true,"schema":{"type":"string","enum":["oak"]}}],
                            "responses":{"200":{"description":"ok"}}}}}}""").expect(201).at("/id");
        integration =
                post("/api/v1/integrations", "{\"name\":\"Twice\"}").expect(201).at("/id");
        for (String wish : new String[] {"Get one lamp", "Get one chair"}) {
            connector = post(
                            "/api/v1/plans",
                            "{\"requirement\":\"%s in Twice\",\"specIds\":[\"%s\"],\"integrationId\":\"%s\",\"mode\":\"recall\"}"
                                    .formatted(wish, spec, integration))
                    .expect(201)
                    .at("/systems/0/connectorId");
        }
        template = tab().at("/templates/0/template/id");
        String chair = idOf("GET", "/chairs/{chair}");
        String filled = "{\"target\":\"mock\",\"fill\":true}";

        assertThat(post(path("GET", "/lamps/{lamp}"), filled).expect(200).at("/request/url"))
                .endsWith("/lamps/table");
        assertThat(post(path("GET", "/chairs/{chair}"), filled).expect(200).at("/request/url"))
                .endsWith("/chairs/oak");
        put(
                        "/api/v1/connectors/" + connector + "/endpoints/" + chair,
                        "{\"method\":\"GET\",\"path\":\"/chairs/{chair}\",\"operationId\":\"getOne\"}")
                .expect(200);
        assertThat(post(path("GET", "/chairs/{chair}"), filled).expect(200).at("/request/url"))
                .endsWith("/chairs/oak");
    }
}
