package dev.ferrule.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Pointers (RFC 6901), and texts short enough for a message. */
final class Pointers {

    private Pointers() {}

    /** One step of a pointer. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** What it points to in plain Java; {@code -} is the last item of a list. Null: nothing. */
    static @Nullable Object value(@Nullable Object root, String pointer) {
        Object now = root;
        if (!pointer.isEmpty()) {
            for (String step : pointer.substring(1).split("/", -1)) {
                now = step(now, step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return now;
    }

    private static @Nullable Object step(@Nullable Object value, String step) {
        if (value instanceof Map<?, ?> map) {
            return map.get(step);
        }
        if (!(value instanceof List<?> list) || list.isEmpty() || !step.matches("-|\\d{1,6}")) {
            return null;
        }
        int index = step.equals("-") ? list.size() - 1 : Integer.parseInt(step);
        return index < list.size() ? list.get(index) : null;
    }

    static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
