package dev.ferrule.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.chat.EventStream.Received;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What one sees who listens while a message is answered. */
class ChatStreamTest extends ChatSystems {

    private EventStream stream(String chatId, String mode, String text, String... headers) {
        HttpRequest.Builder request = request(
                        "/api/v1/chats/" + chatId + "/messages", "Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message(mode, text, "\"engine\":\"offline\"")));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return EventStream.open(request);
    }

    private EventStream events(String chatId, String... headers) {
        return EventStream.open(
                request("/api/v1/chats/" + chatId + "/events", headers).GET());
    }

    private static List<String> names(List<Received> events) {
        return events.stream().map(Received::name).distinct().toList();
    }

    @Test
    void aPlanIsStreamedStepByStepWithIdsAndItsMessageAtTheEnd() {
        String id = chat();
        try (EventStream stream = stream(id, "plan", PAID_ORDERS)) {
            assertThat(stream.status).isEqualTo(200);
            assertThat(stream.contentType).startsWith("text/event-stream");
            List<Received> events = stream.rest();

            assertThat(names(events)).containsExactly("step", "plan", "question", "token", "done");
            assertThat(events.get(0).json().at("/kind").asString()).isEqualTo("accepted");
            assertThat(events.stream().map(Received::id))
                    .doesNotHaveDuplicates()
                    .allMatch(one -> !one.isEmpty());
            Received done = events.get(events.size() - 1);
            assertThat(get("/api/v1/chats/" + id).expect(200).json().at("/messages/1"))
                    .isEqualTo(done.json().at("/message"));
            String text = events.stream()
                    .filter(event -> event.name().equals("token"))
                    .map(event -> event.json().at("/text").asString())
                    .collect(Collectors.joining());
            assertThat(text).isEqualTo(done.json().at("/message/text").asString());
            JsonNode plan = events.stream()
                    .filter(event -> event.name().equals("plan"))
                    .findFirst()
                    .orElseThrow()
                    .json();
            assertThat(get("/api/v1/plans/" + plan.at("/id").asString())
                            .expect(200)
                            .json())
                    .isEqualTo(plan);
        }
    }

    @Test
    void buildingTellsOfEachConnector() {
        String id = chat();
        send(id, "plan", PAID_ORDERS).expect(200);
        try (EventStream stream = stream(id, "build", "")) {
            List<Received> built = stream.rest().stream()
                    .filter(event -> event.name().equals("connector"))
                    .toList();
            assertThat(built).hasSize(3);
            assertThat(built)
                    .allSatisfy(one ->
                            assertThat(one.json().at("/outcome").asString()).isIn("created", "updated"));
        }
    }

    @Test
    void whoComesBackGetsTheRestAndNothingTwice() {
        String id = chat();
        Received third;
        try (EventStream stream = stream(id, "plan", PAID_ORDERS)) {
            stream.next();
            stream.next();
            third = stream.next();
        }
        List<Received> rest;
        try (EventStream again = events(id, "Last-Event-ID", third.id())) {
            rest = again.rest();
        }
        assertThat(rest).isNotEmpty();
        assertThat(number(rest.get(0))).isEqualTo(number(third) + 1);
        assertThat(rest.get(rest.size() - 1).name()).isEqualTo("done");
        try (EventStream posted = stream(id, "plan", PAID_ORDERS, "Last-Event-ID", third.id())) {
            assertThat(posted.rest()).isEqualTo(rest);
        }
        try (EventStream over =
                events(id, "Last-Event-ID", rest.get(rest.size() - 1).id())) {
            assertThat(over.status).isEqualTo(204);
        }
        assertThat(each(get("/api/v1/chats/" + id).expect(200).json().at("/messages")))
                .hasSize(2);
    }

    private static int number(Received event) {
        return Integer.parseInt(event.id().substring(event.id().indexOf('-') + 1));
    }

    @Test
    void aDroppedClientLosesNothing() {
        String id = chat();
        try (EventStream stream = stream(id, "plan", PAID_ORDERS)) {
            stream.next();
        }
        try (EventStream again = events(id)) {
            assertThat(names(again.rest())).endsWith("done");
        }
        JsonNode messages = get("/api/v1/chats/" + id).expect(200).json().at("/messages");
        assertThat(texts(messages, "/state")).containsExactly("complete", "complete");
    }

    @Test
    void anAnswerThatFailsEndsInAnErrorAndIsKept() {
        String id = chat();
        try (EventStream stream = stream(id, "plan", "😀 12345")) {
            List<Received> events = stream.rest();
            Received last = events.get(events.size() - 1);
            assertThat(last.name()).isEqualTo("error");
            assertThat(last.json().at("/code").asString()).isEqualTo("requirement-empty");
            assertThat(last.json().at("/status").asInt()).isEqualTo(400);
        }
        JsonNode answer = get("/api/v1/chats/" + id).expect(200).json().at("/messages/1");
        assertThat(answer.at("/state").asString()).isEqualTo("failed");
        assertThat(answer.at("/failure/code").asString()).isEqualTo("requirement-empty");
        send(id, "plan", PAID_ORDERS).expect(200);
    }

    @Test
    void whatIsRefusedBeforeTheStreamBeginsIsAProblem() {
        try (EventStream stream = stream("nope", "plan", PAID_ORDERS)) {
            assertThat(stream.status).isEqualTo(404);
            assertThat(stream.contentType).startsWith("application/problem+json");
            assertThat(stream.text()).contains("chat-not-found");
        }
    }

    @Test
    void aChatWithoutMessagesHasNothingToListenTo() {
        try (EventStream stream = events(chat())) {
            assertThat(stream.status).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "-1", "%00", "ffffffffffffffffffffffff-", "ffffffffffffffffffffffff-99999999999"})
    void aLastEventIdThatIsNoneIsRefused(String garbage) {
        get("/api/v1/chats/" + chat() + "/events", "Last-Event-ID", garbage)
                .expectProblem(400, "invalid-last-event-id");
    }

    @Test
    void anEventOfAnotherChatIsNotThere() {
        String id = chat();
        String other;
        try (EventStream stream = stream(id, "ask", "Which rooms are there?")) {
            other = stream.next().id();
            stream.rest();
        }
        get("/api/v1/chats/" + chat() + "/events", "Last-Event-ID", other).expectProblem(404, "turn-not-found");
    }
}
