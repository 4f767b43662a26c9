package dev.ferrule.chat;

import dev.ferrule.problem.Problem;
import java.util.Locale;

/** Names of chats: given ones are checked, and the first message makes one where none was given. */
final class Titles {

    static final int LONGEST = 200;
    private static final int MADE = 60;

    private Titles() {}

    static String checked(String title) {
        String line = Texts.line(title);
        if (line.isEmpty() || line.length() > LONGEST) {
            throw Problem.invalid("/title", "A title has 1 to " + LONGEST + " characters.");
        }
        return line;
    }

    static String of(String text) {
        String line = Texts.shortened(Texts.line(text), MADE);
        return line.isEmpty() ? Chat.UNTITLED : line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
    }
}
