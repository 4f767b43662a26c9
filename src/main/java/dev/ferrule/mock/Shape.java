package dev.ferrule.mock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What values a schema lets in, as far as one has to know it to read a text back into such a value. */
final class Shape {

    /** How a value is taken apart when it is written in a style. */
    enum Kind {
        TEXT,
        LIST,
        OBJECT
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_PARTS = 60;
    private static final String DEFS = "#/$defs/";

    private final Map<String, Object> defs;
    private final List<Map<?, ?>> parts = new ArrayList<>();
    private final Set<String> types = new LinkedHashSet<>();

    Shape(@Nullable Object schema, Map<String, Object> defs) {
        this.defs = defs;
        collect(schema);
        parts.forEach(this::type);
    }

    /** The schema and all that it is made of, whether all or one of them has to hold. */
    private void collect(@Nullable Object schema) {
        if (!(schema instanceof Map<?, ?> map)
                || parts.size() >= MOST_PARTS
                || parts.stream().anyMatch(one -> one == map)) {
            return;
        }
        parts.add(map);
        if (map.get("$ref") instanceof String ref && ref.startsWith(DEFS)) {
            collect(defs.get(ref.substring(DEFS.length())));
        }
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            if (map.get(keyword) instanceof List<?> some) {
                some.forEach(this::collect);
            }
        }
    }

    private void type(Map<?, ?> part) {
        Object type = part.get("type");
        if (type instanceof List<?> some) {
            some.forEach(one -> types.add(String.valueOf(one)));
        } else if (type != null) {
            types.add(type.toString());
        } else if (part.containsKey("properties")) {
            types.add("object");
        } else if (part.containsKey("items")) {
            types.add("array");
        }
    }

    /** The likeliest first. */
    List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        if (types.contains("array")) {
            kinds.add(Kind.LIST);
        }
        if (types.contains("object")) {
            kinds.add(Kind.OBJECT);
        }
        boolean plain = types.stream().anyMatch(type -> !type.equals("array") && !type.equals("object"));
        if (plain || types.isEmpty()) {
            kinds.add(Kind.TEXT);
        }
        return types.isEmpty() ? List.of(Kind.TEXT, Kind.LIST, Kind.OBJECT) : kinds;
    }

    boolean is(String type) {
        return types.contains(type);
    }

    boolean isOnly(String type) {
        return types.contains(type) && types.size() == (types.contains("null") ? 2 : 1);
    }

    /** Whether some part says so. */
    boolean says(String keyword) {
        return parts.stream().anyMatch(part -> part.containsKey(keyword));
    }

    @Nullable
    Object first(String keyword) {
        return parts.stream()
                .map(part -> part.get(keyword))
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Map<?, ?> part : parts) {
            if (part.get("properties") instanceof Map<?, ?> properties) {
                properties.keySet().forEach(name -> names.add(String.valueOf(name)));
            }
        }
        return names;
    }

    /** Whether there may be properties that have no name in the schema. */
    boolean isOpen() {
        return parts.stream().noneMatch(part -> Boolean.FALSE.equals(part.get("additionalProperties")));
    }

    Shape property(String name) {
        List<Object> found = new ArrayList<>();
        for (Map<?, ?> part : parts) {
            Object property = part.get("properties") instanceof Map<?, ?> properties ? properties.get(name) : null;
            if (property != null) {
                found.add(property);
            }
        }
        for (Map<?, ?> part : found.isEmpty() ? parts : List.<Map<?, ?>>of()) {
            if (part.get("additionalProperties") instanceof Map<?, ?> other) {
                found.add(other);
            }
        }
        return new Shape(Map.of("anyOf", found), defs);
    }

    Shape items() {
        List<Object> found = new ArrayList<>();
        for (Map<?, ?> part : parts) {
            if (part.get("items") instanceof Map<?, ?> items) {
                found.add(items);
            }
        }
        return new Shape(Map.of("anyOf", found), defs);
    }

    /** The value with each text in it made what the schema wants at its place, where the text can be read so. */
    @Nullable
    Object typed(@Nullable Object value) {
        if (value instanceof List<?> list) {
            Shape items = items();
            List<@Nullable Object> typed = new ArrayList<>();
            list.forEach(item -> typed.add(items.typed(item)));
            return typed;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> typed = new LinkedHashMap<>();
            map.forEach((name, inner) -> typed.put(
                    String.valueOf(name), property(String.valueOf(name)).typed(inner)));
            return typed;
        }
        if (!(value instanceof String text) || types.contains("string") && !says("enum")) {
            return value;
        }
        Object parsed = parsed(text);
        boolean listed = first("enum") instanceof List<?> some && some.contains(parsed) && !some.contains(text);
        return types.contains("string") && !listed || !fitsType(parsed) && !listed ? text : parsed;
    }

    private boolean fitsType(@Nullable Object parsed) {
        return parsed == null
                ? is("null")
                : parsed instanceof Number
                        ? is("integer") || is("number")
                        : parsed instanceof Boolean
                                ? is("boolean")
                                : parsed instanceof Map ? is("object") : parsed instanceof List && is("array");
    }

    /** As JSON, or else the text itself. */
    static @Nullable Object parsed(String text) {
        if (text.isEmpty() || "-0123456789tfn[{\"".indexOf(text.charAt(0)) < 0) {
            return text;
        }
        try {
            JsonNode node = JSON.readTree(text);
            return JSON.treeToValue(node, Object.class);
        } catch (JacksonException e) {
            return text;
        }
    }
}
