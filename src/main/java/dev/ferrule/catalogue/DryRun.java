package dev.ferrule.catalogue;

import dev.ferrule.problem.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parameter {@code dryRun} of a query, read without touching the body. What is neither yes nor no is refused: taken
 * for a no, it would do in earnest what was only to be tried.
 */
final class DryRun {

    private static final List<String> YES = List.of("true", "1", "yes", "on");
    private static final List<String> NO = List.of("false", "0", "no", "off");

    private DryRun() {}

    static boolean in(@Nullable String query) {
        for (String part : query == null ? new String[0] : query.split("&")) {
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            if (name.equals("dryRun")) {
                String value =
                        equals < 0 ? "" : decoded(part.substring(equals + 1)).toLowerCase(Locale.ROOT);
                if (!YES.contains(value) && !NO.contains(value)) {
                    throw Problem.invalid("/dryRun", "dryRun is true or false.");
                }
                return YES.contains(value);
            }
        }
        return false;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // no name and no value of ours then
        }
    }
}
