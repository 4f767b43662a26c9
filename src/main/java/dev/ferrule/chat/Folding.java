package dev.ferrule.chat;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.util.ArrayList;
import java.util.List;

/** Keeps a chat's own document small: older messages go to pages, and leave a line each in the digest. */
final class Folding {

    private static final int MOST_MESSAGES = 60;
    private static final int MOST_WEIGHT = 400_000;
    private static final int KEPT = 12;
    private static final int MOST_PAGES = 40;
    private static final int MOST_LINES = 40;

    private Folding() {}

    static void checkRoom(Chat chat) {
        if (chat.pages() >= MOST_PAGES) {
            throw new Problem(
                    Kind.CONFLICT,
                    "chat-full",
                    "This chat is as long as one may be. Go on in a new one; plan and connectors stay.");
        }
    }

    /** For whoever has the turn. */
    static void fold(Chat chat, Turn turn, ChatStore store) {
        int weight = chat.messages().stream().mapToInt(Message::weight).sum();
        int count = chat.messages().size() - KEPT;
        if (count > 0 && (chat.messages().size() >= MOST_MESSAGES || weight > MOST_WEIGHT)) {
            store.move(chat, turn, count, digest(chat.digest(), chat.messages().subList(0, count)));
        } else if (weight > 4 * MOST_WEIGHT) {
            store.move(chat, turn, chat.messages().size() - 1, chat.digest());
        }
    }

    /** Only a memory aid: what was decided is kept apart and whole. */
    static List<String> digest(List<String> before, List<Message> folded) {
        List<String> lines = new ArrayList<>(before);
        for (Message message : folded) {
            if (message.role() == Message.Role.USER) {
                lines.add(message.mode().name().toLowerCase(java.util.Locale.ROOT) + ": "
                        + Texts.shortened(Texts.line(message.text()), 160));
            }
        }
        return List.copyOf(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
    }
}
