package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts of a document, taken as they are but for their length. */
final class Texts {

    private Texts() {}

    /** The text (or number, or truth value) under a name; null when it is absent, blank or no single value. */
    static @Nullable String text(JsonNode object, String name, int limit) {
        JsonNode value = object.get(name);
        if (value == null || !value.isValueNode() || value.isNull()) {
            return null;
        }
        String text = value.asText();
        return text.isBlank() ? null : shortened(text, limit);
    }

    static List<String> texts(@Nullable JsonNode array, int limit) {
        List<String> texts = new ArrayList<>();
        if (array != null && array.isArray()) {
            for (JsonNode item : array) {
                if (texts.size() >= limit) {
                    break;
                }
                if (item.isValueNode() && !item.isNull()) {
                    texts.add(shortened(item.asText(), 200));
                }
            }
        }
        return texts;
    }

    /** Cut with an ellipsis, never inside a surrogate pair. */
    static String shortened(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /** One step of a JSON Pointer. */
    static String escaped(String name) {
        return name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
    }
}
