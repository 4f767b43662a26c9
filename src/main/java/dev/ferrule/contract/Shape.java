package dev.ferrule.contract;

import dev.ferrule.contract.Flattening.Flat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The outline of a value, whether a schema says it or the value is there: names and types, some levels deep. What stands in
 * two of a schema's branches is taken from the first.
 *
 * @param type a JSON type; empty: any
 * @param fields of an object
 * @param item of an array; null: not known
 */
record Shape(
        String type,
        String format,
        Map<String, Shape> fields,
        @Nullable Shape item) {

    private static final int DEPTH = 5;
    private static final int FIELDS = 80;

    static final Shape ANY = new Shape("", "", Map.of(), null);

    boolean is(String wanted) {
        return type.equals(wanted) || type.isEmpty();
    }

    static Shape of(Object schema, Map<String, Object> defs) {
        return new FromSchema(defs).shape(schema, Set.of(), 0);
    }

    static Shape ofValue(@Nullable Object value) {
        return ofValue(value, 0);
    }

    private static Shape ofValue(@Nullable Object value, int depth) {
        if (depth > DEPTH) {
            return ANY;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Shape> fields = new LinkedHashMap<>();
            map.entrySet().stream()
                    .limit(FIELDS)
                    .forEach(entry -> fields.put(String.valueOf(entry.getKey()), ofValue(entry.getValue(), depth + 1)));
            return new Shape("object", "", fields, null);
        }
        if (value instanceof List<?> list) {
            return new Shape("array", "", Map.of(), list.isEmpty() ? null : ofValue(list.get(0), depth + 1));
        }
        String type = value == null
                ? ""
                : value instanceof Boolean
                        ? "boolean"
                        : value instanceof Number
                                ? (value instanceof Integer || value instanceof Long ? "integer" : "number")
                                : "string";
        return new Shape(type, "", Map.of(), null);
    }

    private record FromSchema(Flattening flattening, int[] left) {

        FromSchema(Map<String, Object> defs) {
            this(new Flattening(defs), new int[] {1_500});
        }

        Shape shape(@Nullable Object schema, Set<String> open, int depth) {
            Flat flat = schema == null || depth > DEPTH || left[0]-- < 0 ? null : flattening.of(schema, open);
            if (flat == null) {
                return ANY;
            }
            String type = flat.choices().isEmpty() || flat.get("type") != null ? SampleParts.type(flat) : "";
            Map<String, Shape> fields = new LinkedHashMap<>();
            add(flat, fields, depth);
            for (Object branch :
                    flat.choices().isEmpty() ? List.of() : flat.choices().get(0)) {
                Flat taken = left[0] < 0 || branch == null ? null : flattening.choose(flat, branch);
                if (taken != null) {
                    add(taken, fields, depth);
                    type = type.isEmpty() ? SampleParts.type(taken) : type;
                }
            }
            boolean untyped = type.equals("string") && flat.get("type") == null && flat.get("format") == null;
            Shape item = type.equals("array") ? shape(flat.get("items"), flat.open(), depth + 1) : null;
            String format = flat.get("format") instanceof String text ? text : "";
            return new Shape(untyped && flat.choices().isEmpty() ? "" : type, format, fields, item);
        }

        private void add(Flat flat, Map<String, Shape> fields, int depth) {
            if (flat.get("properties") instanceof Map<?, ?> properties) {
                properties.entrySet().stream().limit(FIELDS).forEach(entry -> {
                    String name = String.valueOf(entry.getKey());
                    if (!fields.containsKey(name)) {
                        fields.put(name, shape(entry.getValue(), flat.open(), depth + 1));
                    }
                });
            }
        }
    }
}
