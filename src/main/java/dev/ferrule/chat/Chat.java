package dev.ferrule.chat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * One conversation about an integration. Its newest messages are here; older ones are in {@link MessagePage}s, so that
 * neither grows without end.
 *
 * @param planId the plan that is talked about; null: none yet
 * @param agreed what the conversation has come to: it outlives every message
 * @param digest a line for each exchange that is no longer among the newest messages, for a language model's prompt
 * @param messages the newest ones, oldest first; empty in lists
 * @param pages how many pages of older messages there are
 * @param turn the message that is being answered; null: none is
 * @param version counts the changes, for the ETag
 */
@Document("chats")
record Chat(
        @MongoId String id,
        @JsonIgnore String org,
        String integrationId,
        String title,
        @Nullable String planId,
        Agreed agreed,
        @JsonIgnore List<String> digest,
        List<Message> messages,
        @JsonIgnore int pages,
        @JsonIgnore @Nullable Turn turn,
        @JsonIgnore long version,
        Instant createdAt,
        Instant updatedAt) {

    static final String UNTITLED = "New chat";

    Chat {
        messages = messages == null ? List.of() : List.copyOf(messages);
        digest = digest == null ? List.of() : List.copyOf(digest);
    }

    static Chat blank(String id, String org, String integrationId, String title, Instant now) {
        return new Chat(
                id, org, integrationId, title, null, Agreed.NOTHING, List.of(), List.of(), 0, null, 0, now, now);
    }

    /** {@code running} while a message is being answered. */
    @JsonProperty
    String state() {
        return turn == null ? "idle" : "running";
    }

    Chat withoutMessages() {
        return withMessages(List.of());
    }

    Chat withMessages(List<Message> all) {
        return new Chat(
                id, org, integrationId, title, planId, agreed, digest, all, pages, turn, version, createdAt, updatedAt);
    }
}
