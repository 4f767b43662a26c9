package dev.ferrule.chat;

import dev.ferrule.planning.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message with all that came with it, in the chat in which it was said.
 *
 * @param text without the at signs of mentions
 * @param named the specs that it binds itself to: given, mentioned and attached
 * @param bound whether that replaces what the chat was bound to before, rather than joins it
 * @param unknown mentions of nothing
 * @param plan the chat's; null: there is none yet
 */
record Said(
        Chat chat,
        Mode mode,
        String text,
        List<String> named,
        boolean bound,
        List<String> unknown,
        Attachments.Read read,
        @Nullable String engine,
        @Nullable Plan plan) {

    String org() {
        return chat.org();
    }
}
