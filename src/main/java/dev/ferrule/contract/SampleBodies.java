package dev.ferrule.contract;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sample in the form in which {@link Requests} takes a body of its media type: the text itself, or bytes in base64. */
final class SampleBodies {

    private SampleBodies() {}

    static @Nullable Object given(String mediaType, @Nullable Object value) {
        boolean structured = value instanceof Map || value instanceof List;
        if (value == null
                || !structured
                || MediaTypes.isJson(mediaType)
                || MediaTypes.isForm(mediaType)
                || MediaTypes.isMultipart(mediaType)
                || MediaTypes.isRange(mediaType)
                || FileValue.of(value) != null) {
            return value;
        }
        if (!MediaTypes.isText(mediaType)) {
            byte[] bytes = Bodies.json(value).getBytes(StandardCharsets.UTF_8);
            return Map.of("base64", Base64.getEncoder().encodeToString(bytes));
        }
        return MediaTypes.bare(mediaType).endsWith("xml") ? xml("root", value) : Bodies.json(value);
    }

    /** A schema's own names for elements ({@code xml}) are not asked: whoever tries it sees where to write what. */
    private static String xml(String name, @Nullable Object value) {
        String tag = name.replaceAll("[^A-Za-z0-9_.-]", "_").replaceFirst("^(?=[^A-Za-z_])", "_");
        StringBuilder inside = new StringBuilder();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> {
                if (one instanceof List<?> list) {
                    list.forEach(item -> inside.append(xml(String.valueOf(key), item)));
                } else {
                    inside.append(xml(String.valueOf(key), one));
                }
            });
        } else if (value instanceof List<?> list) {
            list.forEach(item -> inside.append(xml("item", item)));
        } else if (value != null) {
            inside.append(
                    value.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        }
        return "<" + tag + ">" + inside + "</" + tag + ">";
    }
}
