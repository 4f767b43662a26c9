package dev.ferrule.mock;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One name with its value, of a query, a form or a cookie header.
 *
 * @param name decoded
 * @param value as it was sent, for a style may have put delimiters into it
 */
record Pair(String name, String value) {

    /** Of a query or a form, where a plus sign is a space. */
    static List<Pair> ofForm(@Nullable String text) {
        return of(text == null ? "" : text.replace("+", "%20"), "&");
    }

    static List<Pair> ofCookies(List<String> headers) {
        return headers.stream().flatMap(header -> of(header, ";").stream()).toList();
    }

    private static List<Pair> of(String text, String separator) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : text.split(separator)) {
            String[] both = part.strip().split("=", 2);
            if (!both[0].isEmpty()) {
                pairs.add(new Pair(PathPattern.decoded(both[0]), both.length == 1 ? "" : both[1]));
            }
        }
        return pairs;
    }
}
