package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keywords of a schema that hold plain values, kept as they are but for their size. */
final class SchemaFacts {

    private static final int DESCRIPTION = 200;
    private static final int EXAMPLE = 200;
    private static final int ENUM = 30;
    private static final int REQUIRED = 100;

    private SchemaFacts() {}

    static void copy(String name, JsonNode value, Map<String, Object> outline) {
        switch (name) {
            case "type" -> type(value, outline);
            case "x-nullable" -> outline.put("nullable", value.asBoolean());
            case "title", "description" -> {
                if (value.isTextual() && !value.textValue().isBlank()) {
                    outline.put(name, Texts.shortened(value.textValue(), DESCRIPTION));
                }
            }
            case "format", "pattern", "contentMediaType", "contentEncoding" -> {
                if (value.isTextual()) {
                    outline.put(name, Texts.shortened(value.textValue(), 500));
                }
            }
            case "required" -> {
                if (value.isArray() && !value.isEmpty()) {
                    outline.put(name, List.copyOf(Texts.texts(value, REQUIRED)));
                }
            }
            case "enum" -> {
                if (value.isArray()) {
                    outline.put(name, values(value));
                }
            }
            case "const", "default", "example" -> putPlain(name, value, outline);
            case "examples" -> {
                if (value.isArray() && !value.isEmpty()) {
                    putPlain("example", value.get(0), outline);
                }
            }
            case "nullable", "readOnly", "writeOnly", "deprecated", "uniqueItems" -> {
                if (value.asBoolean()) {
                    outline.put(name, true);
                }
            }
            case "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf",
                    "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "minProperties",
                    "maxProperties" -> {
                if (value.isNumber() || value.isBoolean()) {
                    putPlain(name, value, outline);
                }
            }
            default -> {}
        }
    }

    /** "file" is Swagger 2.0's word for bytes. */
    private static void type(JsonNode value, Map<String, Object> outline) {
        if (value.isArray()) {
            outline.put("type", List.copyOf(Texts.texts(value, 8)));
        } else if (value.isTextual()) {
            if (value.textValue().equals("file")) {
                outline.put("type", "string");
                outline.put("format", "binary");
            } else {
                outline.put("type", Texts.shortened(value.textValue(), 100));
            }
        }
    }

    private static List<Object> values(JsonNode array) {
        List<Object> values = new ArrayList<>(Math.min(array.size(), ENUM));
        for (JsonNode item : array) {
            if (values.size() >= ENUM) {
                break;
            }
            Object value = plain(item, 2);
            if (value != null) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }

    static void putPlain(String name, JsonNode value, Map<String, Object> outline) {
        Object plain = plain(value, 4);
        if (plain != null) {
            outline.put(name, plain);
        }
    }

    /** Null for null, and for what is too large to be worth keeping. */
    private static @Nullable Object plain(JsonNode value, int levels) {
        if (value.isTextual()) {
            return Texts.shortened(value.textValue(), EXAMPLE);
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber()) {
            return value.canConvertToInt()
                    ? (Object) value.intValue()
                    : value.canConvertToLong() ? (Object) value.longValue() : (Object) value.doubleValue();
        }
        if (value.isNumber()) {
            double number = value.doubleValue();
            return Double.isFinite(number) ? (Object) number : value.asText();
        }
        if (levels == 0 || value.size() > 12) {
            return null;
        }
        if (value.isArray()) {
            List<Object> items = new ArrayList<>(value.size());
            for (JsonNode item : value) {
                Object plain = plain(item, levels - 1);
                if (plain != null) {
                    items.add(plain);
                }
            }
            return List.copyOf(items);
        }
        if (value.isObject()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            value.fields().forEachRemaining(field -> putIfSmall(field, levels, fields));
            return fields;
        }
        return null;
    }

    private static void putIfSmall(Map.Entry<String, JsonNode> field, int levels, Map<String, Object> fields) {
        Object plain = plain(field.getValue(), levels - 1);
        if (plain != null) {
            fields.put(Texts.shortened(field.getKey(), 100), plain);
        }
    }
}
