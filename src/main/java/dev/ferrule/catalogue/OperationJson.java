package dev.ferrule.catalogue;

import dev.ferrule.spec.Operation;
import dev.ferrule.spec.Operation.Content;
import dev.ferrule.spec.SecurityRequirement;
import dev.ferrule.spec.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Operations as stored JSON, one after the other. Written field by field, because everything that is ever ingested passes here
 * and Jackson takes twice as long to find out what to do with each value of a schema; and each schema once, since whoever reads
 * a document shares one object among all operations that use the same. Read by Jackson.
 */
final class OperationJson {

    private static final JsonMapper MAPPER = CatalogueJson.MAPPER;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(16_384);
    private final Map<Map<String, Object>, byte[]> schemas = new IdentityHashMap<>();

    static Operation read(byte[] bytes, int start, int length) {
        return MAPPER.readValue(bytes, start, length, Operation.class);
    }

    int size() {
        return out.size();
    }

    void writeTo(OutputStream target) throws IOException {
        out.writeTo(target);
    }

    void clear() {
        out.reset();
        schemas.clear();
    }

    void write(Operation operation) {
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            text(json, "operationId", operation.operationId());
            text(json, "method", operation.method());
            text(json, "path", operation.path());
            text(json, "summary", operation.summary());
            text(json, "description", operation.description());
            value(json, "tags", operation.tags());
            json.writeName("parameters");
            json.writeStartArray();
            operation.parameters().forEach(parameter -> parameter(json, parameter));
            json.writeEndArray();
            Operation.Body body = operation.requestBody();
            if (body != null) {
                body(json, body);
            }
            json.writeName("responses");
            json.writeStartArray();
            operation.responses().forEach(response -> response(json, response));
            json.writeEndArray();
            json.writeName("security");
            json.writeStartArray();
            operation.security().forEach(requirement -> security(json, requirement));
            json.writeEndArray();
            json.writeName("servers");
            json.writeStartArray();
            for (Server server : operation.servers()) {
                json.writePOJO(server);
            }
            json.writeEndArray();
            json.writeBooleanProperty("deprecated", operation.deprecated());
            text(json, "pointer", operation.pointer());
            json.writeEndObject();
        }
    }

    private void parameter(JsonGenerator json, Operation.Parameter parameter) {
        json.writeStartObject();
        text(json, "name", parameter.name());
        text(json, "in", parameter.in());
        json.writeBooleanProperty("required", parameter.required());
        text(json, "description", parameter.description());
        value(json, "schema", parameter.schema());
        json.writeEndObject();
    }

    private void body(JsonGenerator json, Operation.Body body) {
        json.writeName("requestBody");
        json.writeStartObject();
        json.writeBooleanProperty("required", body.required());
        text(json, "description", body.description());
        contents(json, body.contents());
        json.writeEndObject();
    }

    private void response(JsonGenerator json, Operation.Response response) {
        json.writeStartObject();
        text(json, "status", response.status());
        text(json, "description", response.description());
        contents(json, response.contents());
        json.writeEndObject();
    }

    private void contents(JsonGenerator json, List<Content> contents) {
        json.writeName("contents");
        json.writeStartArray();
        for (Content content : contents) {
            json.writeStartObject();
            text(json, "mediaType", content.mediaType());
            json.writeName("schema");
            schema(json, content.schema());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The generator is told that a value stands here, and its bytes go around it. */
    private void schema(JsonGenerator json, Map<String, Object> schema) {
        json.writeRawValue("");
        json.flush();
        out.writeBytes(schemas.computeIfAbsent(schema, OperationJson::bytes));
    }

    private static byte[] bytes(Map<String, Object> schema) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            value(json, schema);
        }
        return bytes.toByteArray();
    }

    private static void security(JsonGenerator json, SecurityRequirement requirement) {
        json.writeStartObject();
        value(json, "schemes", requirement.schemes());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) {
        if (text != null) {
            json.writeName(name);
            json.writeString(text);
        }
    }

    private static void value(JsonGenerator json, String name, Object value) {
        json.writeName(name);
        value(json, value);
    }

    private static void value(JsonGenerator json, @Nullable Object value) {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeName((String) entry.getKey());
                value(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                value(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writePOJO(value); // numbers of all kinds, and null
        }
    }
}
