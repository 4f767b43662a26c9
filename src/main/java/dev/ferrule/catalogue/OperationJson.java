package dev.ferrule.catalogue;

import dev.ferrule.spec.Operation;
import dev.ferrule.spec.Operation.Content;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Operations as stored JSON. Written by hand, because everything that is ever ingested passes here and Jackson takes
 * several times as long; read by Jackson.
 */
final class OperationJson {

    private static final JsonMapper MAPPER = CatalogueJson.MAPPER;

    private OperationJson() {}

    static Operation read(byte[] bytes, int start, int length) {
        return MAPPER.readValue(bytes, start, length, Operation.class);
    }

    static void write(Operation operation, JsonBytes json) {
        json.begin().open('{');
        json.name("operationId").text(operation.operationId());
        json.name("method").text(operation.method());
        json.name("path").text(operation.path());
        json.optional("summary", operation.summary());
        json.optional("description", operation.description());
        json.name("tags").value(operation.tags());
        json.name("parameters").open('[');
        operation.parameters().forEach(parameter -> parameter(json, parameter));
        json.close(']');
        Operation.Body body = operation.requestBody();
        if (body != null) {
            body(json, body);
        }
        json.name("responses").open('[');
        operation.responses().forEach(response -> response(json, response));
        json.close(']').name("security").open('[');
        operation
                .security()
                .forEach(requirement -> json.open('{')
                        .name("schemes")
                        .value(requirement.schemes())
                        .close('}'));
        json.close(']').name("servers").open('[');
        operation.servers().forEach(json::value);
        json.close(']');
        json.name("deprecated").truth(operation.deprecated());
        json.name("pointer").text(operation.pointer()).close('}');
    }

    private static void parameter(JsonBytes json, Operation.Parameter parameter) {
        json.open('{').name("name").text(parameter.name()).name("in").text(parameter.in());
        json.name("required").truth(parameter.required());
        json.optional("description", parameter.description());
        json.name("schema").value(parameter.schema()).close('}');
    }

    private static void body(JsonBytes json, Operation.Body body) {
        json.name("requestBody").open('{').name("required").truth(body.required());
        json.optional("description", body.description());
        contents(json, body.contents());
        json.close('}');
    }

    private static void response(JsonBytes json, Operation.Response response) {
        json.open('{').name("status").text(response.status());
        json.optional("description", response.description());
        contents(json, response.contents());
        json.close('}');
    }

    private static void contents(JsonBytes json, List<Content> contents) {
        json.name("contents").open('[');
        for (Content content : contents) {
            json.open('{').name("mediaType").text(content.mediaType());
            json.name("schema").schema(content.schema()).close('}');
        }
        json.close(']');
    }
}
