package dev.ferrule.problem;

import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Names the values that a field takes in a caller's words: "a whole number" rather than a class. */
@Component
class ValueNames {

    private static final int SHOWN = 80;

    private final JsonMapper json;

    ValueNames(JsonMapper json) {
        this.json = json;
    }

    String describe(Class<?> type) {
        if (type.isEnum()) {
            // As the mapper writes them, which is what callers have to write.
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> json.valueToTree(constant).asString())
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a date or time as in 2026-01-31T12:00:00Z";
        }
        return "an object";
    }

    /** A caller's value, short enough to repeat. */
    static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
