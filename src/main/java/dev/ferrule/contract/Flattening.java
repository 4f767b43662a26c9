package dev.ferrule.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a schema, what it points to and all of its {@code allOf} into one map of keywords. What it has to choose from
 * ({@code oneOf}, {@code anyOf}) is kept in {@link Flat#choices}.
 */
final class Flattening {

    private static final int DEEPEST = 40;

    private final Map<String, Object> defs;

    Flattening(Map<String, Object> defs) {
        this.defs = defs;
    }

    /**
     * @param choices for each {@code oneOf} or {@code anyOf} its branches
     * @param open names of definitions that this is, and that it stands inside of
     * @param outside only those that it stands inside of
     */
    record Flat(Map<String, Object> keywords, List<List<?>> choices, Set<String> open, Set<String> outside) {

        @Nullable
        Object get(String keyword) {
            return keywords.get(keyword);
        }
    }

    /** Null: it leads back into what is open, or nothing can be both. */
    @Nullable
    Flat of(Object schema, Set<String> open) {
        Flat flat = new Flat(new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashSet<>(open), open);
        return add(flat, schema, 0) ? flat : null;
    }

    /** One choice made: the first of {@code flat} taken as {@code branch}. */
    @Nullable
    Flat choose(Flat flat, Object branch) {
        List<List<?>> others =
                new ArrayList<>(flat.choices().subList(1, flat.choices().size()));
        Flat chosen = new Flat(
                new LinkedHashMap<>(flat.keywords()), others, new LinkedHashSet<>(flat.open()), flat.outside());
        return add(chosen, branch, 0) ? chosen : null;
    }

    private boolean add(Flat flat, Object schema, int depth) {
        if (!(schema instanceof Map<?, ?> map)) {
            return !Boolean.FALSE.equals(schema);
        }
        if (depth > DEEPEST) {
            return false;
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String keyword = String.valueOf(entry.getKey());
            Object value = entry.getValue();
            switch (keyword) {
                case "$ref", "allOf" -> {}
                case "oneOf", "anyOf" -> {
                    if (value instanceof List<?> branches && !branches.isEmpty()) {
                        flat.choices().add(branches);
                    }
                }
                default -> merge(flat.keywords(), keyword, value);
            }
        }
        if (map.get("allOf") instanceof List<?> parts) {
            for (Object part : parts) {
                if (!add(flat, part, depth + 1)) {
                    return false;
                }
            }
        }
        String name = name(map.get("$ref"));
        if (name == null) {
            return true;
        }
        if (flat.outside().contains(name)) {
            return false;
        }
        if (!flat.open().add(name)) {
            return true; // It is in already: a child that names its parent, which names its children.
        }
        Object target = defs.get(name);
        return target == null || add(flat, target, depth + 1);
    }

    /** Of {@code #/$defs/NAME}. */
    static @Nullable String name(@Nullable Object ref) {
        return ref instanceof String text && text.startsWith("#/$defs/")
                ? text.substring("#/$defs/".length()).replace("~1", "/").replace("~0", "~")
                : null;
    }

    /** The schema that a reference leads to, or the schema itself. */
    Object target(Object schema) {
        Object now = schema;
        for (int i = 0; i < DEEPEST && now instanceof Map<?, ?> map; i++) {
            String name = name(map.get("$ref"));
            if (name == null || defs.get(name) == null) {
                return now;
            }
            now = defs.get(name);
        }
        return now;
    }

    /** Whether a flag such as {@code readOnly} is set on the schema, where it leads to, or on a part of it. */
    boolean says(String flag, Object schema, int depth) {
        if (!(schema instanceof Map<?, ?> map) || depth > 5) {
            return false;
        }
        if (Boolean.TRUE.equals(map.get(flag))) {
            return true;
        }
        String name = name(map.get("$ref"));
        if (name != null && says(flag, defs.getOrDefault(name, true), depth + 1)) {
            return true;
        }
        return map.get("allOf") instanceof List<?> parts
                && parts.stream().anyMatch(part -> part != null && says(flag, part, depth + 1));
    }

    private static void merge(Map<String, Object> into, String keyword, @Nullable Object value) {
        Object before = into.get(keyword);
        if (before == null || value == null) {
            into.putIfAbsent(keyword, value);
            return;
        }
        into.put(
                keyword,
                switch (keyword) {
                    case "properties" -> properties(before, value);
                    case "required" -> union(before, value);
                    case "examples" -> union(before, value);
                    case "type" -> types(before, value);
                    case "enum" -> common(before, value);
                    case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties" ->
                        higher(before, value) ? before : value;
                    case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties" ->
                        higher(before, value) ? value : before;
                    case "items", "additionalProperties" -> both(before, value);
                    case "readOnly", "writeOnly", "uniqueItems" -> Boolean.TRUE.equals(before) ? before : value;
                    default -> before;
                });
    }

    private static Object properties(Object one, Object other) {
        if (!(one instanceof Map<?, ?> first) || !(other instanceof Map<?, ?> second)) {
            return one;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        first.forEach((name, schema) -> all.put(String.valueOf(name), schema));
        second.forEach((name, schema) -> all.merge(String.valueOf(name), schema, Flattening::both));
        return all;
    }

    private static Object both(Object one, Object other) {
        if (one.equals(other) || Boolean.TRUE.equals(other) || Boolean.FALSE.equals(one)) {
            return one;
        }
        return Boolean.TRUE.equals(one) || Boolean.FALSE.equals(other) ? other : Map.of("allOf", List.of(one, other));
    }

    private static List<Object> union(Object one, Object other) {
        Set<Object> all = new LinkedHashSet<>(list(one));
        all.addAll(list(other));
        return new ArrayList<>(all);
    }

    private static List<Object> common(Object one, Object other) {
        List<Object> kept = list(one);
        kept.retainAll(list(other));
        return kept;
    }

    private static Object types(Object one, Object other) {
        List<Object> first = list(one);
        List<Object> second = list(other);
        List<Object> kept = new ArrayList<>();
        for (Object type : first) {
            if (second.contains(type) || type.equals("integer") && second.contains("number")) {
                kept.add(type);
            } else if (type.equals("number") && second.contains("integer")) {
                kept.add("integer");
            }
        }
        return kept;
    }

    static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> list
                ? new ArrayList<>(list)
                : value == null ? new ArrayList<>() : new ArrayList<>(List.of(value));
    }

    private static boolean higher(Object one, Object other) {
        BigDecimal first = Numbers.of(one);
        BigDecimal second = Numbers.of(other);
        return second == null || first != null && first.compareTo(second) > 0;
    }
}
