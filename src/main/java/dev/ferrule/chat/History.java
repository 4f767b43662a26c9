package dev.ferrule.chat;

import java.util.ArrayList;
import java.util.List;

/** A conversation so far, in the few words that a prompt has room for: what was agreed is told apart from it, whole. */
final class History {

    private static final int LONGEST = 6_000;
    private static final int LONGEST_MESSAGE = 900;

    private History() {}

    /** Without the message that is being answered. */
    static String of(Chat chat) {
        List<String> newest = new ArrayList<>();
        int room = LONGEST;
        List<Message> messages = chat.messages();
        for (int i = messages.size() - 2; i >= 0 && room > 0; i--) {
            Message message = messages.get(i);
            String who = message.role() == Message.Role.USER ? "User: " : "Ferrule: ";
            String line = who + Texts.shortened(message.text().strip(), LONGEST_MESSAGE);
            room -= line.length();
            newest.add(0, line);
        }
        List<String> lines = new ArrayList<>();
        if (!chat.digest().isEmpty()) {
            lines.add("Earlier, the user said:");
            chat.digest().forEach(line -> lines.add("- " + line));
        }
        lines.addAll(newest);
        return lines.isEmpty() ? "Nothing was said yet." : String.join("\n", lines);
    }
}
