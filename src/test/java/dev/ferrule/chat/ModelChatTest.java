package dev.ferrule.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Asked;
import dev.ferrule.Reply;
import dev.ferrule.ScriptedModel;
import dev.ferrule.ScriptedModel.Answer;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.chat.EventStream.Received;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Conversations with a language model that the tests play, over HTTP on both sides. */
class ModelChatTest extends ChatSystems {

    @Autowired
    private Specs specs;

    private static final ScriptedModel MODEL = new ScriptedModel(asked -> Answer.status(503, "no script"));

    @DynamicPropertySource
    static void model(DynamicPropertyRegistry settings) {
        settings.add("ferrule.llm.base-url", MODEL::url);
        settings.add("ferrule.llm.api-key", () -> "sk-nobody-has-this-key");
        settings.add("ferrule.llm.model", () -> "scripted-1");
        settings.add("ferrule.llm.backoff", () -> "1ms");
    }

    @BeforeEach
    void forget() {
        MODEL.forget();
        MODEL.script(asked -> Answer.status(400, "not now"));
    }

    private static boolean isAsking(Asked asked) {
        return asked.system().startsWith("You answer");
    }

    /** A chat with a plan of the rules; what is then said goes to the model. */
    private String planned() {
        String id = chat();
        send(id, "plan", PAID_ORDERS).expect(200);
        return id;
    }

