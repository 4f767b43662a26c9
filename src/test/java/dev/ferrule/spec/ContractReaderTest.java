package dev.ferrule.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a document says about calling an operation, in one set of terms. */
class ContractReaderTest {

    private final ContractReader reader = new ContractReader(new SpecReader());

    private Contract read(String document, String method, String path) {
        return reader.read(document.getBytes(StandardCharsets.UTF_8), method, path);
    }

    @Test
    void swagger2IsPutIntoTheTermsOfOpenApi3() {
        Contract contract = read("""
                swagger: "2.0"
                info: {title: T, version: "1"}
                consumes: [application/json]
                produces: [application/xml, application/json]
                paths:
                  /orders/{id}/lines/{line}:
                    parameters:
                      - {name: id, in: path, required: true, type: integer, minimum: 0, exclusiveMinimum: true}
                    put:
                      parameters:
                        - {name: tags, in: query, type: array, items: {type: string}, collectionFormat: multi}
                        - {name: sizes, in: query, type: array, items: {type: string}, collectionFormat: pipes}
                        - {name: names, in: query, type: array, items: {type: string}}
                        - {name: order, in: body, required: true, schema: {$ref: '#/definitions/Order'}}
                      responses:
                        200: {description: fine, schema: {$ref: '#/definitions/Order'}, headers: {X-Left: {type: integer}}}
                definitions:
                  Order:
                    type: object
                    required: [name]
                    properties:
                      name: {type: string, x-nullable: true, example: Ada}
                      parent: {$ref: '#/definitions/Order'}
                """, "PUT", "/orders/{id}/lines/{line}");

        assertThat(contract.parameters())
                .extracting(Contract.Parameter::name, Contract.Parameter::style, Contract.Parameter::explode)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("id", "simple", false),
                        org.assertj.core.groups.Tuple.tuple("tags", "form", true),
                        org.assertj.core.groups.Tuple.tuple("sizes", "pipeDelimited", false),
                        org.assertj.core.groups.Tuple.tuple("names", "form", false),
                        org.assertj.core.groups.Tuple.tuple("line", "simple", false));
        assertThat(contract.parameters().get(0).schema()).isEqualTo(Map.of("type", "integer", "exclusiveMinimum", 0));
        assertThat(contract.parameters().get(4).schema()).isEqualTo(Map.of("type", "string"));
        assertThat(contract.body().required()).isTrue();
        assertThat(contract.body().contents()).hasSize(1);
        assertThat(contract.body().contents().get(0).schema()).isEqualTo(Map.of("$ref", "#/$defs/Order"));
        assertThat(contract.responses().get(0).contents())
                .extracting(Contract.Content::mediaType)
                .containsExactly("application/json", "application/xml");
        assertThat(contract.responses().get(0).headers().get(0).schema()).isEqualTo(Map.of("type", "integer"));
        assertThat(contract.defs()).containsOnlyKeys("Order");
        assertThat(contract.defs().get("Order"))
                .isEqualTo(Map.of(
                        "$comment",
                        "#/definitions/Order",
                        "type",
                        "object",
                        "required",
                        List.of("name"),
                        "properties",
                        Map.of(
                                "name",
                                Map.of("type", List.of("string", "null"), "examples", List.of("Ada")),
                                "parent",
                                Map.of("$ref", "#/$defs/Order"))));
        assertThat(contract.cut()).isFalse();
        assertThat(contract.weight()).isBetween(1_000, 100_000);
    }

    @Test
    void formFieldsOfSwagger2BecomeABody() {
        Contract contract = read("""
                swagger: "2.0"
                info: {title: T, version: "1"}
                paths:
                  /files:
                    post:
                      parameters:
                        - {name: file, in: formData, required: true, type: file}
                        - {name: labels, in: formData, type: array, items: {type: string}, collectionFormat: multi}
                      responses: {201: {description: made}}
                """, "POST", "/files");

        assertThat(contract.parameters()).isEmpty();
        Contract.Content content = contract.body().contents().get(0);
        assertThat(content.mediaType()).isEqualTo("multipart/form-data");
        assertThat(content.schema()).containsEntry("required", List.of("file"));
        assertThat(content.encodings()).containsExactly(new Contract.Encoding("labels", null, "form", true, false));
    }

    @Test
    void whatBelongsToOpenApi30IsWrittenAsJsonSchema() {
        Contract contract = read("""
                openapi: 3.0.3
                info: {title: T, version: "1"}
                paths:
                  /things:
                    post:
                      parameters:
                        - {name: filter, in: query, style: deepObject, explode: true, allowReserved: true, schema: {type: object}}
                        - name: where
                          in: query
                          content: {application/json: {schema: {type: object}, example: {a: 1}}}
                      requestBody:
                        required: true
                        content:
                          text/plain: {schema: {type: string}}
                          application/json:
                            schema: {$ref: '#/components/schemas/Thing'}
                            examples: {one: {value: {size: 3}}, two: {$ref: '#/components/examples/Two'}}
                      callbacks:
                        done: {'{$request.body#/url}': {post: {responses: {}}}}
                      responses: {default: {description: any}}
                components:
                  examples: {Two: {value: {size: 4}}}
                  schemas:
                    Thing:
                      type: object
                      required: true
                      properties:
                        size: {type: integer, maximum: 10, exclusiveMaximum: true, nullable: true, enum: [1, 2]}
                        kind: {type: string, enum: [1, 2]}
                        owner: {nullable: true, allOf: [{$ref: '#/components/schemas/Owner'}]}
                        gone: {$ref: 'http://198.51.100.7/x.json'}
                    Owner: {type: object, readOnly: true}
                """, "POST", "/things");

        assertThat(contract.parameters().get(0).style()).isEqualTo("deepObject");
        assertThat(contract.parameters().get(0).allowReserved()).isTrue();
        assertThat(contract.parameters().get(1).mediaType()).isEqualTo("application/json");
        assertThat(contract.parameters().get(1).examples()).containsExactly(Map.of("a", 1));
        Contract.Content json = contract.body().contents().get(0);
        assertThat(json.mediaType()).isEqualTo("application/json");
        assertThat(json.examples()).containsExactly(Map.of("size", 3), Map.of("size", 4));
        assertThat(contract.callbacks())
                .extracting(Contract.Callback::expression)
                .containsExactly("{$request.body#/url}");
        Map<?, ?> thing = (Map<?, ?>) contract.defs().get("Thing");
        Map<?, ?> properties = (Map<?, ?>) thing.get("properties");
        assertThat(thing.containsKey("required")).isFalse();
        assertThat(properties.get("size").toString())
                .isEqualTo("{type=[integer, null], enum=[1, 2, null], exclusiveMaximum=10}");
        assertThat(properties.get("kind").toString()).isEqualTo("{type=string, enum=[1, 2]}");
        assertThat(properties.get("owner").toString())
                .isEqualTo("{anyOf=[{allOf=[{$ref=#/$defs/Owner}]}, {type=null}]}");
        assertThat((Map<?, ?>) properties.get("gone")).isEmpty();
    }

    @Test
    void endlessSchemasEndAndAreMarkedAsCut() {
        StringBuilder document = new StringBuilder(
                "{\"openapi\":\"3.1.0\",\"info\":{},\"paths\":{\"/a\":{\"get\":{\"parameters\":[{\"name\":\"q\",\"in\":\"query\","
                        + "\"schema\":{\"$ref\":\"#/components/schemas/S0\"}}],\"responses\":{}}}},\"components\":{\"schemas\":{");
        for (int i = 0; i < 5_000; i++) {
            document.append(
                    "\"S%d\":{\"properties\":{\"n\":{\"$ref\":\"#/components/schemas/S%d\"}}},".formatted(i, i + 1));
        }
        document.append("\"S5000\":{\"$ref\":\"#/components/schemas/S5000\"}}}}");

        Contract contract = read(document.toString(), "GET", "/a");

        assertThat(contract.cut()).isTrue();
        assertThat(contract.defs()).hasSize(3_000);
    }

    @Test
    void anOperationThatIsNotThereIsAProblem() {
        assertThatThrownBy(() -> read("{\"openapi\":\"3.1.0\",\"paths\":{}}", "GET", "/a"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("GET /a");
    }
}
