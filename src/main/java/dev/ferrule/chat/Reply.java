package dev.ferrule.chat;

import dev.ferrule.planning.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What answering a message came to, before it is kept.
 *
 * @param plan the one that is talked about now; null: none, or as before
 * @param agreed null: nothing has changed
 */
record Reply(
        String text,
        @Nullable Plan plan,
        @Nullable Agreed agreed,
        Plan.@Nullable Engine engine,
        List<Message.Attached> attachments,
        List<Message.Building> connectors,
        List<Message.Pointer> evidence) {

    static Reply of(String text) {
        return new Reply(text, null, null, null, List.of(), List.of(), List.of());
    }

    Reply about(Plan some) {
        return new Reply(text, some, agreed, some.engine(), attachments, connectors, evidence);
    }

    Reply agreeing(Agreed now) {
        return new Reply(text, plan, now, engine, attachments, connectors, evidence);
    }

    Reply with(List<Message.Attached> some) {
        return new Reply(text, plan, agreed, engine, some, connectors, evidence);
    }

    Reply pointing(List<Message.Pointer> some) {
        return new Reply(text, plan, agreed, engine, attachments, connectors, some);
    }
}
