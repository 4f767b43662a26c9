package dev.ferrule.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.Reply;
import dev.ferrule.chat.EventStream.Received;
import dev.ferrule.problem.Problem;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may answer when, what cancelling does, and what is left when a process dies. */
@TestPropertySource(
        properties = {
            "ferrule.egress.allow-private=true",
            "ferrule.chat.heartbeat=50ms",
            "ferrule.chat.lease=500ms",
            "ferrule.chat.running=8",
            "ferrule.chat.waiting=16"
        })
class TurnsTest extends ChatSystems {

    @Autowired
    private ChatStore store;

    @Autowired
    private Conversation conversation;

    @Autowired
    private ChatSettings settings;

    private EventStream held(String chatId, HeldServer server) {
        return EventStream.open(request("/api/v1/chats/" + chatId + "/messages", "Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message("plan", PAID_ORDERS, attached(server.url())))));
    }

    private static String attached(String url) {
        return "\"engine\":\"offline\",\"attachments\":[{\"kind\":\"text\",\"url\":\"" + url + "\"}]";
    }

    @Test
    void aSecondMessageIsRefusedWhileOneIsAnsweredAndNothingMixes() {
        String id = chat();
        try (HeldServer server = new HeldServer("Never refund anything.");
                EventStream stream = held(id, server)) {
            server.awaitAsked();
            send(id, "ask", "What is missing?").expectProblem(409, "chat-busy");
            JsonNode during = get("/api/v1/chats/" + id).expect(200).json();
            assertThat(during.at("/state").asString()).isEqualTo("running");
            assertThat(each(during.at("/messages"))).hasSize(1);
            server.release();
            stream.rest();
        }
        JsonNode after = get("/api/v1/chats/" + id).expect(200).json();
        assertThat(after.at("/state").asString()).isEqualTo("idle");
        assertThat(texts(after.at("/messages"), "/state")).containsExactly("complete", "complete");
        assertThat(after.at("/messages/1/attachments/0/kind").asString()).isEqualTo("text");
        assertThat(after.at("/agreed/parts/1").asString()).isEqualTo("Never refund anything.");
    }

    @Test
    void ofManyMessagesAtOnceExactlyThoseThatWereTakenAreKept() throws Exception {
        String id = chat();
        ExecutorService senders = Executors.newFixedThreadPool(8);
        List<CompletableFuture<Reply>> sent = IntStream.range(0, 24)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> send(id, "ask", "What is missing? " + i), senders))
                .toList();
        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<Reply> one : sent) {
            statuses.add(one.get().status());
        }
        senders.shutdown();
        assertThat(statuses).containsOnly(200, 409).contains(200);
        JsonNode messages = get("/api/v1/chats/" + id).expect(200).json().at("/messages");
        long taken = statuses.stream().filter(status -> status == 200).count();
        assertThat(each(messages)).hasSize((int) (2 * taken));
        for (int i = 0; i < messages.size(); i += 2) {
            assertThat(messages.get(i).at("/role").asString()).isEqualTo("user");
            assertThat(messages.get(i + 1).at("/inReplyTo"))
                    .isEqualTo(messages.get(i).at("/id"));
        }
    }

    @Test
    void cancellingEndsTheWorkAndFreesTheChat() {
        String id = chat();
        try (HeldServer server = new HeldServer("x");
                EventStream stream = held(id, server)) {
            server.awaitAsked();
            assertThat(post("/api/v1/chats/" + id + "/cancel", "")
                            .expect(200)
                            .json()
                            .at("/cancelled")
                            .asBoolean())
                    .isTrue();
            List<Received> events = stream.rest();
            Received last = events.get(events.size() - 1);
            assertThat(last.name()).isEqualTo("done");
            assertThat(last.json().at("/message/state").asString()).isEqualTo("cancelled");
        }
        assertThat(get("/api/v1/chats/" + id).expect(200).at("/planId")).isNull();
        send(id, "plan", PAID_ORDERS).expect(200);
    }

    @Test
    void aSilentStreamSaysThatItIsThere() {
        String id = chat();
        try (HeldServer server = new HeldServer("Never refund anything.");
                EventStream stream = held(id, server)) {
            server.awaitAsked();
            EventStream other =
                    EventStream.open(request("/api/v1/chats/" + id + "/events").GET());
            assertThat(other.next().json().at("/kind").asString()).isEqualTo("accepted");
            assertThat(other.next().json().at("/kind").asString()).isEqualTo("attachment");
            CompletableFuture<Received> next = CompletableFuture.supplyAsync(other::next);
            while (other.comments.isEmpty() && !next.isDone()) {
                Thread.onSpinWait();
            }
            server.release();
            assertThat(next.join()).isNotNull();
            other.close();
            stream.rest();
        }
    }

    @Test
    void whatAProcessLeftUnansweredShowsAsInterruptedAndTheChatGoesOn() {
        String id = chat();
        left(id, Instant.now().plus(Duration.ofHours(1)));

        JsonNode chat = get("/api/v1/chats/" + id).expect(200).json();
        assertThat(chat.at("/state").asString()).isEqualTo("idle");
        assertThat(texts(chat.at("/messages"), "/state")).containsExactly("complete", "interrupted");
        try (EventStream stream =
                EventStream.open(request("/api/v1/chats/" + id + "/events").GET())) {
            assertThat(stream.next().json().at("/message/state").asString()).isEqualTo("interrupted");
        }
        send(id, "plan", PAID_ORDERS).expect(200);
        assertThat(each(get("/api/v1/chats/" + id).expect(200).json().at("/messages")))
                .hasSize(4);
    }

    /** What is in the database when a process dies in mid-turn. */
    private Turn left(String id, Instant until) {
        Chat chat = store.get("default", id);
        Instant now = ChatStore.now();
        Message question = Message.asked(new ObjectId().toHexString(), Mode.PLAN, "list the rooms", List.of(), now);
        Turn turn = new Turn(
                new ObjectId().toHexString(),
                new ObjectId().toHexString(),
                question.id(),
                Mode.PLAN,
                false,
                now,
                until);
        assertThat(store.claim(chat, turn, question)).isNotNull();
        return turn;
    }

    @Test
    void anotherProcessKeepsOutUntilTheLeaseHasRunOut() {
        String id = chat();
        Turns another = new Turns(store, conversation, JsonMapper.shared(), settings, "mongodb://shared");
        Incoming message = new Incoming(Mode.ASK, "What is missing?", List.of(), List.of(), "offline");
        Turn turn = left(id, Instant.now().plus(Duration.ofHours(1)));
        assertThatThrownBy(() -> another.start("default", id, message))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("chat-busy"));
        assertThat(another.cancel("default", id)).isTrue();
        assertThat(store.get("default", id).turn().cancelled()).isTrue();
        store.renew(id, turn, Instant.now().minusSeconds(1));

        assertThat(another.start("default", id, message)
                        .result()
                        .join()
                        .message()
                        .state())
                .isEqualTo(Message.State.COMPLETE);
        assertThat(store.finish(
                        id,
                        turn,
                        Message.broken(turn, Message.State.COMPLETE, "late", List.of(), null, null, ChatStore.now()),
                        null,
                        null))
                .isNull();
        assertThat(texts(get("/api/v1/chats/" + id).expect(200).json().at("/messages"), "/state"))
                .containsExactly("complete", "interrupted", "complete", "complete");
        another.stop();
    }

    @Test
    void tooManyMessagesAtOnceAreRefusedAndTakenLater() {
        try (HeldServer server = new HeldServer("Never refund anything.")) {
            List<EventStream> streams = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                EventStream stream = held(chat(), server);
                assertThat(stream.status).isEqualTo(200);
                assertThat(stream.next().json().at("/kind").asString()).isEqualTo("accepted");
                streams.add(stream);
            }
            String late = chat();
            send(late, "ask", "What is missing?").expectProblem(429, "too-many-turns");
            assertThat(each(get("/api/v1/chats/" + late).expect(200).json().at("/messages")))
                    .isEmpty();
            server.release();
            streams.forEach(stream -> {
                List<Received> events = stream.rest();
                assertThat(events.get(events.size() - 1).name()).isEqualTo("done");
                stream.close();
            });
            send(late, "ask", "What is missing?").expect(200);
        }
    }

    @Test
    void aChatThatIsDeletedWhileItIsAnsweredStaysDeleted() {
        String id = chat();
        try (HeldServer server = new HeldServer("x");
                EventStream stream = held(id, server)) {
            server.awaitAsked();
            delete("/api/v1/chats/" + id).expect(204);
            List<Received> events = stream.rest();
            assertThat(events.get(events.size() - 1).name()).isIn("done", "error");
        }
        get("/api/v1/chats/" + id).expectProblem(404, "chat-not-found");
    }
}
