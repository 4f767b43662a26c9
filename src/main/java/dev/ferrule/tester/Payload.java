package dev.ferrule.tester;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * A body as it is shown, without secrets.
 *
 * @param format {@code json}, {@code xml}, {@code csv}, {@code text} or {@code base64}, which is any other
 * @param text pretty where it is a format that can be
 * @param size in bytes, as it came
 * @param truncated this is its beginning
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Payload(String format, String text, int size, boolean truncated) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static final Payload EMPTY = new Payload("text", "", 0, false);

    /** JSON as JSON, everything else as text; null: there is none. */
    @JsonProperty
    @Nullable
    JsonNode body() {
        if (text.isEmpty()) {
            return null;
        }
        JsonNode parsed = format.equals("json") ? json() : null;
        return parsed == null ? StringNode.valueOf(text) : parsed;
    }

    /** Null: it is none, or not all of it is here. */
    @Nullable
    JsonNode json() {
        if (!format.equals("json") || truncated) {
            return null;
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Its beginning, for keeping. */
    Payload atMost(int characters) {
        if (text.length() <= characters) {
            return this;
        }
        int end = Character.isHighSurrogate(text.charAt(characters - 1)) ? characters - 1 : characters;
        return new Payload(format, text.substring(0, end), size, true);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s of %d bytes", format, size);
    }
}
