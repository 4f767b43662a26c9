package dev.ferrule.drift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schema with its reference followed and its {@code allOf} taken together, since authors move things between those
 * without meaning a change.
 *
 * @param keywords those that are no schemas, of the first part that has each
 * @param properties by name, each with its place in the document
 */
record FlatSchema(
        Map<String, Object> keywords,
        Map<String, Located> properties,
        Set<String> required,
        @Nullable Located items,
        @Nullable Located additional,
        List<Located> alternatives,
        String pointer) {

    private static final int PARTS = 200;

    /** A schema and where it stands. */
    record Located(Map<String, Object> schema, String pointer) {}

    /** @param defs what references lead to */
    static FlatSchema of(Located schema, Map<String, Object> defs) {
        FlatSchema flat = new FlatSchema(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashSet<>(),
                null,
                null,
                new ArrayList<>(),
                schema.pointer);
        return flat.with(schema, defs, new ArrayList<>());
    }

    private FlatSchema with(Located part, Map<String, Object> defs, List<String> seen) {
        FlatSchema flat = this;
        for (String key : part.schema.keySet()) {
            Object value = part.schema.get(key);
            switch (key) {
                case "$ref" -> {
                    String name = String.valueOf(value);
                    if (seen.size() < PARTS && !seen.contains(name)) {
                        seen.add(name);
                        flat = flat.with(referenced(name, part, defs), defs, seen);
                    }
                }
                case "allOf" -> {
                    for (Located one : list(part, key)) {
                        flat = flat.with(one, defs, seen);
                    }
                }
                case "oneOf", "anyOf" -> alternatives.addAll(list(part, key));
                case "properties" -> {
                    if (value instanceof Map<?, ?> map) {
                        map.forEach((name, schema) -> properties.putIfAbsent(
                                (String) name, at(part.pointer + "/properties/" + escaped((String) name), schema)));
                    }
                }
                case "required" -> ((List<?>) value).forEach(name -> required.add((String) name));
                case "items" -> flat = flat.items == null ? flat.with(at(part.pointer + "/items", value), true) : flat;
                case "additionalProperties" ->
                    flat = flat.additional == null
                            ? flat.with(at(part.pointer + "/additionalProperties", value), false)
                            : flat;
                default -> keywords.putIfAbsent(key, value);
            }
        }
        return flat;
    }

    private FlatSchema with(Located schema, boolean isItems) {
        return new FlatSchema(
                keywords,
                properties,
                required,
                isItems ? schema : items,
                isItems ? additional : schema,
                alternatives,
                pointer);
    }

    /** What is neither true nor false nor a schema says nothing. */
    @SuppressWarnings("unchecked")
    private static Located at(String pointer, @Nullable Object schema) {
        if (schema instanceof Map<?, ?> map) {
            return new Located((Map<String, Object>) map, pointer);
        }
        return new Located(Boolean.FALSE.equals(schema) ? Map.of("not", Map.of()) : Map.of(), pointer);
    }

    private static Located referenced(String ref, Located from, Map<String, Object> defs) {
        Object target = ref.startsWith("#/$defs/") ? defs.get(ref.substring(8)) : null;
        Located found = at(from.pointer, target);
        return found.schema.get("$comment") instanceof String pointer ? new Located(found.schema, pointer) : found;
    }

    private static List<Located> list(Located part, String key) {
        List<Located> all = new ArrayList<>();
        if (part.schema.get(key) instanceof List<?> list) {
            list.forEach(one -> all.add(at(part.pointer + "/" + key + "/" + all.size(), one)));
        }
        return all;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Empty: any. A union that adds only "may be null" is that type or null. */
    Set<String> types() {
        Object type = keywords.get("type");
        Set<String> types = new LinkedHashSet<>();
        if (type instanceof List<?> list) {
            list.forEach(one -> types.add(String.valueOf(one)));
        } else if (type != null) {
            types.add(String.valueOf(type));
        }
        return types;
    }

    boolean is(String keyword) {
        return Boolean.TRUE.equals(keywords.get(keyword));
    }

    boolean forbids() {
        return Map.of().equals(keywords.get("not"));
    }

    @Nullable
    Object keyword(String name) {
        return keywords.get(name);
    }
}