    private EventStream stream(String id, String mode, String text) {
        return EventStream.open(request("/api/v1/chats/" + id + "/messages", "Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message(mode, text, "\"engine\":\"llm\""))));
    }

    @Test
    void aQuestionIsAnsweredInTheModelsWordsFromWhatTheRulesFound() {
        String id = planned();
        MODEL.script(asked -> Answer.text("Invoices are made by POST /v3/invoices, after an order was paid."));
        List<Received> events;
        try (EventStream stream = stream(id, "ask", "How are invoices made?")) {
            events = stream.rest();
        }
        JsonNode message = events.get(events.size() - 1).json().at("/message");

        assertThat(events.stream()
                        .filter(event -> event.name().equals("token"))
                        .map(event -> event.json().at("/text").asString())
                        .collect(Collectors.joining()))
                .isEqualTo("Invoices are made by POST /v3/invoices, after an order was paid.")
                .isEqualTo(message.at("/text").asString());
        assertThat(message.at("/engine/kind").asString()).isEqualTo("llm");
        assertThat(message.at("/engine/prompts").toString()).isEqualTo("[\"ask/2\"]");
        assertThat(message.at("/usage/promptTokens").asInt()).isPositive();
        Asked asked = MODEL.asked().get(0);
        assertThat(isAsking(asked)).isTrue();
        assertThat(String.join("\n", asked.block("context"))).contains("POST /v3/invoices", "Ledgerly");
        assertThat(String.join("\n", asked.block("history"))).contains("User: " + PAID_ORDERS);
    }

    @Test
    void whatTheModelMakesUpIsLeftOutOrSaidToBeMadeUp() {
        String id = planned();
        MODEL.script(asked -> Answer.text(
                "Call DELETE /v3/everything, see https://evil.example/?k=1 or [this](javascript:alert(1)) ."));
        String text = send(id, "ask", "How are invoices deleted?", "\"engine\":\"llm\"")
                .expect(200)
                .at("/message/text");

        assertThat(text)
                .doesNotContain("evil.example", "javascript:")
                .contains("(address left out)", "Not in the specs, so not to be relied on: DELETE /v3/everything.");
    }

    @Test
    void theRulesAnswerWhenTheModelCannot() {
        String id = planned();
        for (Answer failure : List.of(
                Answer.status(500, "broken"),
                Answer.cut("Invoices are", 8),
                Answer.text(""),
                Answer.status(401, "no"))) {
            MODEL.script(asked -> failure);
            Reply answered = send(id, "ask", "Which questions are open?", "\"engine\":\"llm\"")
                    .expect(200);

            assertThat(answered.at("/message/text")).contains("open:").doesNotContain("Invoices are");
            assertThat(texts(answered.json().at("/message/steps"), "/kind")).contains("fallback");
            assertThat(answered.at("/message/engine/kind")).isEqualTo("offline");
        }
    }

    @Test
    void aChangeThatTheRulesDoNotUnderstandIsUnderstoodByTheModel() {
        String id = planned();
        MODEL.script(asked -> asked.system().startsWith("A plan for")
                ? Answer.structured(Map.of(
                        "requirement",
                        "When an order is paid in Northcart, create an invoice in Ledgerly.",
                        "unwanted",
                        List.of(),
                        "answers",
                        List.of(),
                        "reply",
                        "The team is no longer told."))
                : Answer.status(400, "the rules plan"));
        Reply changed = send(id, "plan", "My team does not want any messages any more", "\"engine\":\"llm\"")
                .expect(200);

        assertThat(changed.at("/plan/requirement"))
                .isEqualTo("When an order is paid in Northcart, create an invoice in Ledgerly.");
        assertThat(changed.at("/message/text")).contains("The team is no longer told.");
        assertThat(systems(changed.json().at("/plan"))).noneMatch(name -> name.contains("Parley"));
        assertThat(changed.at("/plan/engine/kind")).isEqualTo("offline");
        assertThat(changed.json().at("/message/usage/promptTokens").asInt())
                .as("understanding it was the model's work, though the rules planned")
                .isEqualTo(1_000);
        assertThat(changed.json().at("/message/usage/rounds").asInt()).isEqualTo(1);
    }

    @Test
    void aModelThatRefinesBadlyChangesNoMoreThanTheRulesWould() {
        String id = planned();
        MODEL.script(asked -> asked.system().startsWith("A plan for")
                ? Answer.structured(
                        Map.of("requirement", "", "unwanted", List.of(99), "answers", List.of(), "reply", "done"))
                : Answer.status(400, "the rules plan"));
        Reply changed = send(id, "plan", "Also list the rooms in Parley", "\"engine\":\"llm\"")
                .expect(200);

        assertThat(changed.at("/plan/requirement")).isEqualTo(PAID_ORDERS + "\nAlso list the rooms in Parley");
    }

    @Test
    void cancellingStopsTheModelsCall() throws InterruptedException {
        String id = planned();
        MODEL.script(asked -> Answer.endless("and "));
        try (EventStream stream = stream(id, "ask", "How are invoices made?")) {
            Received event = stream.next();
            while (!event.name().equals("token")) {
                event = stream.next();
            }
            post("/api/v1/chats/" + id + "/cancel", "").expect(200);
            List<Received> rest = stream.rest();
            JsonNode message = rest.get(rest.size() - 1).json().at("/message");
            assertThat(message.at("/state").asString()).isEqualTo("cancelled");
            assertThat(message.at("/text").asString()).startsWith("and ");
        }
        assertThat(MODEL.asked().get(0).gone().await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(get("/api/v1/chats/" + id).expect(200).at("/state")).isEqualTo("idle");
    }

    private static final String OTHERS = """
            {"openapi":"3.0.3","info":{"title":"Quarrelsome Ledger","version":"1"},
             "paths":{"/quarrels":{"get":{"summary":"List quarrels","responses":{"200":{"description":"ok"}}}}}}""";

    /** What the tool said that was called last before the n-th question. */
    private static String result(int question) {
        JsonNode messages = MODEL.asked().get(question).body().at("/messages");
        return messages.get(messages.size() - 1).at("/content").asString();
    }

    private Reply asked(String id, Answer... answers) {
        Iterator<Answer> next = List.of(answers).iterator();
        MODEL.script(asked -> next.hasNext() ? next.next() : Answer.text("That is all."));
        return send(id, "ask", "What else is there?", "\"engine\":\"llm\"").expect(200);
    }

    @Test
    void aModelLooksFurtherByToolsAndTheAnswerPointsAtWhatTheyShowed() {
        String id = chat();
        Reply answered = asked(
                id,
                Answer.tools("find_systems", "{\"text\":\"Pingwren\"}"),
                Answer.tools(
                        "search_operations", "{\"system\":\"Pingwren Messaging\",\"text\":\"send a text message\"}"),
                Answer.text("Pingwren has POST /sms for that, and no POST /carrier-pigeons ."));

        assertThat(result(1))
                .startsWith("<<<result\n")
                .contains("Pingwren Messaging")
                .endsWith("\nresult>>>");
        assertThat(result(2)).contains("POST /sms, Send a text message").hasSizeLessThan(3_100);
        assertThat(answered.at("/message/text"))
                .endsWith("Not in the specs, so not to be relied on: POST /carrier-pigeons.");
        assertThat(texts(answered.json().at("/message/evidence"), "/path")).contains("/sms");
        assertThat(texts(answered.json().at("/message/steps"), "/kind").stream().filter("tool"::equals))
                .hasSize(2);

        asked(id, Answer.text("Yes."));
        assertThat(MODEL.asked().get(3).block("context")).anyMatch(line -> line.contains("Pingwren Messaging, "));
    }

    @Test
    void anOperationIsDescribedAndAuthListedByTheIdsThatAToolGave() {
        asked(
                chat(),
                Answer.tools("search_operations", "{\"system\":\"\",\"text\":\"send a text message Pingwren sms\"}"),
                Answer.tools(
                        "describe_operation", "{\"operation\":\"o1\"}", "list_auth_methods", "{\"system\":\"s1\"}"),
                Answer.tools("outline_resources", "{\"system\":\"s1\",\"text\":\"\"}"));

        JsonNode messages = MODEL.asked().get(2).body().at("/messages");
        assertThat(messages.get(messages.size() - 2).at("/content").asString()).contains("- answers ");
        assertThat(result(2)).contains("\n- ");
        assertThat(result(3)).contains("Resources of ");
    }

    @Test
    void unknownToolsMalformedArgumentsAndGuessedIdsShowNothing() {
        Reply answered = asked(
                chat(),
                Answer.tools("delete_spec", "{}"),
                Answer.tools("search_operations", "not json"),
                Answer.tools("search_operations", "{\"system\":[1],\"text\":{}}"),
                Answer.tools("describe_operation", "{\"operation\":\"o77\"}"));

        assertThat(result(1)).contains("There is no such tool.");
        assertThat(result(2)).contains("The arguments are no JSON object.");
        assertThat(result(3)).contains("Say in 'text'");
        assertThat(result(4)).contains("There is no such operation.");
        assertThat(answered.at("/message/text")).isEqualTo("That is all.");
        assertThat(texts(answered.json().at("/message/steps"), "/kind")).contains("tool", "refuse");
    }

    @Test
    void aSpecOfAnotherOrganisationIsNoSuchSpec() {
        String foreign = specs.add("somebody-else", OTHERS.getBytes(StandardCharsets.UTF_8))
                .spec()
                .id();
        Reply answered = asked(
                chat(),
                Answer.tools("outline_resources", "{\"system\":\"" + foreign + "\",\"text\":\"\"}"),
                Answer.tools("find_systems", "{\"text\":\"Quarrelsome Ledger\"}"),
                Answer.tools("search_operations", "{\"system\":\"\",\"text\":\"list quarrels\"}"),
                Answer.tools("list_auth_methods", "{\"system\":\"Quarrelsome Ledger\"}"),
                Answer.text("It has GET /quarrels ."));

        assertThat(result(1)).contains("There is no such spec.");
        assertThat(result(2)).doesNotContain("Quarrel");
        assertThat(result(3)).doesNotContain("quarrels");
        assertThat(result(4)).contains("There is no such spec.");
        assertThat(answered.at("/message/text")).contains("not to be relied on: GET /quarrels.");
    }

    @Test
    void anEndlessLoopOfToolsEndsWithAnAnswer() {
        String id = chat();
        MODEL.script(asked -> asked.body().has("tools")
                ? Answer.tools("find_systems", "{\"text\":\"again\"}")
                : Answer.text("Enough."));
        assertThat(send(id, "ask", "And then?", "\"engine\":\"llm\"")
                        .expect(200)
                        .at("/message/text"))
                .isEqualTo("Enough.");
        assertThat(MODEL.asked()).hasSize(6);
    }
}
