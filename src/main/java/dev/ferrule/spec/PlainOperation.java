package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What swagger-parser makes of a draft in which there is nothing that it would complain of, as far as our reading looks at
 * it. Almost all operations are so, and asking it for each takes an eighth of the time of an ingestion: it forms the name
 * of every place it might have to complain of. Drafts are our own work, so little can be odd in them.
 */
final class PlainOperation {

    private static final Set<String> PLACES = Set.of("query", "header", "path", "cookie");

    private PlainOperation() {}

    /** Null if swagger-parser must be asked. */
    static @Nullable Operation of(ObjectNode draft) {
        if (!draft.path("servers").isEmpty()) {
            return null;
        }
        Operation operation = new Operation();
        List<Parameter> parameters = parameters(draft.path("parameters"));
        ApiResponses responses = responses(draft.path("responses"));
        if (parameters == null || responses == null) {
            return null;
        }
        operation.setParameters(parameters);
        operation.setResponses(responses);
        JsonNode body = draft.get("requestBody");
        if (body != null) {
            if (body.path("content").isEmpty()) {
                return null;
            }
            operation.setRequestBody(new RequestBody()
                    .description(text(body, "description"))
                    .required(truth(body, "required"))
                    .content(content(body.path("content"))));
        }
        List<String> tags = new ArrayList<>();
        draft.path("tags").forEach(tag -> tags.add(tag.textValue()));
        operation.setTags(tags);
        operation.setDeprecated(truth(draft, "deprecated"));
        return operation;
    }

    private static @Nullable List<Parameter> parameters(JsonNode drafts) {
        List<Parameter> parameters = new ArrayList<>(drafts.size());
        for (JsonNode draft : drafts) {
            String in = text(draft, "in");
            if (in == null || !PLACES.contains(in)) {
                return null;
            }
            parameters.add(new Parameter()
                    .in(in)
                    .name(text(draft, "name"))
                    .description(text(draft, "description"))
                    .required(Boolean.TRUE.equals(truth(draft, "required")))
                    .schema(schema(draft.path("schema"))));
        }
        return parameters;
    }

    private static @Nullable ApiResponses responses(JsonNode drafts) {
        ApiResponses responses = new ApiResponses();
        for (Map.Entry<String, JsonNode> field : drafts.properties()) {
            JsonNode draft = field.getValue();
            String description = text(draft, "description");
            if (description == null) {
                return null; // it is wanted, and so is the word that it is missing
            }
            ApiResponse response = new ApiResponse();
            response.setDescription(description);
            JsonNode content = draft.get("content");
            response.setContent(content == null ? null : content(content));
            responses.put(field.getKey(), response);
        }
        return responses;
    }

    private static Content content(JsonNode drafts) {
        Content content = new Content();
        for (Map.Entry<String, JsonNode> field : drafts.properties()) {
            MediaType type = new MediaType();
            JsonNode schema = field.getValue().get("schema");
            type.setSchema(schema == null ? null : schema(schema));
            content.addMediaType(field.getKey(), type);
        }
        return content;
    }

    /** In a draft it is the number of a schema, written as a reference. */
    private static Schema<?> schema(JsonNode stand) {
        Schema<?> schema = new Schema<>();
        schema.set$ref(text(stand, "$ref"));
        return schema;
    }

    private static @Nullable String text(JsonNode draft, String name) {
        JsonNode value = draft.get(name);
        return value == null ? null : value.asText();
    }

    /** A truth value in quotes counts, anything else does not. */
    private static @Nullable Boolean truth(JsonNode draft, String name) {
        JsonNode value = draft.get(name);
        if (value == null || !(value.isBoolean() || value.isTextual())) {
            return null;
        }
        return value.isBoolean() ? value.booleanValue() : Boolean.parseBoolean(value.textValue());
    }
}
