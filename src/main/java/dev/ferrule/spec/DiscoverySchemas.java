package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** Schemas of a Discovery document: JSON Schema of an early draft, whose references are bare names. */
final class DiscoverySchemas {

    private static final List<String> AS_THEY_ARE =
            List.of("title", "description", "format", "pattern", "readOnly", "deprecated");
    private static final List<String> TYPES =
            List.of("string", "integer", "number", "boolean", "object", "array", "null");

    private final Budget budget;

    DiscoverySchemas(Budget budget) {
        this.budget = budget;
    }

    /** The document nests no deeper than every document may, so neither does this. */
    ObjectNode of(JsonNode declared) {
        budget.checkTime();
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        JsonNode reference = declared.path("$ref");
        if (reference.isTextual()) {
            String name = reference.textValue();
            schema.put("$ref", name.startsWith("#") ? name : "#/components/schemas/" + Texts.escaped(name));
            return schema;
        }
        String type = declared.path("type").asText("");
        if (TYPES.contains(type)) {
            schema.put("type", type);
        }
        for (String name : AS_THEY_ARE) {
            if (declared.path(name).isValueNode()) {
                schema.set(name, declared.get(name));
            }
        }
        number(declared, "minimum", schema);
        number(declared, "maximum", schema);
        value(declared.path("default"), type, schema);
        if (declared.path("enum").isArray()) {
            schema.set("enum", declared.get("enum"));
        }
        children(declared, schema);
        return schema;
    }

    private void children(JsonNode declared, ObjectNode schema) {
        if (declared.path("properties").isObject()) {
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = JsonNodeFactory.instance.arrayNode();
            declared.path("properties").fields().forEachRemaining(field -> {
                properties.set(field.getKey(), of(field.getValue()));
                if (field.getValue().path("required").asBoolean()) {
                    required.add(field.getKey());
                }
            });
            if (!required.isEmpty()) {
                schema.set("required", required);
            }
        }
        for (String nested : List.of("items", "additionalProperties")) {
            if (declared.path(nested).isObject()) {
                schema.set(nested, of(declared.get(nested)));
            }
        }
    }

    ObjectNode parameter(String name, String in, JsonNode declared) {
        ObjectNode parameter =
                JsonNodeFactory.instance.objectNode().put("name", name).put("in", in);
        if (in.equals("path") || declared.path("required").asBoolean()) {
            parameter.put("required", true);
        }
        ObjectNode schema = of(declared);
        if (schema.path("description").isTextual()) {
            parameter.set("description", schema.remove("description"));
        }
        if (declared.path("repeated").asBoolean()) {
            parameter.put("explode", true);
            ObjectNode several = JsonNodeFactory.instance.objectNode().put("type", "array");
            several.set("items", schema);
            parameter.set("schema", several);
        } else {
            parameter.set("schema", schema);
        }
        return parameter;
    }

    /** Written as texts. */
    private static void number(JsonNode declared, String name, ObjectNode schema) {
        JsonNode value = declared.path(name);
        if (value.isNumber()) {
            schema.set(name, value);
        } else if (value.isTextual() && value.textValue().matches("-?\\d{1,30}(\\.\\d{1,30})?")) {
            schema.put(name, new BigDecimal(value.textValue()));
        }
    }

    private static void value(JsonNode value, String type, ObjectNode schema) {
        if (value.isTextual() && (type.equals("integer") || type.equals("number"))) {
            number(
                    value.isTextual() ? JsonNodeFactory.instance.objectNode().set("default", value) : value,
                    "default",
                    schema);
        } else if (value.isTextual() && type.equals("boolean")) {
            schema.put("default", value.textValue().equals("true"));
        } else if (value.isValueNode()) {
            schema.set("default", value);
        }
    }
}
