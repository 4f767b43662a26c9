package dev.ferrule.contract;

import dev.ferrule.contract.Flattening.Flat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Objects and arrays of {@link SampleWalk}, and what a schema says of its values itself. */
final class SampleParts {

    private static final int MOST_ITEMS = 100;
    private static final int MOST_CANDIDATES = 20;

    private final SampleWalk walk;
    private final Side side;
    private final Flattening flattening;

    SampleParts(SampleWalk walk, Side side, Flattening flattening) {
        this.walk = walk;
        this.side = side;
        this.flattening = flattening;
    }

    /** Examples, the default, the only value, one of a few values: the best first. */
    List<Object> said(Flat flat, Random random) {
        List<Object> all = new ArrayList<>();
        Map<String, Object> keywords = flat.keywords();
        if (keywords.containsKey("const")) {
            all.add(keywords.get("const"));
        }
        all.addAll(Flattening.list(keywords.get("examples")));
        if (keywords.containsKey("example")) {
            all.add(keywords.get("example"));
        }
        if (keywords.containsKey("default")) {
            all.add(keywords.get("default"));
        }
        List<Object> some = Flattening.list(keywords.get("enum"));
        int from = some.isEmpty() ? 0 : random.nextInt(some.size());
        for (int i = 0; i < some.size() && all.size() < MOST_CANDIDATES; i++) {
            all.add(some.get((from + i) % some.size()));
        }
        return all;
    }

    /** The type to make; "" for none at all. */
    static String type(Flat flat) {
        Object type = flat.get("type");
        if (type != null) {
            List<Object> types = Flattening.list(type);
            return types.stream()
                    .map(String::valueOf)
                    .filter(one -> !one.equals("null"))
                    .findFirst()
                    .orElse(types.isEmpty() ? "" : "null");
        }
        Map<String, Object> keywords = flat.keywords();
        if (List.of("properties", "required", "additionalProperties", "minProperties").stream()
                .anyMatch(keywords::containsKey)) {
            return "object";
        }
        if (List.of("items", "prefixItems", "minItems", "maxItems").stream().anyMatch(keywords::containsKey)) {
            return "array";
        }
        return List.of("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum").stream()
                        .anyMatch(keywords::containsKey)
                ? "number"
                : "string";
    }

