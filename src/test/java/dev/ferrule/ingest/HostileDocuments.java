package dev.ferrule.ingest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Documents that are made to take a reader down, by name. Each is made when it is asked for, because the largest have
 * tens of megabytes.
 */
final class HostileDocuments {

    static final String HEAD = "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"Hostile\",\"version\":\"1\"},";
    private static final String YAML = "openapi: 3.0.3\ninfo: {title: Hostile, version: '1'}\npaths: {/a: {get: {}}}\n";

    private final Map<String, Supplier<byte[]>> all = new LinkedHashMap<>();
    private final int size;

    private HostileDocuments(int size) {
        this.size = size;
    }

    /** @param size 1 for some hundred kilobytes each; 100 for as much as a document may have */
    static Map<String, Supplier<byte[]>> of(int size) {
        HostileDocuments documents = new HostileDocuments(size);
        documents.aliases();
        documents.depths();
        documents.lengths();
        documents.numbers();
        documents.names();
        documents.bytes();
        documents.all.putAll(HostileDescriptions.of(size));
        return documents.all;
    }

    private void add(String name, Supplier<String> text) {
        all.put(name, () -> text.get().getBytes(StandardCharsets.UTF_8));
    }

    /** The same many times, up to as many kilobytes as the size allows: 600 for each unit. */
    private String fill(String unit) {
        return unit.repeat(Math.max(1, size * 600_000 / unit.length()));
    }

