package dev.ferrule.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecReaderTest {

    private final SpecReader reader = new SpecReader();

    @Test
    void readsAnOpenApi30DocumentWithItsReferencesFollowed() {
        ApiDescription shop = read("""
                openapi: 3.0.3
                info: {title: Shop, version: 1.10}
                servers:
                  - url: https://{store}.shop.example:8443/v1
                    variables: {store: {default: demo}}
                tags: [{name: orders, description: What was bought}]
                security: [{key: []}]
                paths:
                  /orders/{id}:
                    parameters: [{$ref: '#/components/parameters/Id'}]
                    get:
                      operationId: getOrder
                      tags: [orders]
                      summary: One order
                      responses:
                        200:
                          description: The order
                          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
                    delete:
                      security: []
                      responses: {204: {description: Gone}}
                    post:
                      security: [{key: [], oauth: [write]}, {}]
                      requestBody: {$ref: '#/components/requestBodies/Order'}
                      responses: {200: {description: Done}}
                components:
                  parameters: {Id: {name: id, in: path, required: true, schema: {type: string}}}
                  requestBodies:
                    Order: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
                  schemas:
                    Order:
                      type: object
                      required: [id]
                      properties:
                        id: {type: string}
                        parent: {$ref: '#/components/schemas/Order'}
                        lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
                    Line: {type: object, properties: {sku: {type: string, example: A-1}}}
                  securitySchemes:
                    key: {type: apiKey, in: header, name: X-Key}
                    oauth:
                      type: oauth2
                      flows: {clientCredentials: {tokenUrl: https://shop.example/token, scopes: {write: Change orders}}}
                """);

        assertThat(shop.title()).isEqualTo("Shop");
        assertThat(shop.version()).isEqualTo("1.10");
        assertThat(shop.format()).isEqualTo("openapi-3.0");
        assertThat(shop.host()).isEqualTo("demo.shop.example");
        assertThat(shop.security()).containsExactly(new SecurityRequirement(Map.of("key", List.of())));
        assertThat(shop.securitySchemes()).extracting(SecurityScheme::type).containsExactly("apiKey", "oauth2");
        assertThat(shop.securitySchemes().get(1).flows().get(0).scopes()).containsEntry("write", "Change orders");

        Operation get = operation(shop, "GET", "/orders/{id}");
        assertThat(get.operationId()).isEqualTo("getOrder");
        assertThat(get.pointer()).isEqualTo("#/paths/~1orders~1{id}/get");
        assertThat(get.security()).isEqualTo(shop.security());
        assertThat(get.parameters())
                .containsExactly(new Operation.Parameter("id", "path", true, null, Map.of("type", "string")));
        assertThat(get.responses().get(0).contents().get(0).schema())
                .extracting("properties")
                .asString()
                .contains("parent={$ref=#/components/schemas/Order}", "example=A-1");

        Operation delete = operation(shop, "DELETE", "/orders/{id}");
        assertThat(delete.operationId()).isEqualTo("delete_orders_by_id");
        assertThat(delete.security()).containsExactly(new SecurityRequirement(Map.of()));

        Operation post = operation(shop, "POST", "/orders/{id}");
        assertThat(post.security())
                .containsExactly(
                        new SecurityRequirement(Map.of("key", List.of(), "oauth", List.of("write"))),
                        new SecurityRequirement(Map.of()));
        assertThat(post.requestBody()).isNotNull();
        assertThat(post.requestBody().required()).isTrue();
        assertThat(shop.warnings()).extracting(Warning::code).containsOnly("operation-id-missing");
    }

    @Test
    void putsSwagger20IntoTheTermsOfOpenApi3() {
        ApiDescription mail = read("""
                {"swagger": "2.0", "info": {"title": "Mail", "version": "1"},
                 "host": "API.mail.example", "basePath": "/v2", "schemes": ["https", "http"],
                 "consumes": ["application/json"], "produces": ["application/json"],
                 "securityDefinitions": {
                   "login": {"type": "basic"},
                   "code": {"type": "oauth2", "flow": "accessCode", "authorizationUrl": "https://a.example/auth",
                            "tokenUrl": "https://a.example/token", "scopes": {"send": "Send mail"}},
                   "machine": {"type": "oauth2", "flow": "application", "tokenUrl": "https://a.example/token", "scopes": {}},
                   "cookie": {"type": "apiKey", "in": "cookie", "name": "sid"}},
                 "security": [{"login": []}, {"code": ["send"]}],
                 "paths": {"/messages": {"post": {
                   "operationId": "messages/send",
                   "parameters": [{"$ref": "#/parameters/Verbose"},
                                  {"name": "message", "in": "body", "required": true,
                                   "schema": {"$ref": "#/definitions/Message"}}],
                   "responses": {"200": {"$ref": "#/responses/Sent"}}}},
                  "/files": {"post": {
                   "operationId": "upload", "consumes": ["multipart/form-data"],
                   "parameters": [{"name": "file", "in": "formData", "type": "file", "required": true},
                                  {"name": "kind", "in": "formData", "type": "string", "enum": ["a", "b"]},
                                  {"name": "ids", "in": "query", "type": "array", "items": {"type": "integer"}}],
                   "responses": {"204": {"description": "Stored"}}}}},
                 "parameters": {"Verbose": {"name": "verbose", "in": "query", "type": "boolean", "default": false}},
                 "responses": {"Sent": {"description": "Sent", "schema": {"$ref": "#/definitions/Message"}}},
                 "definitions": {"Message": {"type": "object", "properties": {"to": {"type": "string", "x-nullable": true}}}}}
                """);

        assertThat(mail.format()).isEqualTo("swagger-2.0");
        assertThat(mail.host()).isEqualTo("api.mail.example");
        assertThat(mail.servers())
                .extracting(Server::url)
                .containsExactly("https://API.mail.example/v2", "http://API.mail.example/v2");
        assertThat(mail.securitySchemes())
                .extracting(SecurityScheme::type)
                .containsExactly("http", "oauth2", "oauth2", "apiKey");
        assertThat(mail.securitySchemes().get(0).scheme()).isEqualTo("basic");
        assertThat(mail.securitySchemes().get(1).flows().get(0).kind()).isEqualTo("authorizationCode");
        assertThat(mail.securitySchemes().get(2).flows().get(0).kind()).isEqualTo("clientCredentials");
        assertThat(mail.securitySchemes().get(3).in()).isEqualTo("cookie");

        Operation send = operation(mail, "POST", "/messages");
        assertThat(send.operationId()).isEqualTo("messages_send");
        assertThat(send.security()).hasSize(2);
        assertThat(send.parameters())
                .containsExactly(new Operation.Parameter(
                        "verbose", "query", false, null, Map.of("type", "boolean", "default", false)));
        Map<String, Object> message =
                Map.of("type", "object", "properties", Map.of("to", Map.of("type", "string", "nullable", true)));
        assertThat(send.requestBody().required()).isTrue();
        assertThat(send.requestBody().contents()).containsExactly(new Operation.Content("application/json", message));
        assertThat(send.responses().get(0).contents())
                .containsExactly(new Operation.Content("application/json", message));

        Operation upload = operation(mail, "POST", "/files");
        assertThat(upload.parameters().get(0).schema()).containsEntry("items", Map.of("type", "integer"));
        assertThat(upload.requestBody().contents())
                .containsExactly(new Operation.Content(
                        "multipart/form-data",
                        Map.of(
                                "type", "object",
                                "properties",
                                        Map.of(
                                                "file", Map.of("type", "string", "format", "binary"),
                                                "kind", Map.of("type", "string", "enum", List.of("a", "b"))),
                                "required", List.of("file"))));
    }

    @Test
    void readsAnOpenApi31DocumentWithItsWebhooks() {
        ApiDescription hooks = read("""
                {"openapi": "3.1.0", "info": {"title": "Hooks", "version": "1"},
                 "webhooks": {"order.paid": {"post": {"responses": {}}}},
                 "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": {"description": "A",
                   "content": {"application/json": {"schema": {"type": ["object", "null"],
                     "properties": {"kind": {"const": "a"}, "any": true}}}}}}}}}}
                """);

        assertThat(hooks.format()).isEqualTo("openapi-3.1");
        assertThat(hooks.webhooks()).containsExactly("order.paid");
        assertThat(hooks.servers()).isEmpty();
        assertThat(hooks.host()).isNull();
        Operation a = operation(hooks, "GET", "/a");
        assertThat(a.security()).isEmpty();
        assertThat(a.responses().get(0).contents().get(0).schema())
                .isEqualTo(Map.of(
                        "type", List.of("object", "null"),
                        "properties", Map.of("kind", Map.of("const", "a"), "any", Map.of())));
        assertThat(hooks.warnings()).isEmpty();
    }

    private ApiDescription read(String document) {
        return reader.read(document.getBytes(StandardCharsets.UTF_8));
    }

    private static Operation operation(ApiDescription description, String method, String path) {
        return description.operations().stream()
                .filter(operation ->
                        operation.method().equals(method) && operation.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
