package dev.ferrule.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A description in several files becomes one document; nothing outside of its tree is ever asked for. */
class BundlerTest {

    private static final String ROOT = """
            openapi: 3.0.3
            info: {title: Split, version: '1'}
            paths:
              /pets/{id}: {$ref: './paths/pet.yaml'}
              /other:
                get:
                  operationId: other
                  parameters: [{$ref: '../../etc/passwd'}, {$ref: 'https://evil.test/a.yaml'}, {$ref: /etc/passwd}]
                  responses: {'200': {$ref: 'shared.json#/responses/Ok'}}
            components: {schemas: {Name: {type: string, maxLength: 7}}}
            """;

    private final Map<String, String> files = new HashMap<>(Map.of(
            "api/paths/pet.yaml",
            """
            get:
              operationId: getPet
              parameters: [{name: id, in: path, required: true, schema: {$ref: '#/x-id'}}]
              responses:
                '200': {description: ok, content: {application/json: {schema: {$ref: '../schemas/Pet.yaml'}}}}
            x-id: {type: integer}
            """,
            "api/schemas/Pet.yaml",
            """
            type: object
            properties:
              name: {$ref: '../openapi.yaml#/components/schemas/Name'}
              parent: {$ref: 'Pet.yaml'}
            """,
            "api/shared.json",
            "{\"responses\": {\"Ok\": {\"description\": \"fine\"}}}"));
    private final Set<String> asked = new TreeSet<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "openapi: 3.0.3|true",
                "a: b\\n  swagger: '2.0'|true",
                "'openapi': 3|true",
                "{\"paths\":{}, \"openapi\" : 1}|true",
                "{\"swaggerVersion\":\"1.2\"}|true",
                "type: object|false",
                "text: openapi|false",
                "a: {openapi: 3}|false",
                "x:\\n        openapi: deep|false"
            })
    void aDocumentIsAWholeDescriptionWhenItSaysSoNearItsTop(String document, boolean root) {
        String text = "# " + "x".repeat(200) + "\n" + document.replace("\\n", "\n") + "\n" + "# y".repeat(100);

        assertThat(FileReferences.isRoot(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(root);
    }

    @Test
    void referencesToOtherFilesLeadIntoTheOneDocument() {
        byte[] bundled = bundled(ROOT);

        ApiDescription read = new SpecReader().read(bundled);
        Operation pet = read.operations().get(0);
        assertThat(pet.operationId()).isEqualTo("getPet");
        assertThat(pet.parameters().get(0).schema()).containsEntry("type", "integer");
        assertThat(pet.responses().get(0).contents().get(0).schema().toString())
                .contains("name={type=string, maxLength=7}", "parent");
        assertThat(read.operations().get(1).responses().get(0).description()).isEqualTo("fine");
        assertThat(read.warnings()).extracting(Warning::code).containsOnly("reference-external");
        assertThat(bundled(ROOT)).isEqualTo(bundled);
    }

    @Test
    void onlyFilesOfTheTreeAreAskedFor() {
        bundled(ROOT);

        assertThat(asked).containsExactly("api/paths/pet.yaml", "api/schemas/Pet.yaml", "api/shared.json");
    }

    @Test
    void aDocumentThatNeedsNoOtherStaysAsItIs() {
        String alone = "openapi: 3.0.0\npaths: {/a: {get: {responses: {'200': {$ref: 'gone.yaml'}}}}}\n";

        assertThat(new String(bundled(alone), StandardCharsets.UTF_8)).isEqualTo(alone);
        assertThat(bundled("not: [closed, $ref: schemas/Pet.yaml")).isNotEmpty();
    }

    @Test
    void filesThatReferToEachOtherWithoutEndAreReadOnce() {
        for (int i = 0; i < 40; i++) {
            files.put(
                    "api/f" + i + ".yaml",
                    "a: {$ref: f" + (i + 1) % 40 + ".yaml}\nb: {$ref: f" + (i + 1) % 40 + ".yaml}\n");
        }

        byte[] bundled = bundled(ROOT.replace("'shared.json#/responses/Ok'", "f0.yaml"));

        assertThat(bundled.length).isLessThan(10_000);
        assertThat(new SpecReader().read(bundled).operations()).hasSize(2);
    }

    private byte[] bundled(String root) {
        return new Bundler().bundled("api/openapi.yaml", root.getBytes(StandardCharsets.UTF_8), names -> {
            asked.addAll(names);
            Map<String, byte[]> found = new HashMap<>();
            for (String name : names) {
                if (files.containsKey(name)) {
                    found.put(name, files.get(name).getBytes(StandardCharsets.UTF_8));
                }
            }
            return found;
        });
    }
}
