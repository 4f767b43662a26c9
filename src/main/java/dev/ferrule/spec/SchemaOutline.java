package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bounded outlines out of the schemas of one document: references are followed a few levels, up to a number of
 * schemas; what lies beyond stays a {@code $ref}, and so does a type inside itself. The outline of a referenced schema is
 * made once for each number of levels below it and shared by all that use it, so it must not be changed.
 */
final class SchemaOutline {

    /** Schemas that an outline may hold, by the levels that it still may go down. */
    private static final int[] SIZES = {1, 8, 16, 32, 64, 100, 150};

    private static final int LEVELS = SIZES.length - 1;
    private static final int RECURSION = 60;
    private static final int REMEMBERED = 300_000;

    private final References references;
    private final Budget budget;
    private final Map<String, @Nullable Outline[]> remembered = new HashMap<>();
    private final Set<String> inProgress = new HashSet<>();
    private int rememberedSchemas;
    private int recursion;

    SchemaOutline(References references, Budget budget) {
        this.references = references;
        this.budget = budget;
    }

    /** @param levels how far to go down; at most 6 */
    Map<String, Object> of(JsonNode schema, String pointer, int levels) {
        int depth = Math.min(levels, LEVELS);
        Room room = new Room(SIZES[depth]);
        return schema(schema, pointer, depth, room);
    }

    private Map<String, Object> schema(JsonNode schema, String pointer, int depth, Room room) {
        budget.checkTime();
        room.left--;
        if (!schema.isObject()) {
            return schema.isBoolean() && !schema.booleanValue() ? Map.of("not", Map.of()) : Map.of();
        }
        String ref = References.reference(schema);
        return ref == null ? inline(schema, pointer, depth, room) : referenced(schema, ref, pointer, depth, room);
    }

    private Map<String, Object> referenced(JsonNode schema, String ref, String pointer, int depth, Room room) {
        Map<String, Object> asIs = Map.of("$ref", ref);
        if (depth <= 0 || recursion > RECURSION) {
            room.cut = true;
            return asIs;
        }
        References.Target target = references.follow(schema, pointer);
        if (target == null) {
            return asIs;
        }
        if (inProgress.contains(target.pointer())) {
            room.cut = true;
            return asIs;
        }
        Outline outline = outline(target, depth);
        if (outline.size > room.left + 1) {
            room.cut = true;
            return asIs;
        }
        room.left -= outline.size - 1;
        room.cut |= outline.cut;
        return outline.schema;
    }

    private Outline outline(References.Target target, int depth) {
        @Nullable Outline[] known = remembered.computeIfAbsent(target.pointer(), p -> new Outline[LEVELS + 1]);
        for (int d = depth; d >= 0; d--) {
            Outline outline = known[d];
            // One that was not cut is the whole schema, at any depth.
            if (outline != null && (d == depth || !outline.cut)) {
                return outline;
            }
        }
        inProgress.add(target.pointer());
        recursion++;
        Room room = new Room(SIZES[depth]);
        Map<String, Object> schema = schema(target.node(), target.pointer(), depth, room);
        recursion--;
        inProgress.remove(target.pointer());
        Outline outline = new Outline(schema, SIZES[depth] - room.left, room.cut);
        remember(known, depth, outline);
        return outline;
    }

    private void remember(@Nullable Outline[] known, int depth, Outline outline) {
        rememberedSchemas += outline.size;
        if (rememberedSchemas > REMEMBERED && inProgress.isEmpty()) {
            remembered.clear();
            rememberedSchemas = 0;
        }
        known[depth] = outline;
    }

    private Map<String, Object> inline(JsonNode schema, String pointer, int depth, Room room) {
        Map<String, Object> outline = new LinkedHashMap<>(8);
        recursion++;
        schema.fields().forEachRemaining(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            switch (name) {
                case "properties", "patternProperties" -> {
                    if (value.isObject()) {
                        outline.put(name, properties(value, pointer + "/" + name, depth, room));
                    }
                }
                case "items", "additionalProperties", "not" -> {
                    if (value.isObject()) {
                        outline.put(name, below(value, pointer + "/" + name, depth, room));
                    } else if (value.isBoolean()) {
                        outline.put(name, value.booleanValue());
                    }
                }
                case "allOf", "oneOf", "anyOf", "prefixItems" -> {
                    if (value.isArray()) {
                        outline.put(name, alternatives(value, pointer + "/" + name, depth, room));
                    }
                }
                default -> SchemaFacts.copy(name, value, outline);
            }
        });
        recursion--;
        return Collections.unmodifiableMap(outline);
    }

    private Map<String, Object> below(JsonNode schema, String pointer, int depth, Room room) {
        if (room.left <= 0 || recursion > RECURSION || (depth <= 0 && References.reference(schema) == null)) {
            room.cut = true;
            return Map.of("$ref", pointer);
        }
        return schema(schema, pointer, depth - 1, room);
    }

    /** First every name with what is written there, then, while there is room, what the references among them mean. */
    private Map<String, Object> properties(JsonNode properties, String pointer, int depth, Room room) {
        Map<String, Object> outline = new LinkedHashMap<>();
        properties.fields().forEachRemaining(property -> {
            if (room.left <= 0) {
                room.cut = true;
                return;
            }
            JsonNode schema = property.getValue();
            String ref = References.reference(schema);
            String at = pointer + "/" + Texts.escaped(property.getKey());
            if (ref == null) {
                outline.put(property.getKey(), below(schema, at, depth, room));
            } else {
                room.left--;
                outline.put(property.getKey(), Map.of("$ref", ref));
            }
        });
        outline.replaceAll((name, value) -> {
            JsonNode schema = properties.get(name);
            if (schema == null || References.reference(schema) == null) {
                return value;
            }
            room.left++;
            return below(schema, pointer + "/" + Texts.escaped(name), depth, room);
        });
        return Collections.unmodifiableMap(outline);
    }

    private List<Object> alternatives(JsonNode schemas, String pointer, int depth, Room room) {
        List<Object> outlines = new java.util.ArrayList<>(schemas.size() < 20 ? schemas.size() : 10);
        int index = 0;
        for (JsonNode schema : schemas) {
            if (room.left <= 0 || recursion > RECURSION) {
                room.cut = true;
                break;
            }
            // Not a level of its own: all of these describe the same value.
            outlines.add(schema(schema, pointer + "/" + index, depth, room));
            index++;
        }
        return Collections.unmodifiableList(outlines);
    }

    /** How many schemas still fit, and whether anything was left out. */
    private static final class Room {
        int left;
        boolean cut;

        Room(int left) {
            this.left = left;
        }
    }

    private record Outline(Map<String, Object> schema, int size, boolean cut) {}
}
