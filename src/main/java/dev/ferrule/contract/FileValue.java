package dev.ferrule.contract;

import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in a JSON request to us: {@code {"base64": "…", "fileName": "a.png", "contentType": "image/png"}}, of which the last
 * two may be missing.
 */
record FileValue(
        byte[] bytes, @Nullable String fileName, @Nullable String contentType) {

    private static final Set<String> FIELDS = Set.of("base64", "fileName", "contentType");

    /** Null when it is no file. */
    static @Nullable FileValue of(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map) || !FIELDS.containsAll(map.keySet())) {
            return null;
        }
        try {
            return map.get("base64") instanceof String base64
                    ? new FileValue(
                            Base64.getMimeDecoder().decode(base64), text(map, "fileName"), text(map, "contentType"))
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Line breaks and quotes would end the header that it is put into. */
    private static @Nullable String text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? text.replaceAll("[\\p{Cntrl}\"\\\\]", "_") : null;
    }
}
