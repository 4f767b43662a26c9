package dev.ferrule.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read without swagger-parser is what swagger-parser reads, and says nothing about. */
class PlainOperationTest {

    private static final String ODD = """
            openapi: VERSION
            info: {title: Odd, version: '1'}
            paths:
              /a/{id}:
                servers: [{url: 'https://other.example'}]
                get: {responses: {'200': {description: ok}}}
              /b:
                get: {responses: {'200': {content: {text/plain: {schema: {type: string}}}}}}
                put: {requestBody: {required: 'yes', content: {}}, responses: {default: {description: 5}}}
                post:
                  tags: [one, 2, ~, {}]
                  deprecated: 'true'
                  parameters:
                  - {name: q, in: Query, required: 'true', description: 1.5, schema: {type: string}, example: x}
                  - {name: h, in: header, required: 1, description: ''}
                  - {name: c, in: cookie, description: {a: b}, content: {application/json: {schema: {type: object}}}}
                  - {name: f, in: header, schema: true}
                  requestBody: {description: '', content: {'*/*': {}, 'x-more': {}, application/json: {schema: {$ref: '#/components/schemas/A'}}}}
                  responses: {200: {description: '', content: {}}, 4XX: {description: ' '}, x-no: {}}
                patch: {parameters: [{name: f, in: formData, type: file}], responses: {}}
                delete: {}
            components: {schemas: {A: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}}}
            """;

    private int plain;
    private int all;

    @Test
    void isWhatSwaggerParserWouldHaveSaid() throws IOException {
        for (String version : List.of("3.0.3", "3.1.0")) {
            compare(ODD.replace("VERSION", version).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(plain).isEqualTo(4);
        try (var samples = Files.list(Path.of("sample-specs"))) {
            for (Path sample : samples.filter(file -> file.toString().matches(".*[.](json|ya?ml)"))
                    .sorted()
                    .toList()) {
                compare(Files.readAllBytes(sample));
            }
        }
        assertThat(plain).isGreaterThan(all / 2);
    }

    private void compare(byte[] document) {
        new SpecReader().use(document, (root, dialect, warnings, budget) -> {
            if (dialect.swagger2()) {
                return 0;
            }
            References references = new References(root, warnings);
            OpenApi3Interpreter interpreter = new OpenApi3Interpreter(dialect);
            new PathItem(root, dialect, references, warnings).forEach(entry -> {
                ObjectNode draft = new OperationDraft(dialect, references, warnings, budget).of(entry);
                Operation made = PlainOperation.of(draft);
                all++;
                if (made != null) {
                    plain++;
                    List<String> messages = new ArrayList<>();
                    Operation parsed = interpreter.parsed(draft, entry.pointer(), messages);
                    assertThat(messages).as(entry.pointer()).isEmpty();
                    assertThat(facts(made)).as(entry.pointer()).isEqualTo(facts(parsed));
                }
            });
            return 0;
        });
    }

    /** All that {@link OperationReader} looks at. */
    private static String facts(Operation operation) {
        StringBuilder facts = new StringBuilder();
        facts.append(operation.getTags()).append(operation.getDeprecated()).append(operation.getServers());
        for (Parameter parameter : operation.getParameters()) {
            facts.append("\n").append(parameter.getName()).append(" in ").append(parameter.getIn());
            facts.append(parameter.getRequired()).append(parameter.getDescription());
            facts.append(parameter.getExtensions()).append(schema(parameter.getSchema()));
        }
        if (operation.getRequestBody() != null) {
            facts.append("\n").append(operation.getRequestBody().getRequired());
            facts.append(operation.getRequestBody().getDescription());
            facts.append(operation.getRequestBody().getExtensions());
            facts.append(content(operation.getRequestBody().getContent()));
        }
        operation
                .getResponses()
                .forEach((status, response) -> facts.append("\n")
                        .append(status)
                        .append(response.getDescription())
                        .append(content(response.getContent())));
        return facts.toString();
    }

    private static String content(@Nullable Content content) {
        StringBuilder facts = new StringBuilder();
        if (content == null) {
            return "none";
        }
        content.forEach((type, media) -> facts.append(type).append(schema(media.getSchema())));
        return facts.append('.').toString();
    }

    private static String schema(@Nullable Schema<?> schema) {
        return schema == null
                ? " no schema "
                : " " + schema.get$ref() + schema.getProperties() + schema.getExtensions();
    }
}
