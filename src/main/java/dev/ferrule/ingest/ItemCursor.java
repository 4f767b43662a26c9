package dev.ferrule.ingest;

import dev.ferrule.problem.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the next page of items begins. */
record ItemCursor(int piece, int item) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,7})-(\\d{1,7})");

    static ItemCursor of(@Nullable String text) {
        if (text == null) {
            return new ItemCursor(0, 0);
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw Problem.invalid("/cursor", "cursor must be the nextCursor of the list's previous page.");
        }
        return new ItemCursor(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    String text() {
        return piece + "-" + item;
    }
}
