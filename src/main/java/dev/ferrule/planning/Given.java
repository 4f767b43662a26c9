package dev.ferrule.planning;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Makes something of what a language model gave, which may be missing, null, too much or of another kind. */
final class Given {

    private static final int LONGEST = 300;

    private Given() {}

    static String text(@Nullable String text) {
        return text == null ? "" : Cut.line(text, LONGEST);
    }

    static List<String> texts(@Nullable List<String> texts, int most) {
        return list(texts, most).stream()
                .map(Given::text)
                .filter(text -> !text.isBlank())
                .toList();
    }

    static <T> List<T> list(@Nullable List<T> list, int most) {
        List<T> some = new ArrayList<>();
        if (list != null) {
            for (@Nullable T one : list) {
                if (one != null && some.size() < most) {
                    some.add(one);
                }
            }
        }
        return List.copyOf(some);
    }

    static JsonNode node(@Nullable JsonNode node) {
        return node == null ? MissingNode.getInstance() : node;
    }

    /** A whole number, also one that is written as text; -1 for whatever else. */
    static int number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToInt()) {
            return Math.max(-1, node.intValue());
        }
        String text = node.isString() ? node.stringValue().strip() : "";
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    }
}
