package dev.ferrule.chat;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last event that a client has seen, as it comes back in {@code Last-Event-ID}. */
record EventId(String turnId, int number) {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{24})-(\\d{1,9})");

    static EventId of(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new Problem(
                    Kind.INVALID,
                    "invalid-last-event-id",
                    "Last-Event-ID must be the id of an event of this chat, as it was received.");
        }
        return new EventId(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }
}
