package dev.ferrule.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.connection.ConnectingFerrule;
import dev.ferrule.connection.RemoteSystem.Request;
import dev.ferrule.connection.RemoteSystem.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a changed spec to who is touched, the upgrade and the way back, as a caller sees it. */
class NightJobTest extends ConnectingFerrule {

    private static final String SECRET = "not-a-real-secret-but-long";

    private final BlockingQueue<Request> hooks = new LinkedBlockingQueue<>();

    @Test
    void aChangedSpecIsToldToWhoDependsOnItAndTheirConnectorGoesThereAndBack() throws InterruptedException {
        remote.at("/hook", request -> {
            hooks.add(request);
            return Response.of(204, "");
        });
        String first =
                spec("Driftwood", "1.0", ORDERS, INVOICES, CUSTOMERS.formatted("/customers/{id}", "One customer"));
        Reply built = built(
                "list the orders in Driftwood, create an invoice in Driftwood, get a customer in Driftwood", first);
        String connector = "/api/v1/connectors/" + built.at("/connectors/0/connectorId");
        String template = "/api/v1/integrations/" + built.at("/integrationId") + "/templates/"
                + built.at("/connectors/0/templateId");
        List<String> endpoints = texts(get(template).json().at("/endpointIds"));
        assertThat(endpoints).hasSize(3);
        String subscription = post(
                        "/api/v1/subscriptions",
                        "{\"url\":\"%s\",\"secret\":\"%s\"}".formatted(remote.url("/hook"), SECRET))
                .expect(201)
                .at("/id");
        assertThat(get(connector + "/drift").expect(200).at("/severity")).isEqualTo("none");

        String orders = ORDERS.replace(
                "\"parameters\":[",
                "\"parameters\":[{\"name\":\"shop\",\"in\":\"query\",\"required\":true,\"schema\":{\"type\":\"string\"}},");
        String second =
                spec("Driftwood", "2.0", orders, EXTRA, CUSTOMERS.formatted("/clients/{clientId}", "One client"));

        Reply changes = get("/api/v1/specs/" + second + "/changes").expect(200);
        Reply worst =
                get("/api/v1/specs/" + second + "/changes?severity=breaking").expect(200);
        assertThat(worst.json().at("/operations").findValuesAsString("kind")).isNotEmpty();
        assertThat(worst.json().at("/operations").size())
                .isEqualTo(changes.json().at("/summary/breaking").asInt());
        get("/api/v1/specs/" + second + "/changes?severity=bad").expect(400);
        Reply newest = get("/api/v1/changes?newest=true&limit=1").expect(200);
        assertThat(newest.json().at("/items").size()).isEqualTo(1);
        Reply older = get("/api/v1/changes?newest=true&limit=1&after=" + newest.at("/items/0/id"))
                .expect(200);
        assertThat(older.json().at("/items").findValuesAsString("id"))
                .allSatisfy(id -> assertThat(id).isLessThan(newest.at("/items/0/id")));
        assertThat(changes.at("/from/specId")).isEqualTo(first);
        assertThat(changed(changes.json().at("/operations")))
                .containsExactlyInAnyOrder(
                        "GET /orders changed breaking",
                        "POST /invoices removed breaking",
                        "GET /customers/{id} moved breaking",
                        "GET /extra added compatible");
        Reply drift = get(connector + "/drift").expect(200);
        assertThat(drift.at("/severity")).isEqualTo("breaking");
        assertThat(drift.at("/templates/0/templateId")).isEqualTo(template.substring(template.lastIndexOf('/') + 1));
        assertThat(changed(drift.json().at("/templates/0/endpoints")))
                .containsExactlyInAnyOrder(
                        "GET /orders changed breaking",
                        "POST /invoices removed breaking",
                        "GET /customers/{id} moved breaking");
        assertThat(get("/api/v1/drift?limit=200").expect(200).body()).contains(drift.at("/connectorId"));

        assertThat(told(3)).contains("spec.changed", "connector.breaking", "endpoint.removed");
        assertThat(get("/api/v1/changes?limit=200").expect(200).body()).contains("endpoint.removed", second);

        assertThat(get(connector + "/revisions").json().at("/items").size()).isEqualTo(1);
        String wish = "{\"templates\":[\"%s\"],\"followMoves\":true,\"dryRun\":%s}";
        String templateId = drift.at("/templates/0/templateId");
        Reply preview =
                post(connector + "/upgrade", wish.formatted(templateId, true)).expect(200);
        assertThat(preview.json().at("/dryRun").asBoolean()).isTrue();
        assertThat(get(connector + "/drift").at("/severity")).isEqualTo("breaking");
        Reply upgraded =
                post(connector + "/upgrade", wish.formatted(templateId, false)).expect(200);
        assertThat(upgraded.json().at("/steps")).isEqualTo(preview.json().at("/steps"));
        assertThat(get(template).at("/connectorRevision")).isEqualTo(upgraded.at("/toRevision"));
        assertThat(texts(get(template).json().at("/endpointIds"))).hasSize(3).isNotEqualTo(endpoints);
        String removed = upgraded.at("/templates/0/removed/0");
        assertThat(get(connector + "/endpoints/" + removed).at("/removed/specId"))
                .isEqualTo(second);
        post(template + "/endpoints/" + removed + "/test", "{\"target\":\"mock\",\"parameters\":{}}")
                .expectProblem(409, "endpoint-removed");
        post(
                        template.substring(0, template.lastIndexOf('/')),
                        "{\"connectorId\":\"%s\",\"name\":\"Another\",\"endpointIds\":[\"%s\"]}"
                                .formatted(drift.at("/connectorId"), removed))
                .expectProblem(400, "invalid-request");
        assertThat(upgraded.json().at("/templates/0/removed").size()).isEqualTo(1);
        assertThat(get(connector + "/drift").at("/severity")).isEqualTo("none");
        assertThat(told(1)).containsExactly("connector.upgraded");

        Reply undone = post(connector + "/upgrade/undo", "").expect(200);
        assertThat(undone.json().at("/toRevision").asInt())
                .isGreaterThan(upgraded.json().at("/toRevision").asInt());
        assertThat(texts(get(template).json().at("/endpointIds"))).isEqualTo(endpoints);
        assertThat(get(template).at("/connectorRevision")).isEqualTo(upgraded.at("/fromRevision"));
        assertThat(get(connector).json().at("/endpoints"))
                .isEqualTo(get(connector + "/revisions").json().at("/items/0/endpoints"));
        assertThat(told(1)).containsExactly("connector.upgrade-undone");
        post(connector + "/upgrade/undo", "").expectProblem(409, "nothing-to-undo");

        assertThat(get("/api/v1/subscriptions").expect(200).body()).doesNotContain(SECRET);
        delete("/api/v1/subscriptions/" + subscription).expect(204);
    }

