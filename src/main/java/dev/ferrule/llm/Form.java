package dev.ferrule.llm;

import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form of a structured answer, told from a record of strings, numbers, booleans, enums, records and lists of those. A
 * {@code JsonNode} is a whole number to the model, and to us whatever the model made of it. Models leave out what is empty,
 * so canonical constructors must do with nulls.
 */
record Form<T>(Class<T> type, JsonObjectSchema schema) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    static <T> Form<T> of(Class<T> type) {
        return new Form<>(type, object(type));
    }

    private static JsonObjectSchema object(Class<?> type) {
        JsonObjectSchema.Builder schema = JsonObjectSchema.builder().additionalProperties(false);
        for (RecordComponent component : type.getRecordComponents()) {
            schema.addProperty(component.getName(), element(component.getGenericType()));
        }
        return schema.required(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList())
                .build();
    }

    private static JsonSchemaElement element(Type type) {
        if (type instanceof ParameterizedType list) {
            return JsonArraySchema.builder()
                    .items(element(list.getActualTypeArguments()[0]))
                    .build();
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            List<String> names = Arrays.stream(plain.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .toList();
            return JsonEnumSchema.builder().enumValues(names).build();
        }
        if (plain.isRecord()) {
            return object(plain);
        }
        if (plain == int.class || JsonNode.class.isAssignableFrom(plain)) {
            return JsonIntegerSchema.builder().build();
        }
        return plain == boolean.class
                ? JsonBooleanSchema.builder().build()
                : JsonStringSchema.builder().build();
    }

    /** Small models wrap their JSON in a fence, or say a sentence before it: the outermost object counts. */
    T read(String text) throws Misshapen {
        int begin = text.indexOf('{');
        int end = text.lastIndexOf('}');
        if (begin < 0 || end < begin) {
            throw new Misshapen(text.isBlank() ? "The answer was empty." : "The answer was no JSON object.");
        }
        try {
            return JSON.readValue(text.substring(begin, end + 1), type);
        } catch (JacksonException e) {
            String at = e.getLocation() == null
                    ? ""
                    : " near character " + e.getLocation().getCharOffset();
            throw new Misshapen("The answer was no JSON object of the form that was asked for" + at + ".");
        }
    }

    /** The arguments of a tool call. */
    static JsonNode arguments(String text) throws Misshapen {
        try {
            JsonNode node = JSON.readTree(text.isBlank() ? "{}" : text);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            // What is said of it is the same.
        }
        throw new Misshapen("The arguments are no JSON object.");
    }

    /** An answer is not in its form; the message is for the model. */
    static final class Misshapen extends Exception {

        Misshapen(String message) {
            super(message);
        }

        String fault() {
            return String.valueOf(getMessage());
        }
    }
}
