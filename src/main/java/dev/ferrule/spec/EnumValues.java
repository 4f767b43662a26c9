package dev.ferrule.spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mends lists of allowed values that no value could fulfil as written, such as {@code enum: [1, 2]} of texts. */
final class EnumValues {

    private EnumValues() {}

    /** Values that are not of the schema's type are taken as the same text or number of that type. */
    static void fit(Map<String, Object> schema) {
        Object type = schema.get("type");
        if (!(type instanceof String) || !(schema.get("enum") instanceof List<?> values)) {
            return;
        }
        List<@Nullable Object> fitted = new ArrayList<>();
        for (Object value : values) {
            fitted.add(
                    switch ((String) type) {
                        case "string" -> value instanceof Number || value instanceof Boolean ? value.toString() : value;
                        case "integer", "number" -> value instanceof String text ? number(text) : value;
                        case "boolean" -> value instanceof String text ? truth(text) : value;
                        default -> value;
                    });
        }
        if (type.equals("array") && values.stream().noneMatch(List.class::isInstance)) {
            schema.remove("enum"); // It is meant for the items, and often said there as well.
        } else {
            schema.put("enum", Collections.unmodifiableList(fitted));
        }
    }

    static void allowNull(Map<String, Object> schema) {
        if (schema.get("enum") instanceof List<?> values && !values.contains(null)) {
            List<@Nullable Object> more = new ArrayList<>(values);
            more.add(null);
            schema.put("enum", Collections.unmodifiableList(more));
        }
    }

    private static Object number(String text) {
        try {
            BigDecimal number = new BigDecimal(text.length() > 40 ? "" : text.strip());
            return number.scale() == 0 && number.precision() < 10 ? (Object) number.intValue() : number;
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static Object truth(String text) {
        return text.equalsIgnoreCase("true") ? (Object) true : text.equalsIgnoreCase("false") ? false : text;
    }
}
