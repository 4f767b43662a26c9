package dev.ferrule.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What kind of JSON was seen somewhere: names and types, no value. Each sample widens it; what no sample contradicts is
 * not known to be always so, hence nothing is required.
 */
final class InferredSchema {

    private static final int DEPTH = 20;
    private static final int PROPERTIES = 300;
    private static final int SAMPLED_ITEMS = 20;

    /** Longer bodies are data rather than examples. */
    static final int LONGEST_TEXT = 1 << 20;

    private static final JsonMapper SAMPLES = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxNumberLength(400)
                            .maxNameLength(2_000)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Set<String> types = new TreeSet<>();
    private final Map<String, InferredSchema> properties = new LinkedHashMap<>();
    private @Nullable InferredSchema items;
    private @Nullable InferredSchema others;

    /** The JSON of a text, in which variables ({@code {{name}}}) may stand for values; null: it is none. */
    static @Nullable JsonNode sample(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST_TEXT) {
            return null;
        }
        String start = text.strip();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return null;
        }
        try {
            return SAMPLES.readTree(start.replaceAll("\\{\\{[^{}]{1,200}}}", "null"));
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    void add(JsonNode sample) {
        add(sample, 0);
    }

    private void add(JsonNode sample, int depth) {
        if (sample.isNull() || sample.isMissingNode() || depth > DEPTH) {
            return;
        }
        types.add(type(sample));
        if (sample.isArray()) {
            InferredSchema ofItems = items == null ? new InferredSchema() : items;
            items = ofItems;
            for (int i = 0; i < Math.min(SAMPLED_ITEMS, sample.size()); i++) {
                ofItems.add(sample.get(i), depth + 1);
            }
        } else if (sample.isObject()) {
            sample.fields().forEachRemaining(field -> property(field.getKey()).add(field.getValue(), depth + 1));
        }
    }

    /** Ids as keys are data, not names. */
    InferredSchema property(String name) {
        InferredSchema known = properties.get(name);
        if (known == null && (properties.size() >= PROPERTIES || isNoName(name))) {
            known = others == null ? new InferredSchema() : others;
            others = known;
        } else if (known == null) {
            known = new InferredSchema();
            properties.put(name, known);
        }
        return known;
    }

    private static boolean isNoName(String name) {
        return name.isEmpty() || name.length() > 100 || ObservedUrl.isOpaque(name);
    }

    /** What either has seen. */
    InferredSchema with(InferredSchema other) {
        types.addAll(other.types);
        other.properties.forEach((name, property) -> property(name).with(property));
        if (other.items != null) {
            items = items == null ? other.items : items.with(other.items);
        }
        if (other.others != null) {
            others = others == null ? other.others : others.with(other.others);
        }
        return this;
    }

    void type(String type) {
        types.add(type);
    }

    private static String type(JsonNode sample) {
        return sample.isObject()
                ? "object"
                : sample.isArray()
                        ? "array"
                        : sample.isBoolean()
                                ? "boolean"
                                : sample.isIntegralNumber() ? "integer" : sample.isNumber() ? "number" : "string";
    }

    /** What a value written as a text looks like. */
    static String typeOf(@Nullable String text) {
        if (text == null || text.length() > 18) {
            return "string";
        }
        return text.matches("true|false")
                ? "boolean"
                : text.matches("-?(0|[1-9]\\d*)") ? "integer" : text.matches("-?\\d+\\.\\d+") ? "number" : "string";
    }

    ObjectNode asSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (types.contains("number")) {
            types.remove("integer");
        }
        if (types.size() == 1) {
            schema.put("type", types.iterator().next());
        } else if (types.size() > 1) {
            ArrayNode several = schema.putArray("type");
            types.forEach(several::add);
        }
        if (!properties.isEmpty()) {
            ObjectNode named = schema.putObject("properties");
            properties.forEach((name, property) -> named.set(name, property.asSchema()));
        }
        if (others != null) {
            schema.set("additionalProperties", others.asSchema());
        }
        if (items != null) {
            schema.set("items", items.asSchema());
        }
        return schema;
    }
}
