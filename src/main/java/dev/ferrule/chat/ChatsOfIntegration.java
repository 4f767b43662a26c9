package dev.ferrule.chat;

import dev.ferrule.connector.IntegrationPart;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets an integration's chats go with it. */
@Component
class ChatsOfIntegration implements IntegrationPart {

    private final ChatStore store;

    ChatsOfIntegration(ChatStore store) {
        this.store = store;
    }

    @Override
    public void removeWith(String org, String integrationId) {
        for (List<Chat> some = store.list(org, integrationId, null, 100);
                !some.isEmpty();
                some = store.list(org, integrationId, null, 100)) {
            some.forEach(store::remove);
        }
    }
}
