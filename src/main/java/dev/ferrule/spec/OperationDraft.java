package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The small copy of one operation that swagger-parser gets to interpret: references followed, parameters of the path
 * merged in, and in place of each schema a number under which the draft knows it. So swagger-parser never sees the bulk of
 * a document, and never a reference that it might want to fetch.
 */
final class OperationDraft {

    /** What stands in a Swagger 2.0 parameter for the number of its schema. */
    static final String SLOT = "x-slot";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int RESPONSES = 60;
    private static final int MEDIA_TYPES = 20;

    /** A parameter or body that stands once in the document may be written out for each of its operations. */
    private static final int NODES_OF_SHARED = 20;

    private final Dialect dialect;
    private final References references;
    private final Warnings warnings;
    private final Budget budget;
    private final List<Slot> slots = new ArrayList<>();

    OperationDraft(Dialect dialect, References references, Warnings warnings, Budget budget) {
        this.dialect = dialect;
        this.references = references;
        this.warnings = warnings;
        this.budget = budget;
    }

    /** A schema (of Swagger 2.0 perhaps a parameter that is its own schema), and an example that stands beside it. */
    record Slot(JsonNode schema, String pointer, @Nullable JsonNode example) {}

    @Nullable
    Slot slot(int number) {
        return number >= 0 && number < slots.size() ? slots.get(number) : null;
    }

    ObjectNode of(PathItem.Entry entry) {
        JsonNode operation = entry.operation();
        ObjectNode draft = NODES.objectNode();
        copyValue("deprecated", operation, draft);
        draft.set("tags", textArray(operation.get("tags")));
        draft.set("parameters", parameters(entry));
        draft.set("responses", responses(operation.path("responses"), entry.pointer() + "/responses"));
        if (dialect.swagger2()) {
            copyMediaTypes("consumes", operation, draft);
            copyMediaTypes("produces", operation, draft);
        } else {
            requestBody(operation.get("requestBody"), entry.pointer() + "/requestBody", draft);
            ArrayNode servers = Servers.cleaned(operation.get("servers"));
            draft.set(
                    "servers", servers.isEmpty() ? Servers.cleaned(entry.item().get("servers")) : servers);
        }
        return draft;
    }

    private static ArrayNode textArray(@Nullable JsonNode array) {
        ArrayNode texts = NODES.arrayNode();
        Texts.texts(array, 50).forEach(texts::add);
        return texts;
    }

    private static void copyMediaTypes(String name, JsonNode operation, ObjectNode draft) {
        if (operation.path(name).isArray()) {
            ArrayNode types = NODES.arrayNode();
            Texts.texts(operation.get(name), MEDIA_TYPES).forEach(types::add);
            draft.set(name, types);
        }
    }

    private ArrayNode parameters(PathItem.Entry entry) {
        ArrayNode parameters = NODES.arrayNode();
        for (DeclaredParameters.Declared declared : new DeclaredParameters(references, warnings, budget).of(entry)) {
            budget.repeat(NODES_OF_SHARED, 0);
            parameters.add(parameter(declared));
        }
        return parameters;
    }

    private ObjectNode parameter(DeclaredParameters.Declared declared) {
        ObjectNode draft = NODES.objectNode().put("name", declared.name()).put("in", declared.in());
        References.Target target = declared.target();
        copyValue("description", target.node(), draft);
        copyValue("required", target.node(), draft);
        if (dialect.swagger2()) {
            swagger2Schema(target, declared.in(), draft);
        } else {
            schemaOfParameter(target, draft);
        }
        return draft;
    }

    private static void copyValue(String name, JsonNode from, ObjectNode to) {
        JsonNode value = from.get(name);
        if (value != null && value.isValueNode() && !value.isNull()) {
            to.set(name, value);
        }
    }

    private void swagger2Schema(References.Target target, String in, ObjectNode draft) {
        if (in.equals("body")) {
            draft.put(SLOT, keep(target.node().path("schema"), target.pointer() + "/schema", null));
            return;
        }
        draft.put(SLOT, keep(target.node(), target.pointer(), target.node().get("x-example")));
        String type = target.node().path("type").asText();
        draft.put("type", type.equals("array") || type.isEmpty() ? "string" : type);
    }