    /** Numbered copies: {@code %d} is the number. */
    static String numbered(int count, String pattern) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(pattern.replace("%d", Integer.toString(i)));
        }
        return text.toString();
    }

    private void aliases() {
        add("merge-bomb.yaml", () -> {
            StringBuilder text = new StringBuilder(YAML + "m0: &m0 {" + numbered(50, "k%d: v, ") + "z: 1}\n");
            for (int i = 1; i < 200 * Math.min(20, size); i++) {
                text.append("m" + i + ": &m" + i + " {<<: [*m" + (i - 1) + ", *m" + (i - 1) + "], own" + i + ": *m"
                        + (i - 1) + "}\n");
            }
            return text.toString();
        });
        add(
                "merge-wide.yaml",
                () -> YAML + "m: &m {" + numbered(3_000 * Math.min(10, size), "k%d: v, ") + "z: 1}\nall:\n"
                        + "- {<<: [*m, *m, *m]}\n".repeat(3_000 * Math.min(10, size)));
        add("anchors.yaml", () -> YAML + "a:\n" + fill("- &a x\n"));
        add("alias-keys.yaml", () -> YAML + "a: &a [x]\nb:\n  ? *a\n  : 1\n");
        add("alias-of-itself.yaml", () -> YAML + "a: &a\n  b: *a\n");
        add("tags.yaml", () -> YAML + "a:\n" + fill("- !!java/object:javax.script.ScriptEngineManager [x]\n"));
        add("complex-keys.yaml", () -> YAML + "a:\n" + fill("  ? [x, {y: z}]\n  : 1\n"));
        add("directives.yaml", () -> fill("%TAG !e! tag:example.com:\n") + "---\n" + YAML);
        add("comments.yaml", () -> fill("# nothing\n") + YAML);
        add("documents.yaml", () -> fill("---\na: 1\n"));
        add("dates.yaml", () -> YAML + "a:\n" + fill("- 999999999-12-31T23:59:60.999999999+18:00\n- !!timestamp x\n"));
    }

    private void depths() {
        add("deep-blocks.yaml", () -> YAML + "a:\n" + fill("- ") + "x\n");
        add("deep-flow.yaml", () -> YAML + "a: " + fill("{a: "));
        add("deep-questions.yaml", () -> YAML + "a:\n" + fill("? "));
        add("deep-flow-open.yaml", () -> YAML + "a: " + fill("["));
        add("deep-objects.json", () -> HEAD + "\"x\":" + fill("{\"a\":"));
        add(
                "deep-below-limit.json",
                () -> HEAD + "\"paths\":{\"/a\":{\"get\":{\"responses\":{\"200\":{\"content\":{"
                        + "\"application/json\":{\"schema\":" + "{\"items\":".repeat(480) + "{}" + "}".repeat(480)
                        + "}}}}}}}}");
        add(
                "deep-example.json",
                () -> HEAD + "\"paths\":{\"/a\":{\"get\":{\"parameters\":[{\"in\":\"query\",\"name\":\"q\","
                        + "\"example\":" + "[".repeat(480) + "]".repeat(480) + "}]}}}}");
    }

    private void lengths() {
        add("text.json", () -> HEAD + "\"x\":\"" + fill("a") + "\"}");
        add("text-quoted.yaml", () -> YAML + "x: \"" + fill("\\u00e9") + "\"\n");
        add("text-plain.yaml", () -> YAML + "x: " + fill("word\n  "));
        add("text-block.yaml", () -> YAML + "x: |\n" + fill("  line\n"));
        add("text-blank-lines.yaml", () -> YAML + "x: |\n" + fill("\n"));
        add("text-spaces.yaml", () -> YAML + "x:" + fill(" ") + "y\n");
        add("number.json", () -> HEAD + "\"x\":" + fill("9") + "}");
        add("number.yaml", () -> YAML + "x: " + fill("9") + "\n");
        add("name.json", () -> HEAD + "\"" + fill("n") + "\":1}");
        add("name.yaml", () -> YAML + "? " + fill("n") + "\n: 1\n");
        add("title.json", () -> HEAD.replace("Hostile", fill("t")) + "\"paths\":{\"/a\":{\"get\":{}}}}");
        add("long-path.json", () -> HEAD + "\"paths\":{\"/" + "路".repeat(15_000) + "\":{\"get\":{}}}}");
        add(
                "long-path.yaml",
                () -> "openapi: 3.0.3\ninfo: {title: Hostile, version: '1'}\npaths:\n  ? /" + "😀{a}/".repeat(100_000)
                        + "\n  : {get: {}}\n");
        add("long-everything.json", () -> {
            String l = "😀".repeat(40_000);
            return HEAD + "\"tags\":[{\"name\":\"" + l + "\"}],\"servers\":[{\"url\":\"https://" + l + "\"}],"
                    + "\"paths\":{\"/a\":{\"post\":{\"operationId\":\"" + l + "\",\"summary\":\"" + l
                    + "\",\"description\":\"" + l + "\",\"tags\":[\"" + l
                    + "\"],\"parameters\":[{\"in\":\"header\",\"name\":\""
                    + l + "\",\"description\":\"" + l + "\"},{\"in\":\"" + l + "\",\"name\":\"x\"}],\"requestBody\":{"
                    + "\"content\":{\"a/b\":{\"schema\":{\"type\":\"" + l + "\",\"required\":[\"" + l
                    + "\"],\"enum\":[\"" + l
                    + "\"]}}}}}}},\"components\":{\"securitySchemes\":{\"s\":{\"type\":\"apiKey\","
                    + "\"in\":\"header\",\"name\":\"" + l + "\"}}}}";
        });
        add(
                "one-word.json",
                () -> HEAD + "\"paths\":{\"/a\":{\"get\":{\"summary\":\"" + "ж".repeat(900) + "\",\"description\":\""
                        + "語".repeat(9_900) + "\"}}}}");
    }

    private void numbers() {
        String huge = "1e999999999";
        add(
                "exponents.json",
                () -> HEAD + "\"paths\":{\"/a\":{\"get\":{\"parameters\":["
                        + numbered(
                                20,
                                "{\"in\":\"query\",\"name\":\"p%d\",\"required\":1e999999999,\"schema\":{\"type\":\"integer\","
                                        + "\"minimum\":-1e999999999,\"maximum\":1e-999999999,\"multipleOf\":1e-999999999,"
                                        + "\"minLength\":1e999999999,\"maxItems\":1e999999999,\"default\":1e999999999,"
                                        + "\"enum\":[1e999999999,1e99999999999],\"example\":1e999999999}},")
                        + "{\"in\":\"query\",\"name\":" + huge + "}]}}}}");
        add(
                "exponents.yaml",
                () -> "openapi: 3.0.3\ninfo: {title: " + huge + ", version: " + huge
                        + "}\npaths: {/a: {get: {operationId: " + huge + ", tags: [" + huge + "], summary: " + huge
                        + ", deprecated: " + huge
                        + ", parameters: [{in: query, name: a, schema: {type: number, minimum: 1e9999999999,"
                        + " exclusiveMaximum: " + huge + ", default: -1e-999999999}}]}}}\n");
        add(
                "version.json",
                () -> "{\"openapi\":3.0,\"info\":{\"title\":1e999999999,\"version\":1e-999999999},"
                        + "\"paths\":{\"/a\":{\"get\":{}}}}");
        add("version-exponent.json", () -> "{\"openapi\":3e999999999,\"info\":{},\"paths\":{\"/a\":{\"get\":{}}}}");
        add("version-swagger.yaml", () -> "swagger: 2e999999999\npaths: {/a: {get: {}}}\n");
        add(
                "keys-of-all-kinds.yaml",
                () -> "openapi: 3.0.3\ninfo: {title: Hostile, version: 1}\npaths:\n  1: {get: {}}\n"
                        + "  null: {get: {}}\n  true: {get: {}}\n  1e999999999: {get: {}}\n  2001-01-01: {get: {}}\n"
                        + "  ? \n  : {get: {}}\n  /a: {1: {}, get: {responses: {200: {}, 1e9: {}, null: {}}}}\n");
    }

    private void names() {
        add(
                "half-surrogates.json",
                () -> HEAD.replace("Hostile", "H\\ud800") + "\"servers\":[{\"url\":\"https://a\\udc00\"}],"
                        + "\"tags\":[{\"name\":\"\\ud800\"}],\"paths\":{\"/\\ud800\":{\"get\":{\"operationId\":\"\\udfff\","
                        + "\"summary\":\"\\ud83d\",\"tags\":[\"\\ud83d\"],\"parameters\":[{\"in\":\"query\",\"name\":\"\\ud800\","
                        + "\"schema\":{\"enum\":[\"\\ud800\"],\"default\":\"\\ud800\"}}],\"responses\":{\"200\":{\"description\":\"\\ud800\"}}}}}}");
        add(
                "half-surrogates.yaml",
                () -> "openapi: 3.0.3\ninfo: {title: \"H\\ud800\", version: \"\\udc00\"}\n"
                        + "paths: {\"/\\ud800\": {get: {summary: \"\\ud83d\"}}}\n");
        add(
                "zero-characters.json",
                () -> HEAD.replace("Hostile", "H\\u0000") + "\"servers\":[{\"url\":\"https://a\\u0000.b\"}],"
                        + "\"paths\":{\"/\\u0000\":{\"get\":{\"operationId\":\"\\u0000\",\"summary\":\"\\u0000\",\"tags\":[\"\\u0000\"],"
                        + "\"security\":[{\"\\u0000\":[]}],\"requestBody\":{\"content\":{\"a\\u0000/b\":{\"schema\":{\"properties\":"
                        + "{\"\\u0000\":{},\"$a\":{},\"a.b\":{},\"\":{}}}}}},\"responses\":{\"\\u0000\":{}}}}},"
                        + "\"components\":{\"securitySchemes\":{\"\\u0000\":{\"type\":\"http\",\"scheme\":\"\\u0000\"},\"a.$b\":"
                        + "{\"type\":\"apiKey\",\"in\":\"header\",\"name\":\"\\u0000\"}}}}");
        add(
                "right-to-left.json",
                () -> HEAD.replace("Hostile", "\u202eelitsoH\u2066\u200b") + "\"paths\":{\"/\u202ea\":{\"get\":{}}}}");
        add("colliding-names.json", () -> HEAD + "\"x\":{" + collisions() + "\"z\":1}}");
        add(
                "odd-references.json",
                () -> HEAD + "\"paths\":{\"/a\":{\"$ref\":\"#/paths/~1a\"},\"/b\":{\"$ref\":\"#\"},\"/c\":"
                        + "{\"$ref\":\"#/%GG\"},\"/d\":{\"$ref\":7},\"/e\":{\"$ref\":\"#/paths/~1f/get/../x\"},\"/f\":{\"$ref\":\"\"},"
                        + "\"/g\":{\"get\":{\"parameters\":[{\"$ref\":\"#/paths/~1g/get/parameters/0\"},{\"$ref\":\"#/\"}],"
                        + "\"requestBody\":{\"$ref\":\"#/paths/~1g/get/requestBody\"},\"responses\":{\"$ref\":\"#/x\"}}}}}");
    }

    /** Texts of one hash: Java's String.hashCode of "Aa" and "BB" is the same. */
    private String collisions() {
        StringBuilder text = new StringBuilder();
        int bits = size > 10 ? 20 : 14;
        for (int i = 0; i < 1 << bits; i++) {
            text.append('"');
            for (int bit = 0; bit < bits; bit++) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            text.append("\":1,");
        }
        return text.toString();
    }

    private void bytes() {
        all.put(
                "utf16-bomb.json",
                () -> (HEAD + "\"x\":\"" + fill("a").substring(fill("a").length() / 2) + "\"}")
                        .getBytes(StandardCharsets.UTF_16LE));
        all.put("bom-twice.json", () -> ("\ufeff\ufeff" + HEAD + "\"paths\":{}}").getBytes(StandardCharsets.UTF_8));
        all.put(
                "utf32.json",
                () -> ("\ufeff" + HEAD + "\"paths\":{}}").getBytes(java.nio.charset.Charset.forName("UTF-32BE")));
        all.put("overlong.json", () -> {
            byte[] bytes = (HEAD + "\"x\":\"??\"}").getBytes(StandardCharsets.UTF_8);
            bytes[bytes.length - 4] = (byte) 0xC0;
            bytes[bytes.length - 3] = (byte) 0x80;
            return bytes;
        });
        add("zeros-within.json", () -> HEAD + "\"paths\":{}}" + "\0".repeat(100));
        add("zeros-within.yaml", () -> YAML + "x: a\0b\n");
        add("duplicates.json", () -> HEAD + fill("\"paths\":{\"/a\":{\"get\":{}}},") + "\"paths\":{}}");
        add("duplicates.yaml", () -> YAML + fill("x: 1\n"));
        add("commas.json", () -> HEAD + "\"x\":[" + fill(","));
        add("blanks.json", () -> fill(" \n"));
    }
}
