package dev.ferrule.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ferrule.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What documents from anybody try. Each ends in a clear refusal or a bounded reading, within a small heap. */
class HostileDocumentsTest {

    private static final String HEAD = "openapi: 3.0.0\ninfo: {title: T, version: '1'}\n";
    private static final String PATHS = HEAD + "paths: {/a: {get: {operationId: a, responses: {}}}}\n";

    private final SpecReader reader = new SpecReader();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"swaggerVersion\":\"1.2\",\"apis\":[]}                         | Swagger 1.2",
                "{\"swagger\":\"1.2\",\"apis\":[]}                                | Swagger 1.2",
                "{\"id\":\"x\",\"name\":\"n\",\"order\":[],\"requests\":[]}       | Postman",
                "{\"values\":[],\"_postman_variable_scope\":\"environment\"}  | Postman",
                "{\"asyncapi\":\"2.6.0\",\"info\":{},\"channels\":{}}             | AsyncAPI",
                "{\"arazzo\":\"1.0.0\",\"workflows\":[]}                          | Arazzo",
                "{\"overlay\":\"1.0.0\",\"actions\":[]}                           | Overlay",
                "{\"kind\":\"discovery#directoryList\",\"items\":[]}              | Google Discovery",
                "`<application xmlns='http://wadl.dev.java.net/2009/02'/>`        | WADL",
                "{\"data\":{\"__schema\":{}}}                                     | GraphQL",
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"}   | JSON Schema",
                "{\"openrpc\":\"1.2.6\"}                                          | OpenRPC",
                "`#%RAML 1.0\ntitle: T`                                           | RAML",
                "`# comment\ntype Query {\n  a: String\n}`                        | GraphQL",
                "`syntax = \"proto3\";`                                           | Protocol Buffers",
                "`<?xml version='1.0'?><wsdl:definitions xmlns:wsdl='x'/>`        | WSDL",
                "`FORMAT: 1A\n# API`                                              | API Blueprint",
                "`swaggerVersion: '1.2'\napis: []`                               | Swagger 1.2",
                "`asyncapi: 3.0.0\ninfo: {title: T}`                             | AsyncAPI",
                "`overlay: 1.0.0\nactions: []`                                   | Overlay",
                "`arazzo: 1.0.1\nworkflows: []`                                  | Arazzo",
                "`#%RAML 0.8\n---\ntitle: T`                                     | RAML",
                "`// Licence\nsyntax = \"proto2\";\nmessage A {}`                 | Protocol Buffers",
                "`\"\"\"\nThe API\n\"\"\"\nschema { query: Q }`                   | GraphQL",
                "`extend type Query @key(fields: \"id\") {\n  a: String\n}`       | GraphQL",
                "`<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>`        | WSDL",
                "`<w:description xmlns:w='http://www.w3.org/ns/wsdl'/>`           | WSDL",
                "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"}}} | JSON Schema",
                "`apiVersion: v1\nkind: Service`                                  | Kubernetes",
            })
    void anotherFormatIsRefusedByItsName(String document, String name) {
        assertThat(refusal(document))
                .returns("spec-format-unsupported", Problem::code)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                        | spec-empty",
                "`  \n\t `                                 | spec-empty",
                "<!DOCTYPE html><html></html>              | spec-not-recognised",
                "{}                                        | spec-not-recognised",
                "[]                                        | spec-not-recognised",
                "just words                                | spec-not-recognised",
                "{\"a\":1}                                 | spec-not-recognised",
                "{\"openapi\":\"banana\",\"paths\":{}}     | spec-version-unsupported",
                "{\"openapi\":\"4.0.0\",\"paths\":{}}      | spec-version-unsupported",
                "{\"openapi\":\"3.01\",\"paths\":{}}       | spec-version-unsupported",
                "{\"openapi\":{},\"paths\":{}}             | spec-version-unsupported",
                "{\"swagger\":\"3.0\",\"paths\":{}}        | spec-version-unsupported",
                "{\"openapi\":\"3.0.0\"}                   | spec-without-paths",
                "{\"openapi\":\"3.0.0\",\"paths\":[]}      | spec-without-paths",
                "{\"swagger\":\"2.0\",\"paths\":7}         | spec-without-paths",
                "{\"openapi\":\"3.0.0\",\"paths\":{        | spec-broken",
                "{\"openapi\":\"3.0.0\",\"paths\":{}} {}   | spec-broken",
                "{\"openapi\":\"3.0.0\",\"paths\":{}} xyz  | spec-broken",
                "`openapi: 3.0.0\npaths: {}\n---\na: b`    | spec-broken",
                "`a: *nowhere`                             | spec-broken",
                "`a: &a [*a]`                              | spec-broken",
                "`? [a]\n: b`                              | spec-broken",
                "`\tpaths: {}`                             | spec-broken",
            })
    void whatIsNoReadableDescriptionIsRefused(String document, String code) {
        assertThat(refusal(document == null ? "" : document).code()).isEqualTo(code);
    }

    @Test
    void theRefusalOfABrokenDocumentSaysWhere() {
        assertThat(refusal("{\"openapi\": \"3.0.0\",\n \"paths\": {]}")).hasMessageContaining("line 2");
        assertThat(refusal(HEAD + "paths: {/a: [}}\n")).hasMessageContaining("line 3, column 14");
    }

    @Test
    void aBillionLaughsAreRefusedBeforeTheyAreBuilt() {
        StringBuilder bomb = new StringBuilder(PATHS + "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }

        assertThat(refusal(bomb.toString()).code()).isEqualTo("spec-too-large");
    }

    @Test
    void aLongTextRepeatedByAliasesIsRefused() {
        String bomb = PATHS + "a: &a " + "x".repeat(100_000) + "\nb: [" + "*a, ".repeat(20_000) + "]\n";

        assertThat(refusal(bomb).code()).isEqualTo("spec-too-large");
    }

    @Test
    void whatOperationsShareCountsForEachOfThem() {
        StringBuilder shared = new StringBuilder(
                "{\"openapi\":\"3.0.0\",\"components\":{\"pathItems\":{\"P\":{\"get\":{},\"parameters\":[");
        for (int i = 0; i < 2_000; i++) {
            shared.append("{\"in\":\"query\",\"name\":\"p" + i + "\"},");
        }
        shared.append("{}]}}},\"paths\":{");
        for (int i = 0; i < 2_000; i++) {
            shared.append("\"/a" + i + "\":{\"$ref\":\"#/components/pathItems/P\"},");
        }

        assertThat(refusal(shared + "\"/z\":{}}}").code()).isEqualTo("spec-too-large");
    }

    @Test
    void moreOperationsThanAnyApiHasAreRefused() {
        StringBuilder paths = new StringBuilder("{\"openapi\":\"3.0.0\",\"paths\":{");
        for (int i = 0; i < 200_001; i++) {
            paths.append("\"/a" + i + "\":{\"get\":{}},");
        }

        assertThat(refusal(paths + "\"/z\":{}}}").code()).isEqualTo("spec-too-large");
    }

    @Test
    void aSmallDocumentOfManyBracketsIsReadForAllThat() {
        String deep = "{\"openapi\":\"3.0.0\",\"paths\":{\"/a\":{\"get\":{\"x-a\":" + "[".repeat(400) + "]".repeat(400)
                + "}}}}";

        assertThat(new SpecReader().read(deep.getBytes(StandardCharsets.UTF_8)).operations())
                .hasSize(1);
    }

    @Test
    void aDocumentThatIsTooLargeIsRefusedUnread() {
        assertThat(refusal(new byte[64 * 1024 * 1024 + 1]).code()).isEqualTo("spec-too-large");
    }

    @Test
    void aTextOfTensOfMegabytesIsRefused() {
        String json = "{\"openapi\":\"3.0.0\",\"paths\":{},\"x-a\":\"" + "x".repeat(25_000_000) + "\"}";

        assertThat(refusal(json).code()).isEqualTo("spec-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void aHundredThousandLevelsAreRefused(String level) {
        assertThat(refusal("{\"openapi\":\"3.0.0\",\"x-a\":" + level.repeat(100_000))
                        .code())
                .isEqualTo("spec-too-deep");
        assertThat(refusal("openapi: 3.0.0\nx-a: "
                                + level.replace("\"", "").replace(":", ": ").repeat(100_000))
                        .code())
                .isEqualTo("spec-too-deep");
    }

    @Test
    void numbersOfAnyLengthAndExponentDoNoHarm() {
        String numbers =
                "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"T\",\"version\":1e999999999},\"paths\":{\"/a\":{\"get\":"
                        + "{\"parameters\":[{\"name\":\"n\",\"in\":\"query\",\"schema\":{\"type\":\"number\",\"maximum\":1e400,"
                        + "\"minimum\":-1e99999999999,\"default\":" + "9".repeat(300) + "}}],\"responses\":{}}}}}";

        assertThat(read(numbers).operations()).hasSize(1);
        assertThat(refusal("{\"openapi\":\"3.0.0\",\"paths\":{},\"x-n\":" + "1".repeat(1_000_000) + "}")
                        .code())
                .isEqualTo("spec-too-large");
    }

    @Test
    void manyTinyObjectsThatWouldFillTheHeapAreRefusedWithAdvice() {
        SpecReader small = new SpecReader(Limits.DEFAULT, new MemoryGate(20L * 1024 * 1024));
        byte[] document = ("{\"openapi\":\"3.0.0\",\"paths\":{},\"x-a\":[" + "{},".repeat(1_000_000) + "{}]}")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(catchThrowableOfType(Problem.class, () -> small.read(document)))
                .returns("spec-too-large-for-heap", Problem::code)
                .hasMessageContaining("-Xmx");
        assertThat(small.read(PATHS.getBytes(StandardCharsets.UTF_8)).operations())
                .hasSize(1);
    }

    @Test
    void aDocumentThatTakesTooLongIsGivenUp() {
        Limits impatient = new Limits(1 << 24, 500, 1 << 24, 1 << 24, 1 << 20, Duration.ZERO);
        SpecReader reader = new SpecReader(impatient, MemoryGate.ofHeap());
        byte[] document = (PATHS + "x-a: [" + "1, ".repeat(10_000) + "1]").getBytes(StandardCharsets.UTF_8);

        assertThat(catchThrowableOfType(Problem.class, () -> reader.read(document))
                        .code())
                .isEqualTo("spec-too-slow");
    }

    @Test
    void aReferenceBombIsCutAtTheBudget() {
        StringBuilder bomb = new StringBuilder(HEAD + "paths: {/a: {post: {operationId: a, requestBody: {content: "
                + "{application/json: {schema: {$ref: '#/components/schemas/S0'}}}}, responses: {}}}}\n"
                + "components:\n  schemas:\n");
        for (int i = 0; i < 30; i++) {
            bomb.append(
                    "    S%d: {properties: {l: {$ref: '#/components/schemas/S%d'}, r: {$ref: '#/components/schemas/S%d'}}}\n"
                            .formatted(i, i + 1, i + 1));
        }
        bomb.append("    S30: {type: string}\n");

        Operation read = read(bomb.toString()).operations().get(0);

        assertThat(read.requestBody().contents().get(0).schema().toString().length())
                .isBetween(100, 20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{$ref: '#/components/schemas/S%d'}", "{allOf: [{$ref: '#/components/schemas/S%d'}]}"})
    void aChainOfFiveThousandReferencesEndsSomewhere(String link) {
        StringBuilder chain = new StringBuilder(HEAD + "paths: {/a: {get: {operationId: a, parameters: [{$ref: "
                + "'#/components/schemas/S0'}, {name: p, in: query, schema: {$ref: '#/components/schemas/S0'}}], responses: {}}}}\n"
                + "components:\n  schemas:\n");
        for (int i = 0; i < 5_000; i++) {
            chain.append("    S")
                    .append(i)
                    .append(": ")
                    .append(link.formatted(i + 1))
                    .append('\n');
        }
        chain.append("    S5000: {$ref: '#/components/schemas/S0'}\n");

        assertThat(read(chain.toString()).operations().get(0).parameters())
                .extracting("name")
                .containsExactly("p");
    }

    @Test
    void documentsThatWouldNotFitTogetherWaitForOneAnother() throws InterruptedException {
        SpecReader narrow = new SpecReader(Limits.DEFAULT, new MemoryGate(4L * 1024 * 1024));
        byte[] document = (PATHS + "x-a: " + "y".repeat(500_000)).getBytes(StandardCharsets.UTF_8);
        List<Integer> read = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread =
                    new Thread(() -> read.add(narrow.read(document).operations().size()));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(read).hasSize(8).containsOnly(1);
    }

    @Test
    void archivesAreNamed() {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        zip.writeBytes(new byte[] {'P', 'K', 3, 4, 20, 0});

        assertThat(refusal(zip.toByteArray())).hasMessageContaining("archive");
    }

    private ApiDescription read(String document) {
        return reader.read(document.getBytes(StandardCharsets.UTF_8));
    }

    private Problem refusal(String document) {
        return refusal(document.getBytes(StandardCharsets.UTF_8));
    }

    private Problem refusal(byte[] document) {
        Problem problem = catchThrowableOfType(Problem.class, () -> reader.read(document));
        assertThat(problem).as("a refusal").isNotNull();
        return problem;
    }
}
