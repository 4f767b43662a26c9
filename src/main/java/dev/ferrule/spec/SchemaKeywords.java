package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of one schema object, written as JSON Schema 2020-12 means them. A keyword whose value is of the wrong kind
 * ({@code required: true} at a property is the most frequent) says nothing and is left out: specs are full of them.
 */
final class SchemaKeywords {

    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "array", "object", "null");
    private static final int DESCRIPTION = 500;
    private static final int LIST = 5_000;

    private final ContractSchemas schemas;
    private final Dialect dialect;
    private final JsonNode schema;
    private final String pointer;

    SchemaKeywords(ContractSchemas schemas, Dialect dialect, JsonNode schema, String pointer) {
        this.schemas = schemas;
        this.dialect = dialect;
        this.schema = schema;
        this.pointer = pointer;
    }

    void writeTo(Map<String, Object> written) {
        types(written);
        schema.fields().forEachRemaining(field -> keyword(field.getKey(), field.getValue(), written));
        exclusive("minimum", "exclusiveMinimum", written);
        exclusive("maximum", "exclusiveMaximum", written);
        EnumValues.fit(written);
        nullable(written);
    }

    /** Before 3.1 nothing counts beside a reference, but authors mean these, and no check becomes stricter by them. */
    void writeBesideReference(Map<String, Object> written) {
        for (String name : List.of("description", "readOnly", "writeOnly", "deprecated", "default")) {
            JsonNode value = schema.get(name);
            if (value != null) {
                keyword(name, value, written);
            }
        }
        nullable(written);
    }

    private void types(Map<String, Object> written) {
        JsonNode type = schema.path("type");
        Set<String> types = new LinkedHashSet<>();
        (type.isArray() ? Texts.texts(type, 8) : type.isTextual() ? List.of(type.textValue()) : List.<String>of())
                .forEach(name -> types.add(name.equals("file") ? "string" : name));
        if (type.asText().equals("file")) {
            written.put("format", "binary");
        }
        if (!types.isEmpty() && TYPES.containsAll(types)) {
            written.put("type", types.size() == 1 ? types.iterator().next() : List.copyOf(types));
        }
    }

    private void keyword(String name, JsonNode value, Map<String, Object> written) {
        switch (name) {
            case "title", "description" -> text(name, value, written, DESCRIPTION);
            case "format", "pattern", "contentEncoding", "contentMediaType" -> text(name, value, written, 20_000);
            case "readOnly", "writeOnly", "deprecated", "uniqueItems" -> {
                if (value.isBoolean() && value.booleanValue()) {
                    written.put(name, true);
                }
            }
            case "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "minProperties",
                    "maxProperties",
                    "minContains",
                    "maxContains" -> count(name, value, written);
            case "minimum", "maximum" -> number(name, value, written);
            case "multipleOf" -> {
                if (value.isNumber() && value.decimalValue().signum() > 0) {
                    number(name, value, written);
                }
            }
            case "enum" -> {
                if (value.isArray() && !value.isEmpty() && value.size() <= LIST) {
                    put(name, schemas.plain(value), written);
                }
            }
            case "const", "default" -> put(name, schemas.plain(value), written);
            case "example", "x-example", "examples" -> examples(written);
            case "required" -> required(value, written);
            case "dependentRequired" -> {
                if (value.isObject() && allAreLists(value)) {
                    put(name, schemas.plain(value), written);
                }
            }
            case "discriminator" -> discriminator(value, written);
            case "xml" -> put(name, schemas.plain(value), written);
            default -> subschemas(name, value, written);
        }
    }

    private static boolean allAreLists(JsonNode object) {
        for (JsonNode value : object) {
            if (!value.isArray()) {
                return false;
            }
        }
        return true;
    }

    private void subschemas(String name, JsonNode value, Map<String, Object> written) {
        switch (name) {
            case "properties", "patternProperties", "dependentSchemas" -> {
                if (value.isObject()) {
                    Map<String, Object> all = new LinkedHashMap<>();
                    value.fields()
                            .forEachRemaining(field -> all.put(
                                    field.getKey(),
                                    schemas.of(field.getValue(), at(name) + "/" + Texts.escaped(field.getKey()))));
                    written.put(name, Collections.unmodifiableMap(all));
                }
            }
            case "allOf", "anyOf", "oneOf", "prefixItems" -> list(name, name, value, written);
            case "items" -> {
                if (value.isArray()) {
                    list(name, "prefixItems", value, written);
                } else {
                    schema(name, value, written);
                }
            }
            case "additionalProperties",
                    "unevaluatedProperties",
                    "unevaluatedItems",
                    "contains",
                    "propertyNames",
                    "not",
                    "if",
                    "then",
                    "else" -> schema(name, value, written);
            default -> {}
        }
    }

    private void schema(String name, JsonNode value, Map<String, Object> written) {
        if (value.isBoolean()) {
            written.put(name, value.booleanValue());
        } else if (value.isObject()) {
            written.put(name, schemas.of(value, at(name)));
        }
    }

    private void list(String from, String name, JsonNode value, Map<String, Object> written) {
        if (value.isArray() && !value.isEmpty()) {
            List<Object> all = new ArrayList<>();
            for (JsonNode one : value) {
                all.add(schemas.of(one, at(from) + "/" + all.size()));
            }
            written.put(name, Collections.unmodifiableList(all));
        }
    }

    private String at(String name) {
        return pointer + "/" + name;
    }

    private static void put(String name, @Nullable Object value, Map<String, Object> written) {
        if (value != null) {
            written.put(name, value);
        }
    }

    private void text(String name, JsonNode value, Map<String, Object> written, int limit) {
        if (value.isTextual() && (limit == DESCRIPTION || value.textValue().length() <= limit)) {
            put(name, schemas.plain(value), written);
            written.computeIfPresent(name, (key, text) -> Texts.shortened((String) text, limit));
        }
    }

    private static void count(String name, JsonNode value, Map<String, Object> written) {
        if (value.isNumber() && value.decimalValue().signum() >= 0) {
            BigDecimal number = value.decimalValue();
            written.put(name, number.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue());
        }
    }

    private static void number(String name, JsonNode value, Map<String, Object> written) {
        if (value.isNumber()) {
            put(name, PlainValues.of(value), written);
        }
    }

    /** Until 3.0 a truth value that sharpens {@code minimum}; since 3.1 a number of its own. */
    private void exclusive(String bound, String exclusive, Map<String, Object> written) {
        JsonNode value = schema.path(exclusive);
        if (value.isNumber()) {
            put(exclusive, PlainValues.of(value), written);
        } else if (value.asBoolean() && written.containsKey(bound)) {
            written.put(exclusive, written.get(bound));
            written.remove(bound);
        }
    }

    private void required(JsonNode value, Map<String, Object> written) {
        if (value.isArray() && !value.isEmpty()) {
            Set<String> names = new LinkedHashSet<>();
            for (JsonNode name : value) {
                if (name.isTextual() && names.size() < LIST) {
                    names.add(name.textValue());
                }
            }
            written.put("required", List.copyOf(names));
        }
    }

    private void examples(Map<String, Object> written) {
        if (!written.containsKey("examples")) {
            List<Object> examples = schemas.examples(schema, pointer);
            if (!examples.isEmpty()) {
                written.put("examples", examples);
            }
        }
    }

    /** Says which of several schemas a value is of; an annotation, as in OpenAPI 3.1. */
    private void discriminator(JsonNode value, Map<String, Object> written) {
        String property = value.isTextual() ? value.textValue() : Texts.text(value, "propertyName", 500);
        if (property == null) {
            return;
        }
        Map<String, Object> mapping = new LinkedHashMap<>();
        value.path("mapping").fields().forEachRemaining(field -> {
            String target = schemas.mapped(field.getValue().asText());
            if (target != null) {
                mapping.put(field.getKey(), target);
            }
        });
        written.put("discriminator", Map.of("propertyName", property, "mapping", Collections.unmodifiableMap(mapping)));
    }

    private void nullable(Map<String, Object> written) {
        boolean nullable =
                schema.path(dialect.swagger2() ? "x-nullable" : "nullable").asBoolean();
        if (!nullable || written.isEmpty()) {
            return;
        }
        if (written.get("type") instanceof String type && !written.containsKey("allOf")) {
            written.put("type", List.of(type, "null"));
            EnumValues.allowNull(written);
        } else if (!(written.get("type") instanceof List)) {
            Map<String, Object> schema = new LinkedHashMap<>(written);
            written.clear();
            for (String outside : List.of("readOnly", "writeOnly", "description", "examples", "default")) {
                Object value = schema.remove(outside);
                if (value != null) {
                    written.put(outside, value);
                }
            }
            written.put("anyOf", List.of(Collections.unmodifiableMap(schema), Map.of("type", "null")));
        }
    }
}
