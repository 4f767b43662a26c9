package dev.ferrule.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationApiTest extends RunningFerrule {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String ALL = "/api/v1/integrations";
    private static final String ORDERS = Endpoint.idOf("GET", "/orders");
    private static final String NOTES = Endpoint.idOf("POST", "/notes");

    @Test
    void anIntegrationIsMadeRenamedFoundAndRemoved() {
        Reply made = post(ALL, "{\"name\":\"Shop to ledger\"}").expect(201);
        String path = made.header("Location").orElseThrow();
        assertThat(get(path).expect(200).header("ETag")).contains("\"0\"");
        Reply renamed =
                patch(path, "{\"name\":\"Shop to books\"}", "If-Match", "\"0\"").expect(200);
        assertThat(renamed.at("/name")).isEqualTo("Shop to books");
        patch(path, "{\"name\":\"Other\"}", "If-Match", "\"0\"").expectProblem(412, "stale-version");
        patch(path, "{\"name\":null}").expectProblem(400, "invalid-request");
        assertThat(patch(path, "{}").expect(200).json()).isEqualTo(renamed.json());
        assertThat(get(ALL + "?q=TO%20BOOKS").expect(200).at("/items/0/id")).isEqualTo(made.at("/id"));
        assertThat(get(ALL + "?q=.*%5CE(").expect(200).json().at("/items").isEmpty())
                .isTrue();
        get(ALL + "?limit=0").expectProblem(400, "invalid-request");
        delete(path, "If-Match", "\"7\"").expectProblem(412, "stale-version");
        delete(path).expect(204);
        get(path).expectProblem(404, "integration-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":null}", "{\"name\":\"\"}", "{\"name\":\"a\\nb\"}"})
    void anIntegrationNeedsAName(String json) {
        assertThat(post(ALL, json).expectProblem(400, "invalid-request").at("/errors/0/pointer"))
                .isEqualTo("/name");
    }

    @Test
    void aTemplateHoldsWhatOneIntegrationNeedsOfAConnector() {
        String connector = connector();
        String templates = integration() + "/templates";
        Reply made = post(templates, template(connector, "Orders", ORDERS)).expect(201);
        String path = made.header("Location").orElseThrow();
        assertThat(made.at("/authMethodId")).as("the recommended one").isEqualTo("bearer");
        assertThat(made.json().at("/connectorRevision").isNull()).isTrue();
        assertThat(made.json().has("plannedAuthMethodId")).isFalse();
        post(templates, template(connector, "Orders", ORDERS)).expectProblem(409, "template-exists");
        post(templates, template(connector, "Other", ORDERS)).expect(201);
        patch(path, "{\"name\":\"Other\"}").expectProblem(409, "template-exists");

        Reply changed = patch(
                        path,
                        "{\"endpointIds\":[\"%s\",\"%s\"],\"authMethodId\":null,\"embedded\":true,\"baseUrl\":\"http://localhost:1\"}"
                                .formatted(ORDERS, NOTES),
                        "If-Match",
                        "\"0\"")
                .expect(200);
        assertThat(changed.json().at("/endpointIds").size()).isEqualTo(2);
        assertThat(changed.json().at("/authMethodId").isNull()).isTrue();
        assertThat(changed.header("ETag")).contains("\"1\"");
        patch(path, "{\"embedded\":false}", "If-Match", "\"0\"").expectProblem(412, "stale-version");
        assertThat(get(templates + "?limit=1").expect(200).at("/nextCursor")).isEqualTo(made.at("/id"));
        get(integration() + "/templates/" + made.at("/id")).expectProblem(404, "template-not-found");
        delete(path).expect(204);
        get(path).expectProblem(404, "template-not-found");
    }

    @Test
    void aTemplateMayOnlyNameWhatItsRevisionHas() {
        String connector = connector();
        String templates = integration() + "/templates";
        post("/api/v1/connectors/" + connector + "/publish", "").expect(200);
        Reply made = post(templates, template(connector, "Pinned", ORDERS).replace("}", ",\"connectorRevision\":1}"))
                .expect(201);
        String path = made.header("Location").orElseThrow();
        Reply later = post("/api/v1/connectors/" + connector + "/endpoints", "{\"method\":\"GET\",\"path\":\"/later\"}")
                .expect(201);
        String ids = "{\"endpointIds\":[\"" + later.at("/id") + "\"]";

        assertThat(patch(path, ids + "}").expectProblem(400, "invalid-request").at("/errors/0/pointer"))
                .isEqualTo("/endpointIds");
        patch(path, ids + ",\"connectorRevision\":2}").expectProblem(400, "invalid-request");
        patch(path, ids + ",\"connectorRevision\":null}").expect(200);
        patch(path, "{\"authMethodId\":\"nothing\"}").expectProblem(400, "invalid-request");
        patch(path, "{\"baseUrl\":\"file:///etc\"}").expectProblem(400, "invalid-request");
        patch(path, "{\"embedded\":\"perhaps\"}").expectProblem(400, "invalid-request");
        post(templates, template("000000000000000000000000", "Lost", ORDERS)).expectProblem(404, "connector-not-found");
        post(templates, "{\"name\":\"No connector\"}").expectProblem(400, "invalid-request");
    }

    @Test
    void whatATemplateUsesIsNotRemovedAndTheAnswerSaysWhoUsesIt() {
        String connector = "/api/v1/connectors/" + connector();
        String integration = integration();
        String path = post(
                        integration + "/templates",
                        template(connector.substring(connector.lastIndexOf('/') + 1), "Orders", ORDERS))
                .expect(201)
                .header("Location")
                .orElseThrow();

        Reply refused = delete(connector).expectProblem(409, "connector-in-use");
        assertThat(refused.at("/errors/0/pointer")).isEqualTo(path.substring("/api/v1".length()));
        assertThat(refused.at("/errors/0/message")).contains("An integration", "Orders");
        Reply users = get(connector + "/templates").expect(200);
        assertThat(users.at("/items/0/integrationName")).isEqualTo("An integration");
        assertThat(users.at("/items/0/template/name")).isEqualTo("Orders");
        delete(connector + "/endpoints/" + ORDERS).expectProblem(409, "endpoint-in-use");
        delete(connector + "/auth-methods/bearer").expectProblem(409, "auth-method-in-use");
        delete(connector + "/endpoints/" + NOTES).expect(204);

        post(connector + "/publish", "").expect(200);
        patch(path, "{\"connectorRevision\":1}").expect(200);
        delete(connector + "/endpoints/" + ORDERS).expect(204);
        assertThat(get(integration + "/connect").at("/templates/0/endpoints/0/path"))
                .as("the pinned revision still has it")
                .isEqualTo("/orders");
        delete(integration).expect(204);
        get(path).expectProblem(404, "integration-not-found");
        get(connector).expect(200);
        delete(connector).expect(204);
    }

    @Test
    void theConnectTabShowsEverythingInOneAnswer() {
        String connector = connector();
        String integration = integration();
        post(integration + "/templates", template(connector, "Static", ORDERS)).expect(201);
        post(integration + "/templates", template(connector, "Embedded", NOTES).replace("}", ",\"embedded\":true}"))
                .expect(201);
        String path = post(integration + "/templates", template(connector, "Undecided", ORDERS))
                .header("Location")
                .orElseThrow();
        patch(path, "{\"authMethodId\":null,\"baseUrl\":\"https://other.example\"}")
                .expect(200);

        Reply tab = get(integration + "/connect").expect(200);
        assertThat(tab.at("/integration/name")).isEqualTo("An integration");
        assertThat(tab.at("/templates/0/template/name")).isEqualTo("Static");
        assertThat(tab.at("/templates/0/state")).isEqualTo("needs_connection");
        assertThat(tab.at("/templates/0/authMethod/type")).isEqualTo("bearer");
        assertThat(tab.at("/templates/0/baseUrl")).isEqualTo("https://api.notes.example");
        assertThat(tab.at("/templates/0/endpoints/0/path")).isEqualTo("/orders");
        assertThat(tab.at("/templates/0/connector/id")).isEqualTo(connector);
        assertThat(tab.at("/templates/1/state")).isEqualTo("embedded");
        assertThat(tab.at("/templates/2/state")).isEqualTo("needs_auth_method");
        assertThat(tab.at("/templates/2/baseUrl")).isEqualTo("https://other.example");
        get(ALL + "/000000000000000000000000/connect").expectProblem(404, "integration-not-found");
    }

    @Test
    void aSummarySaysHowManySystemsNeedAttention() {
        String connector = connector();
        String name = "Summed up " + COUNT.incrementAndGet();
        String integration =
                post(ALL, "{\"name\":\"" + name + "\"}").header("Location").orElseThrow();
        post(integration + "/templates", template(connector, "Waiting", ORDERS)).expect(201);
        post(integration + "/templates", template(connector, "Embedded", NOTES).replace("}", ",\"embedded\":true}"))
                .expect(201);
        post("/api/v1/connectors/" + connector + "/publish", "{}").expect(200);
        String pinned = template(connector, "Pinned", ORDERS).replace("}", ",\"connectorRevision\":1}");
        post(integration + "/templates", pinned).expect(201);

        String query = "?q=" + name.replace(" ", "%20");
        Reply summed = get(ALL + query + "&summary=true").expect(200);
        assertThat(summed.at("/items/0/systems/total")).isEqualTo("3");
        assertThat(summed.at("/items/0/systems/needAttention")).isEqualTo("2");
        assertThat(summed.at("/items/0/systems/names/1")).isEqualTo("Embedded");
        assertThat(get(ALL + query).expect(200).json().at("/items/0").has("systems"))
                .isFalse();
    }

    @Test
    void aSummaryOfConnectorsCountsWhatItLeavesOut() {
        Reply whole = get("/api/v1/connectors/" + connector()).expect(200);
        String query = "/api/v1/connectors?q=" + whole.at("/systemKey");

        var brief = get(query + "&summary=true").expect(200).json().at("/items/0");
        assertThat(brief.has("endpoints")).isFalse();
        assertThat(brief.at("/endpointCount").asInt()).isEqualTo(2);
        assertThat(brief.at("/authMethodCount").asInt()).isEqualTo(1);
        assertThat(brief.at("/updatedAt")).isEqualTo(whole.json().at("/updatedAt"));
        var entire = get(query).expect(200).json().at("/items/0");
        assertThat(entire.at("/endpoints")).isEqualTo(whole.json().at("/endpoints"));
        assertThat(entire.at("/endpointCount").asInt()).isEqualTo(2);
    }

    private String integration() {
        return post(ALL, "{\"name\":\"An integration\"}").header("Location").orElseThrow();
    }

    /** The id of a connector with two endpoints and a bearer token. */
    private String connector() {
        Reply made = post("/api/v1/connectors", """
                {"name":"Notes","domain":"%d.notes.example","baseUrl":"https://api.notes.example"}""".formatted(COUNT.incrementAndGet()))
                .expect(201);
        String path = made.header("Location").orElseThrow();
        post(path + "/endpoints", "{\"method\":\"GET\",\"path\":\"/orders\"}").expect(201);
        post(path + "/endpoints", "{\"method\":\"POST\",\"path\":\"/notes\"}").expect(201);
        post(path + "/auth-methods", "{\"type\":\"bearer\",\"recommended\":true}")
                .expect(201);
        return made.at("/id");
    }

    private static String template(String connector, String name, String endpoint) {
        return "{\"connectorId\":\"%s\",\"name\":\"%s\",\"endpointIds\":[\"%s\"]}".formatted(connector, name, endpoint);
    }
}