    @Test
    void whatPeopleWroteStaysAndWhatTheyDidNotFollowsTheNewerSpec() {
        String first =
                spec("Stillwater", "1", ORDERS, INVOICES, CUSTOMERS.formatted("/customers/{id}", "One customer"));
        Reply built = built(
                "list the orders in Stillwater, create an invoice in Stillwater, get a customer in Stillwater", first);
        String connector = "/api/v1/connectors/" + built.at("/connectors/0/connectorId");
        String customer = endpoint(get(connector + "/endpoints").json(), "/customers/{id}");
        put(
                        connector + "/endpoints/" + customer,
                        "{\"method\":\"GET\",\"path\":\"/customers/{id}\",\"operationId\":\"getCustomer\",\"summary\":\"Our words\"}")
                .expect(200);
        String second = spec(
                "Stillwater",
                "2",
                ORDERS.replace("All orders", "Every order"),
                INVOICES,
                CUSTOMERS.formatted("/customers/{id}", "A client"));

        Reply upgraded =
                post(connector + "/upgrade", "{\"specId\":\"" + second + "\"}").expect(200);

        assertThat(upgraded.json().at("/conflicts").size()).isEqualTo(1);
        assertThat(upgraded.at("/conflicts/0/ours")).isEqualTo("Our words");
        assertThat(upgraded.at("/conflicts/0/theirs")).isEqualTo("A client");
        assertThat(upgraded.at("/conflicts/0/resolved")).isEqualTo("ours");
        assertThat(get(connector + "/endpoints/" + customer).at("/summary")).isEqualTo("Our words");
        assertThat(get(connector + "/endpoints/" + customer).at("/provenance/specId"))
                .isEqualTo(second);
        assertThat(get(connector + "/endpoints").body()).contains("Every order");
        Reply again = post(connector + "/upgrade", "{}").expect(200);
        assertThat(again.json().at("/steps").size()).isZero();
        assertThat(again.at("/upgradeId")).isNull();
        post(connector + "/upgrade/undo", "", "If-Match", "\"0\"").expectProblem(412, "stale-version");
        post(connector + "/upgrade/undo", "").expect(200);
        assertThat(get(connector + "/endpoints/" + customer).at("/provenance/specId"))
                .isEqualTo(first);
        assertThat(get(connector + "/endpoints/" + customer).at("/summary")).isEqualTo("Our words");
    }