    /** The value without properties that this side does not send. */
    @Nullable
    Object sent(@Nullable Object value, @Nullable Object schema, int depth) {
        if (depth > 10 || schema == null) {
            return value;
        }
        Flat flat = value instanceof Map || value instanceof List ? flattening.of(schema, Set.of()) : null;
        if (flat == null) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(sent(item, flat.get("items"), depth + 1)));
            return items;
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        Map<?, ?> object = value instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> properties = flat.get("properties") instanceof Map<?, ?> some ? some : Map.of();
        object.forEach((name, one) -> {
            Object property = properties.get(name);
            if (property == null || !flattening.says(side.unwanted(), property, 0)) {
                kept.put(String.valueOf(name), sent(one, property, depth + 1));
            }
        });
        return kept;
    }

    /** The branch with its name where the discriminator wants it. */
    Flat discriminated(Flat taken, Flat flat, Object branch) {
        Object said = flat.get("discriminator");
        String name = branch instanceof Map<?, ?> map ? Flattening.name(map.get("$ref")) : null;
        if (name == null
                || !(said instanceof Map<?, ?> discriminator)
                || !(discriminator.get("propertyName") instanceof String property)) {
            return taken;
        }
        String word = name;
        if (discriminator.get("mapping") instanceof Map<?, ?> mapping) {
            for (Map.Entry<?, ?> entry : mapping.entrySet()) {
                String target = String.valueOf(entry.getValue());
                if (target.equals(name) || target.endsWith("/" + name)) {
                    word = String.valueOf(entry.getKey());
                    break;
                }
            }
        }
        Map<String, Object> keywords = new LinkedHashMap<>(taken.keywords());
        Map<String, Object> properties = new LinkedHashMap<>();
        if (keywords.get("properties") instanceof Map<?, ?> some) {
            some.forEach((key, value) -> properties.put(String.valueOf(key), value));
        }
        Object before = properties.getOrDefault(property, true);
        // Tried first, and only if the property's own schema allows it.
        properties.put(property, Map.of("examples", List.of(word), "allOf", List.of(before)));
        keywords.put("properties", properties);
        Set<Object> required = new LinkedHashSet<>(Flattening.list(keywords.get("required")));
        required.add(property);
        keywords.put("required", new ArrayList<>(required));
        return new Flat(keywords, taken.choices(), taken.open(), taken.outside());
    }

    Object object(Flat flat, String pointer, int depth) {
        Map<?, ?> properties = flat.get("properties") instanceof Map<?, ?> some ? some : Map.of();
        Set<Object> required = new LinkedHashSet<>(Flattening.list(flat.get("required")));
        int least = Numbers.count(flat.get("minProperties"), 0);
        int most = Numbers.count(flat.get("maxProperties"), Integer.MAX_VALUE);
        int optional = Math.max(Math.min(few(depth), most - required.size()), least - required.size());
        Map<String, Object> made = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : properties.entrySet()) {
            String name = String.valueOf(entry.getKey());
            Object schema = entry.getValue();
            boolean needed = required.contains(name);
            if (schema == null
                    || flattening.says(side.unwanted(), schema, 0)
                    || !needed && (optional <= 0 || !walk.hasRoom(depth))) {
                continue;
            }
            Object value = walk.tried(schema, pointer + "/" + Pointers.escaped(name), depth + 1, flat.open());
            if (value != SampleWalk.NONE) {
                made.put(name, value);
                optional -= needed ? 0 : 1;
            } else if (needed) {
                return SampleWalk.NONE;
            }
        }
        return others(flat, made, properties, required, least, pointer, depth) ? made : SampleWalk.NONE;
    }

    /** How many properties that could be left out: enough to see what it is like. */
    private int few(int depth) {
        return side == Side.REQUEST ? Math.max(0, 3 - depth) : depth == 0 ? 40 : depth < 3 ? 15 : depth < 5 ? 3 : 0;
    }

    /** Those without a schema of their own. */
    private boolean others(
            Flat flat,
            Map<String, Object> made,
            Map<?, ?> properties,
            Set<Object> required,
            int least,
            String pointer,
            int depth) {
        Object more = flat.get("additionalProperties");
        Set<String> names = new LinkedHashSet<>();
        required.stream()
                .map(String::valueOf)
                .filter(name -> !properties.containsKey(name))
                .forEach(names::add);
        boolean shown = properties.isEmpty() && more instanceof Map<?, ?> && side == Side.ANSWER && walk.hasRoom(depth);
        for (int i = 0; made.size() + names.size() < Math.min(least, MOST_ITEMS) || shown && names.isEmpty(); i++) {
            names.add(i < 10 ? walk.word() : "more" + i);
        }
        for (String name : names) {
            if (Boolean.FALSE.equals(more)) {
                walk.doubt(pointer + "/" + Pointers.escaped(name));
                return true;
            }
            Object schema = more instanceof Map<?, ?> ? more : Map.of("type", "string");
            Object value = walk.tried(schema, pointer + "/" + Pointers.escaped(name), depth + 1, flat.open());
            if (value != SampleWalk.NONE) {
                made.put(name, value);
            } else if (required.contains(name) || made.size() < least) {
                return false;
            }
        }
        return true;
    }

    Object array(Flat flat, String pointer, int depth) {
        int least = Numbers.count(flat.get("minItems"), 0);
        int most = Numbers.count(flat.get("maxItems"), Integer.MAX_VALUE);
        int usual = side == Side.ANSWER && depth < 3 && walk.hasRoom(depth) ? 2 : depth < 6 ? 1 : 0;
        int count = Math.min(Math.max(least, Math.min(usual, most)), MOST_ITEMS);
        boolean unlike = Boolean.TRUE.equals(flat.get("uniqueItems"));
        List<?> first = flat.get("prefixItems") instanceof List<?> some ? some : List.of();
        List<Object> made = new ArrayList<>();
        for (int tries = 0; made.size() < count && tries < count + 20; tries++) {
            Object schema = made.size() < first.size() ? first.get(made.size()) : flat.get("items");
            Object value =
                    walk.tried(schema == null ? true : schema, pointer + "/" + made.size(), depth + 1, flat.open());
            if (value == SampleWalk.NONE) {
                break;
            }
            if (!unlike || !made.contains(value)) {
                made.add(value);
            }
        }
        if (made.size() < least) {
            if (made.isEmpty()) {
                return SampleWalk.NONE;
            }
            walk.doubt(pointer);
        }
        return made;
    }
}