    private void schemaOfParameter(References.Target target, ObjectNode draft) {
        JsonNode declared = target.node();
        JsonNode schema = declared.get("schema");
        String pointer = target.pointer() + "/schema";
        if (schema == null
                && declared.path("content").isObject()
                && !declared.path("content").isEmpty()) {
            String type = declared.get("content").fieldNames().next();
            schema = declared.get("content").get(type).get("schema");
            pointer = target.pointer() + "/content/" + Texts.escaped(type) + "/schema";
        }
        draft.set("schema", stand(schema == null ? NODES.objectNode() : schema, pointer, example(declared)));
    }

    private void requestBody(@Nullable JsonNode declared, String pointer, ObjectNode draft) {
        References.Target target = declared == null ? null : references.follow(declared, pointer);
        if (target != null && target.node().isObject()) {
            ObjectNode body = draft.putObject("requestBody");
            copyValue("description", target.node(), body);
            copyValue("required", target.node(), body);
            body.set("content", content(target.node().path("content"), target.pointer() + "/content"));
        }
    }

    private ObjectNode responses(JsonNode declared, String pointer) {
        ObjectNode responses = NODES.objectNode();
        declared.fields().forEachRemaining(field -> {
            budget.checkTime();
            String status = field.getKey();
            if (status.startsWith("x-") || responses.size() >= RESPONSES) {
                return;
            }
            References.Target target = references.follow(field.getValue(), pointer + "/" + Texts.escaped(status));
            ObjectNode response = responses.putObject(status);
            if (target != null && target.node().isObject()) {
                response(target, response);
            }
        });
        return responses;
    }

    private void response(References.Target target, ObjectNode draft) {
        copyValue("description", target.node(), draft);
        if (dialect.swagger2()) {
            JsonNode schema = target.node().get("schema");
            if (schema != null && schema.isObject()) {
                String number = String.valueOf(keep(schema, target.pointer() + "/schema", null));
                draft.putObject("schema").put("$ref", "#/definitions/" + number);
            }
        } else {
            draft.set("content", content(target.node().path("content"), target.pointer() + "/content"));
        }
    }

    private ObjectNode content(JsonNode declared, String pointer) {
        ObjectNode content = NODES.objectNode();
        declared.fields().forEachRemaining(field -> {
            if (content.size() >= MEDIA_TYPES || field.getKey().startsWith("x-")) {
                return;
            }
            budget.repeat(NODES_OF_SHARED, 0);
            JsonNode mediaType = field.getValue();
            ObjectNode draft = content.putObject(field.getKey());
            JsonNode schema = mediaType.get("schema");
            if (schema != null) {
                String at = pointer + "/" + Texts.escaped(field.getKey()) + "/schema";
                draft.set("schema", stand(schema, at, example(mediaType)));
            } else if (dialect == Dialect.OPENAPI_3_2
                    && mediaType.path("itemSchema").isObject()) {
                // Of a stream: what comes one after the other is an array, as the standard has it.
                ObjectNode all = NODES.objectNode().put("type", "array");
                all.set("items", mediaType.get("itemSchema"));
                String at = pointer + "/" + Texts.escaped(field.getKey()) + "/itemSchema";
                draft.set("schema", stand(all, at, example(mediaType)));
            }
        });
        return content;
    }

    /** The one under {@code example}, else the first of {@code examples}. */
    private static @Nullable JsonNode example(JsonNode declared) {
        JsonNode example = declared.get("example");
        if (example == null
                && declared.path("examples").isObject()
                && !declared.path("examples").isEmpty()) {
            example = declared.get("examples").elements().next().get("value");
        }
        return example;
    }

    private ObjectNode stand(JsonNode schema, String pointer, @Nullable JsonNode example) {
        return NODES.objectNode().put("$ref", "#/components/schemas/" + keep(schema, pointer, example));
    }

    private int keep(JsonNode schema, String pointer, @Nullable JsonNode example) {
        slots.add(new Slot(schema, pointer, example));
        return slots.size() - 1;
    }
}
