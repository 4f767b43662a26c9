package dev.ferrule.chat;

import dev.ferrule.connector.Integrations;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The chats of an integration. */
@Service
class Chats {

    static final int MOST_OF_INTEGRATION = 500;

    private final ChatStore store;
    private final Integrations integrations;

    Chats(ChatStore store, Integrations integrations) {
        this.store = store;
        this.integrations = integrations;
    }

    Chat create(String org, String integrationId, @Nullable String title) {
        integrations.get(org, integrationId);
        if (store.count(org, integrationId) >= MOST_OF_INTEGRATION) {
            throw new Problem(
                    Kind.CONFLICT,
                    "too-many-chats",
                    "An integration may have " + MOST_OF_INTEGRATION + " chats. Delete one that is no longer needed.");
        }
        String name = title == null ? Chat.UNTITLED : Titles.checked(title);
        return store.insert(Chat.blank(new ObjectId().toHexString(), org, integrationId, name, ChatStore.now()));
    }

    Page<Chat> list(String org, String integrationId, int limit, @Nullable String cursor) {
        integrations.get(org, integrationId);
        int size = Page.checkedLimit(limit);
        List<Chat> found = store.list(org, integrationId, cursor, size + 1);
        return Page.of(found, size, Chat::id);
    }
}
