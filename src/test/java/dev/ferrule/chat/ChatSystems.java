package dev.ferrule.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running application with the sample systems, and what tests of conversations ask of it. */
abstract class ChatSystems extends RunningFerrule {

    static final String PAID_ORDERS =
            "When an order is paid in Northcart, create an invoice in Ledgerly and tell the team in Parley.";

    /** The id of a new chat of a new integration. */
    String chat() {
        return chat(integration());
    }

    String chat(String integrationId) {
        return post("/api/v1/integrations/" + integrationId + "/chats", "{}")
                .expect(201)
                .at("/id");
    }

    String integration() {
        return post("/api/v1/integrations", "{\"name\":\"" + UUID.randomUUID() + "\"}")
                .expect(201)
                .at("/id");
    }

    Reply send(String chatId, String mode, String text) {
        return send(chatId, mode, text, "\"engine\":\"offline\"");
    }

    /** @param more members of the message, such as {@code "specIds":[…]} */
    Reply send(String chatId, String mode, String text, String more) {
        return post("/api/v1/chats/" + chatId + "/messages", message(mode, text, more));
    }

    static String message(String mode, String text, String more) {
        return "{\"mode\":\"" + mode + "\",\"text\":" + quoted(text) + (more.isEmpty() ? "" : "," + more) + "}";
    }

    static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    String specId(String title) {
        Reply specs = get("/api/v1/specs?q=" + title).expect(200);
        assertThat(specs.json().at("/items").size())
                .as("specs called %s", title)
                .isPositive();
        return specs.at("/items/0/id");
    }

    static List<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static List<String> texts(JsonNode array, String field) {
        return each(array).stream().map(node -> node.at(field).asString()).toList();
    }

    /** "METHOD /path" of a plan. */
    static List<String> endpoints(JsonNode plan) {
        return each(plan.at("/systems")).stream()
                .flatMap(system -> each(system.at("/endpoints")).stream())
                .map(one -> one.at("/method").asString() + " " + one.at("/path").asString())
                .toList();
    }

    static List<String> systems(JsonNode plan) {
        return texts(plan.at("/systems"), "/name");
    }
}
