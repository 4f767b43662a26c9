package dev.ferrule.contract;

import dev.ferrule.spec.Contract;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas of a contract as the validator takes them, for one side: without what only people read, and without
 * demanding properties that do not go that way.
 */
final class SchemaNodes {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> ANNOTATIONS = Set.of(
            "$comment",
            "title",
            "description",
            "default",
            "examples",
            "discriminator",
            "xml",
            "deprecated",
            "readOnly",
            "writeOnly",
            "contentEncoding",
            "contentMediaType");
    private static final Set<String> SCHEMAS_BY_NAME = Set.of("properties", "patternProperties", "dependentSchemas");
    private static final Set<String> VALUES = Set.of("enum", "const");
    private static final int DEPTH = 12;

    private final Map<String, Object> definitions;
    private final Side side;

    SchemaNodes(Contract contract, Side side) {
        this.definitions = contract.defs();
        this.side = side;
    }

    ObjectNode definitions() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        definitions.forEach((name, schema) -> all.set(name, node(schema)));
        return all;
    }

    JsonNode node(@Nullable Object schema) {
        if (!(schema instanceof Map<?, ?> map)) {
            return JSON.valueToTree(schema);
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (name.equals("required") && value instanceof List<?> names) {
                required(map, names, node);
            } else if (SCHEMAS_BY_NAME.contains(name) && value instanceof Map<?, ?> byName) {
                ObjectNode all = node.putObject(name);
                byName.forEach((property, inner) -> all.set(String.valueOf(property), node(inner)));
            } else if (VALUES.contains(name)) {
                node.set(name, JSON.valueToTree(value));
            } else if (value instanceof Map<?, ?>) {
                if (!ANNOTATIONS.contains(name)) {
                    node.set(name, node(value));
                }
            } else if (value instanceof List<?> list && isSchemas(name)) {
                ArrayNode all = node.putArray(name);
                list.forEach(inner -> all.add(node(inner)));
            } else if (!ANNOTATIONS.contains(name)) {
                node.set(name, JSON.valueToTree(value));
            }
        });
        return node;
    }

    private static boolean isSchemas(String name) {
        return name.equals("allOf") || name.equals("anyOf") || name.equals("oneOf") || name.equals("prefixItems");
    }

    private void required(Map<?, ?> schema, List<?> names, ObjectNode node) {
        Set<String> hidden = new HashSet<>();
        collectHidden(schema, hidden, 0);
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        names.stream()
                .map(String::valueOf)
                .filter(name -> !hidden.contains(name))
                .forEach(left::add);
        if (!left.isEmpty()) {
            node.set("required", left);
        }
    }

    private void collectHidden(Map<?, ?> schema, Set<String> hidden, int depth) {
        if (depth > DEPTH) {
            return;
        }
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> {
                if (isHidden(property, 0)) {
                    hidden.add(String.valueOf(name));
                }
            });
        }
        if (schema.get("allOf") instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> part) {
                    collectHidden(part, hidden, depth + 1);
                }
            }
        }
        if (target(schema) instanceof Map<?, ?> target) {
            collectHidden(target, hidden, depth + 1);
        }
    }

    /** Said of the property itself or of what it refers to. */
    private boolean isHidden(@Nullable Object schema, int depth) {
        if (!(schema instanceof Map<?, ?> map) || depth > DEPTH) {
            return false;
        }
        return Boolean.TRUE.equals(map.get(side.unwanted()))
                || isHidden(target(map), depth + 1)
                || map.get("allOf") instanceof List<?> all
                        && all.stream().anyMatch(one -> isHidden(one, depth + DEPTH / 4));
    }

    private @Nullable Object target(Map<?, ?> schema) {
        return schema.get("$ref") instanceof String ref && ref.startsWith("#/$defs/")
                ? definitions.get(ref.substring("#/$defs/".length()))
                : null;
    }
}