    @Test
    void subscriptionsAndUpgradesSayWhatIsWrongWithThem() {
        post("/api/v1/subscriptions", "{\"url\":\"ftp://a.example\",\"secret\":\"short\",\"events\":[\"all\"]}")
                .expectProblem(400, "invalid-request");
        get("/api/v1/subscriptions/nope").expectProblem(404, "subscription-not-found");
        post("/api/v1/connectors/nope/upgrade", "{}").expectProblem(404, "connector-not-found");
        get("/api/v1/connectors/nope/drift").expectProblem(404, "connector-not-found");
        String only = spec("Lonely", "1", ORDERS);
        get("/api/v1/specs/" + only + "/changes").expectProblem(409, "no-version-before");
    }

    private static final String ORDERS = """
            "/orders":{"get":{"operationId":"listOrders","summary":"All orders","parameters":[{"name":"state","in":"query","schema":{"type":"string"}}],
              "responses":{"200":{"description":"ok"}}}}""";

    private static final String INVOICES = """
            "/invoices":{"post":{"operationId":"createInvoice","summary":"Create an invoice","responses":{"201":{"description":"made"}}}}""";

    private static final String CUSTOMERS = """
            "%s":{"get":{"operationId":"getCustomer","summary":"%s","responses":{"200":{"description":"ok"}}}}""";

    private static final String EXTRA = """
            "/extra":{"get":{"operationId":"extra","responses":{"200":{"description":"ok"}}}}""";

    /** So that both are versions of one API, whatever else changed. */
    private static final String OTHERS = """
            "/shops":{"get":{"responses":{"200":{"description":"ok"}}}},"/regions":{"get":{"responses":{"200":{"description":"ok"}}}},
            "/currencies":{"get":{"responses":{"200":{"description":"ok"}}}},"/holidays":{"get":{"responses":{"200":{"description":"ok"}}}}""";

    private String spec(String title, String version, String... paths) {
        String document = """
                {"openapi":"3.1.0","info":{"title":"%s","version":"%s"},"servers":[{"url":"https://api.%s.dev/v1"}],"paths":{%s}}""".formatted(
                title, version, title.toLowerCase(java.util.Locale.ROOT), String.join(",", paths) + "," + OTHERS);
        return postBytes("/api/v1/specs", document.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json")
                .expect(201)
                .at("/id");
    }

    private Reply built(String requirement, String specId) {
        Reply plan = post(
                        "/api/v1/plans", "{\"requirement\":\"%s\",\"specIds\":[\"%s\"]}".formatted(requirement, specId))
                .expect(201);
        return post("/api/v1/plans/" + plan.at("/id") + "/build", "").expect(200);
    }

    /** Types of the next deliveries, each with a signature that fits. */
    private List<String> told(int count) throws InterruptedException {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Request hook = hooks.take();
            String id = hook.header("webhook-id");
            long at = Long.parseLong(hook.header("webhook-timestamp"));
            assertThat(hook.header("webhook-signature")).isEqualTo(WebhookSignature.of(SECRET, id, at, hook.body()));
            types.add(JsonMapper.shared().readTree(hook.body()).at("/type").asString());
        }
        return types;
    }

    private static List<String> changed(JsonNode operations) {
        return StreamSupport.stream(operations.spliterator(), false)
                .map(one -> one.at("/method").asString() + " " + one.at("/path").asString() + " "
                        + one.at("/kind").asString() + " " + one.at("/severity").asString())
                .toList();
    }

    private static String endpoint(JsonNode page, String path) {
        return StreamSupport.stream(page.at("/items").spliterator(), false)
                .filter(one -> one.at("/path").asString().equals(path))
                .findFirst()
                .orElseThrow()
                .at("/id")
                .asString();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
