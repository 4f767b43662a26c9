package dev.ferrule.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Chats and single messages over HTTP, answered by the rules. */
class ChatApiTest extends ChatSystems {

    @Test
    void aChatIsMadeListedRenamedAndDeleted() {
        String integration = integration();
        Reply made = post("/api/v1/integrations/" + integration + "/chats", "{\"title\":\"Invoices\"}")
                .expect(201);
        String id = made.at("/id");

        assertThat(made.header("Location")).contains("/api/v1/chats/" + id);
        assertThat(made.at("/state")).isEqualTo("idle");
        assertThat(made.json().propertyNames()).doesNotContain("org", "version", "turn", "pages", "_class");
        chat(integration);
        Reply list =
                get("/api/v1/integrations/" + integration + "/chats?limit=1").expect(200);
        assertThat(texts(list.json().at("/items"), "/title")).containsExactly("Invoices");
        assertThat(list.at("/nextCursor")).isEqualTo(id);
        Reply renamed = patch(
                        "/api/v1/chats/" + id,
                        "{\"title\":\"Paid orders\"}",
                        "If-Match",
                        made.header("ETag").orElseThrow())
                .expect(200);
        assertThat(renamed.at("/title")).isEqualTo("Paid orders");
        patch(
                        "/api/v1/chats/" + id,
                        "{\"title\":\"Late\"}",
                        "If-Match",
                        made.header("ETag").orElseThrow())
                .expectProblem(412, "stale-version");
        patch("/api/v1/chats/" + id, "{\"title\":\"  \"}").expectProblem(400, "invalid-request");
        delete("/api/v1/chats/" + id).expect(204);
        get("/api/v1/chats/" + id).expectProblem(404, "chat-not-found");
    }

    @Test
    void chatsGoWithTheirIntegration() {
        String integration = integration();
        String id = chat(integration);
        delete("/api/v1/integrations/" + integration).expect(204);

        get("/api/v1/chats/" + id).expectProblem(404, "chat-not-found");
        post("/api/v1/integrations/" + integration + "/chats", "{}").expectProblem(404, "integration-not-found");
        get("/api/v1/integrations/" + integration + "/chats").expectProblem(404, "integration-not-found");
    }

    @Test
    void aRequirementIsAnsweredByAPlanWhoseConnectorsAreDrafts() {
        String integration = integration();
        String id = chat(integration);
        Reply answered = send(id, "plan", PAID_ORDERS).expect(200);

        JsonNode plan = answered.json().at("/plan");
        assertThat(endpoints(plan)).contains("POST /v3/invoices");
        assertThat(plan.at("/integrationId").asString()).isEqualTo(integration);
        assertThat(answered.at("/message/planId")).isEqualTo(plan.at("/id").asString());
        assertThat(answered.at("/message/role")).isEqualTo("assistant");
        assertThat(answered.at("/message/state")).isEqualTo("complete");
        assertThat(answered.at("/message/engine/kind")).isEqualTo("offline");
        assertThat(texts(answered.json().at("/message/steps"), "/kind")).contains("accepted", "restate", "select");
        assertThat(answered.at("/message/text")).contains("Ledgerly", "POST /v3/invoices", "Open questions");
        JsonNode chat = get("/api/v1/chats/" + id).expect(200).json();
        assertThat(texts(chat.at("/messages"), "/role")).containsExactly("user", "assistant");
        assertThat(chat.at("/messages/0/text").asString()).isEqualTo(PAID_ORDERS);
        assertThat(chat.at("/messages/1")).isEqualTo(answered.json().at("/message"));
        assertThat(chat.at("/title").asString()).startsWith("When an order is paid");
        assertThat(chat.at("/planId").asString()).isEqualTo(plan.at("/id").asString());
        JsonNode rows = get("/api/v1/integrations/" + integration + "/connect")
                .expect(200)
                .json()
                .at("/templates");
        assertThat(each(rows))
                .hasSize(3)
                .allSatisfy(
                        row -> assertThat(row.at("/template/connectorRevision").isNull())
                                .isTrue());
        JsonNode flow = plan.at("/workflows/0");
        assertThat(flow.at("/story").asString()).contains("create an invoice in Ledgerly");
        assertThat(each(flow.at("/acceptance"))).isNotEmpty();
    }

    @Test
    void buildingMakesTheConnectorsOnceAndThenChangesNothing() {
        String id = chat();
        send(id, "plan", PAID_ORDERS).expect(200);
        Reply built = send(id, "build", "build it").expect(200);

        assertThat(texts(built.json().at("/message/connectors"), "/outcome"))
                .hasSize(3)
                .isSubsetOf("created", "updated");
        assertThat(each(built.json().at("/message/connectors"))).allSatisfy(one -> {
            assertThat(one.at("/revision").asInt()).isPositive();
            assertThat(each(one.at("/reasons"))).isNotEmpty();
        });
        Reply again = send(id, "build", "").expect(200);
        assertThat(texts(again.json().at("/message/connectors"), "/outcome")).containsOnly("unchanged");
        assertThat(again.at("/message/text")).contains("nothing has changed");
    }

    @Test
    void aDirectRequirementIsBuiltWithoutBeingPlannedFirst() {
        String id = chat();
        Reply built = send(id, "build", "Send a text message with Pingwren").expect(200);

        assertThat(endpoints(built.json().at("/plan"))).anyMatch(one -> one.startsWith("POST"));
        assertThat(texts(built.json().at("/message/connectors"), "/outcome")).hasSize(1);
        assertThat(send(chat(), "build", "go ahead").expect(200).at("/message/text"))
                .contains("no plan to build");
    }

    @Test
    void questionsAreAnsweredAndIgnoredByText() {
        String id = chat();
        JsonNode plan = send(id, "plan", PAID_ORDERS).expect(200).json().at("/plan");
        List<String> ids = texts(plan.at("/questions"), "/id");
        String option = plan.at("/questions/0/options/1").asString();
        int first = Integer.parseInt(ids.get(0).substring(1));
        int second = Integer.parseInt(ids.get(1).substring(1));
        JsonNode changed = send(id, "plan", first + ": " + option + "\nignore " + second)
                .expect(200)
                .json();

        assertThat(changed.at("/plan/id")).isEqualTo(plan.at("/id"));
        assertThat(changed.at("/plan/questions/0/answer").asString()).isEqualTo(option);
        assertThat(changed.at("/plan/questions/1/ignored").asBoolean()).isTrue();
        assertThat(endpoints(changed.at("/plan"))).contains(option);
        assertThat(send(id, "plan", "99: yes").expect(200).at("/message/text")).contains("no question 99");
    }

    @Test
    void askingChangesNothingAndPointsIntoTheSpecs() {
        String integration = integration();
        String id = chat(integration);
        JsonNode plan = send(id, "plan", PAID_ORDERS).expect(200).json().at("/plan");
        Reply why = send(id, "ask", "Why did you choose POST /v3/invoices?").expect(200);

        assertThat(why.at("/message/text")).contains("POST /v3/invoices", "create an invoice in Ledgerly");
        assertThat(texts(why.json().at("/message/evidence"), "/pointer"))
                .contains("#/paths/~1v3~1invoices/post/summary");
        assertThat(send(id, "ask", "How do we log in to Ledgerly?").expect(200).at("/message/text"))
                .contains("oauth2");
        assertThat(send(id, "ask", "What is missing?").expect(200).at("/message/text"))
                .contains("clauses are covered");
        assertThat(send(id, "ask", "Which questions are open?").expect(200).at("/message/text"))
                .contains("open:");
        assertThat(send(id, "ask", "Is there an operation to delete a customer?")
                        .expect(200)
                        .at("/message/evidence/0/method"))
                .isNotNull();
        assertThat(send(id, "ask", "Which connectors are built?").expect(200).at("/message/text"))
                .contains("3 connectors", "draft");
        assertThat(send(id, "ask", "What does GET /orders take?").expect(200).at("/message/text"))
                .contains("query `");
        assertThat(get("/api/v1/plans/" + plan.at("/id").asString()).expect(200).json())
                .isEqualTo(plan);
        assertThat(get("/api/v1/chats/" + id).expect(200).at("/planId"))
                .isEqualTo(plan.at("/id").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u0000\u0007"})
    void aMessageWithoutTextIsRefused(String text) {
        send(chat(), "plan", text).expectProblem(400, "text-empty");
    }

    @Test
    void whatCannotBeIsRefusedClearly() {
        String id = chat();
        send(id, "plan", "create an order ".repeat(2_000)).expectProblem(400, "text-too-long");
        send(id, "dance", "hello").expectProblem(400, "invalid-request");
        post("/api/v1/chats/" + id + "/messages", "{\"text\":\"hello\"}").expectProblem(400, "invalid-request");
        post("/api/v1/chats/" + id + "/messages", "{\"mode\":\"plan\",\"text\":\"x\",\"colour\":1}")
                .expectProblem(400, "unknown-field");
        send(id, "plan", "hello", "\"specIds\":[\"nope\"]").expectProblem(404, "spec-not-found");
        send(id, "plan", "hello", "\"engine\":\"llm\"").expectProblem(400, "invalid-request");
        send(id, "plan", "hello", "\"engine\":\"magic\"").expectProblem(400, "invalid-request");
        send("nope", "plan", "hello").expectProblem(404, "chat-not-found");
        get("/api/v1/chats/nope").expectProblem(404, "chat-not-found");
        post("/api/v1/chats/nope/cancel", "").expectProblem(404, "chat-not-found");
        post("/api/v1/chats/" + id + "/messages", message("plan", "hello", ""), "Accept", "image/png")
                .expect(406);
        assertThat(each(get("/api/v1/chats/" + id).expect(200).json().at("/messages")))
                .isEmpty();
        assertThat(post("/api/v1/chats/" + id + "/cancel", "")
                        .expect(200)
                        .json()
                        .at("/cancelled")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void controlCharactersAndOverridesOfDirectionAreTakenOut() {
        String id = chat();
        send(id, "plan", "List the rooms\u0000 of \u202EParley\u0007.\r\nAnd users")
                .expect(200);

        assertThat(get("/api/v1/chats/" + id).expect(200).at("/messages/0/text"))
                .isEqualTo("List the rooms  of  Parley .\nAnd users");
    }
}
