package dev.ferrule.ingest;

import static dev.ferrule.ingest.HostileDocuments.HEAD;
import static dev.ferrule.ingest.HostileDocuments.numbered;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Well-formed API descriptions that are made to take whoever follows them down, by name. */
final class HostileDescriptions {

    private final Map<String, Supplier<byte[]>> all = new LinkedHashMap<>();
    private final int size;

    private HostileDescriptions(int size) {
        this.size = size;
    }

    static Map<String, Supplier<byte[]>> of(int size) {
        HostileDescriptions descriptions = new HostileDescriptions(size);
        descriptions.fanOut();
        descriptions.operations();
        descriptions.otherFormats();
        return descriptions.all;
    }

    private void add(String name, Supplier<String> text) {
        all.put(name, () -> text.get().getBytes(StandardCharsets.UTF_8));
    }

    private void fanOut() {
        String use =
                "\"paths\":{\"/a\":{\"post\":{\"parameters\":[{\"in\":\"query\",\"name\":\"q\",\"schema\":{\"$ref\":"
                        + "\"#/components/schemas/S0\"}}],\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{\"$ref\":"
                        + "\"#/components/schemas/S0\"}}}},\"responses\":{\"200\":{\"description\":\"ok\",\"content\":{\"application/json\":"
                        + "{\"schema\":{\"$ref\":\"#/components/schemas/S0\"}}}}}}}},";
        String next = "{\"$ref\":\"#/components/schemas/S%2$d\"}";
        for (String word : new String[] {"allOf", "oneOf", "anyOf", "prefixItems"}) {
            String schema = "\"" + word + "\":[" + next + "," + next + "," + next + "]";
            add("fan-" + word + ".json", () -> HEAD + use + chain(60, schema));
        }
        add("fan-not.json", () -> HEAD + use + chain(2_000, "\"not\":" + next + ",\"items\":" + next));
        add(
                "fan-mixed.json",
                () -> HEAD
                        + use
                        + chain(
                                60,
                                "\"properties\":{\"a\":" + next + ",\"b\":{\"allOf\":[" + next + "," + next
                                        + "]}},\"additionalProperties\":" + next));
        add(
                "fan-wide.json",
                () -> HEAD + use + "\"components\":{\"schemas\":{\"S0\":{\"allOf\":["
                        + numbered(5_000 * size, "{\"$ref\":\"#/components/schemas/S1\"},") + "{}]},\"S1\":{\"allOf\":["
                        + numbered(5_000 * size, "{\"$ref\":\"#/components/schemas/S0\"},") + "{}]}}}}");
        add(
                "properties.json",
                () -> HEAD + use + "\"components\":{\"schemas\":{\"S0\":{\"properties\":{"
                        + numbered(10_000 * size, "\"p%d\":{\"type\":\"string\"},") + "\"z\":{}}}}}}");
        add(
                "enum.json",
                () -> HEAD + use + "\"components\":{\"schemas\":{\"S0\":{\"enum\":["
                        + numbered(50_000 * size, "\"v%d\",") + "1]}}}}");
        add(
                "patterns.json",
                () -> HEAD + use + "\"components\":{\"schemas\":{\"S0\":{\"type\":\"string\",\"pattern\":"
                        + "\"^(a+)+$\",\"example\":\"" + "a".repeat(60) + "!\",\"default\":\"" + "a".repeat(60)
                        + "!\",\"enum\":[\""
                        + "a".repeat(60)
                        + "!\"],\"patternProperties\":{\"^(([a-z])+.)+[A-Z]([a-z])+$\":{},\"(\":{},\"(?<a>\":{}}}}}}");
        add(
                "ring.json",
                () -> HEAD
                        + use
                        + chain(300, "\"properties\":{\"n\":" + next + "},\"required\":[\"n\"]")
                                .replace("\"S300\":{}", "\"S300\":{\"$ref\":\"#/components/schemas/S0\"}"));
        add(
                "discriminator.json",
                () -> HEAD + use + "\"components\":{\"schemas\":{\"S0\":{\"discriminator\":{\"propertyName\":"
                        + "\"t\",\"mapping\":{" + numbered(2_000 * size, "\"m%d\":\"#/components/schemas/S0\",")
                        + "\"z\":\"file:///etc/passwd\"}}}}}}");
    }

    /** S0 to Sn, each made of the next one, whose number stands for {@code %2$d}. */
    private static String chain(int length, String schema) {
        StringBuilder text = new StringBuilder("\"components\":{\"schemas\":{");
        for (int i = 0; i < length; i++) {
            text.append("\"S" + i + "\":{" + schema.replace("%2$d", Integer.toString(i + 1)) + "},");
        }
        return text + "\"S" + length + "\":{}}}}";
    }

    private void operations() {
        add(
                "operations.json",
                () -> HEAD + "\"paths\":{" + numbered(2_000 * size, "\"/a%d\":{\"get\":{}},") + "\"/z\":{}}}");
        add(
                "methods.json",
                () -> HEAD + "\"paths\":{"
                        + numbered(
                                300 * size,
                                "\"/{a}/%d\":{\"get\":{},\"put\":{},\"post\":{},\"delete\":{},\"options\":{},\"head\":{},\"patch\":{},\"trace\":{}},")
                        + "\"/z\":{}}}");
        add(
                "shared-parameters.json",
                () -> HEAD + "\"components\":{\"pathItems\":{\"P\":{\"parameters\":["
                        + numbered(1_000, "{\"in\":\"query\",\"name\":\"p%d\",\"schema\":{\"type\":\"string\"}},")
                        + "{\"in\":\"query\",\"name\":\"z\"}],\"get\":{},\"put\":{},\"post\":{}}}},\"paths\":{"
                        + numbered(20 * size, "\"/a%d\":{\"$ref\":\"#/components/pathItems/P\"},") + "\"/z\":{}}}");
        add(
                "shared-body.json",
                () -> HEAD + "\"components\":{\"responses\":{\"R\":{\"description\":\"" + "d".repeat(100_000)
                        + "\",\"content\":{" + numbered(500, "\"a/b%d\":{\"schema\":{\"type\":\"string\"}},")
                        + "\"z/z\":{}}}}},\"paths\":{"
                        + numbered(
                                20 * size,
                                "\"/a%d\":{\"get\":{\"responses\":{"
                                        + numbered(50, "\"5%d\":{\"$ref\":\"#/components/responses/R\"},")
                                                .replace("%", "")
                                        + "\"200\":{\"$ref\":\"#/components/responses/R\"}}}},")
                        + "\"/z\":{}}}");
        add(
                "parameters.json",
                () -> HEAD + "\"paths\":{\"/a\":{\"get\":{\"parameters\":["
                        + numbered(
                                6_000 * size, "{\"in\":\"header\",\"name\":\"X-%d\",\"schema\":{\"type\":\"string\"}},")
                        + "{}]}}}}");
        add(
                "responses.json",
                () -> HEAD + "\"paths\":{\"/a\":{\"get\":{\"responses\":{"
                        + numbered(10_000 * size, "\"%d\":{\"description\":\"ok\"},") + "\"200\":{}}}}}}");
        add(
                "templates.json",
                () -> HEAD + "\"paths\":{\"/" + numbered(1_500, "{a%d}") + "{".repeat(2_000) + "\":{\"get\":{}},\"/"
                        + "{a}".repeat(4_000) + "\":{\"get\":{}}}}");
        add(
                "same-paths.json",
                () -> HEAD + "\"paths\":{" + numbered(2_000 * size, "\"/{a%d}\":{\"get\":{\"operationId\":\"same\"}},")
                        + "\"/z\":{}}}");
        add(
                "security.json",
                () -> HEAD + "\"security\":[" + numbered(10_000 * size, "{\"s%d\":[\"a\"]},")
                        + "{}],\"components\":{\"securitySchemes\":{"
                        + numbered(5_000 * size, "\"s%d\":{\"type\":\"http\",\"scheme\":\"basic\"},")
                        + "\"z\":{\"type\":\"oauth2\",\"flows\":{\"clientCredentials\":{\"tokenUrl\":\"http://169.254.169.254/\",\"scopes\":{"
                        + numbered(10_000 * size, "\"scope%d\":\"\",")
                        + "\"z\":\"\"}}}}}},\"paths\":{\"/a\":{\"get\":{}}}}");
        add(
                "servers.json",
                () -> HEAD + "\"servers\":["
                        + numbered(
                                5_000 * size,
                                "{\"url\":\"https://{a}{a}{a}.s%d/\",\"variables\":"
                                        + "{\"a\":{\"default\":\"{a}{a}{a}{a}{a}{a}\"}}},")
                        + "{\"url\":\"" + "https://".repeat(50_000)
                        + "\"}],\"paths\":{\"/a\":{\"get\":{}}}}");
        add(
                "server-variables.json",
                () -> HEAD + "\"servers\":[{\"url\":\"https://{v0}/\",\"variables\":{"
                        + numbered(49, "\"v%d\":{\"default\":\"" + "{v#}".repeat(120) + "\"},")
                                .replaceAll("\"v(\\d+)\"", "\"v$1\"")
                        + "\"z\":{}}}],\"paths\":{\"/a\":{\"get\":{}}}}");
        add(
                "tags.json",
                () -> HEAD + "\"tags\":[" + numbered(10_000 * size, "{\"name\":\"t%d\"},")
                        + "{}],\"paths\":{\"/a\":{\"get\":{\"tags\":[" + numbered(10_000 * size, "\"t%d\",")
                        + "7]}}}}");
        add(
                "webhooks.json",
                () -> HEAD.replace("3.0.3", "3.1.0") + "\"webhooks\":{"
                        + numbered(10_000 * size, "\"w%d\":{\"post\":{}},") + "\"z\":{}}}");
        add(
                "callbacks.json",
                () -> HEAD + "\"paths\":{\"/a\":{\"get\":{\"callbacks\":{"
                        + numbered(5_000 * size, "\"c%d\":{\"{$request.body#/url}\":{\"post\":{}}},")
                        + "\"z\":{\"$ref\":\"#/paths/~1a/get/callbacks\"}}}}}}");
        add(
                "examples.json",
                () -> HEAD + "\"components\":{\"examples\":{\"E\":{\"value\":["
                        + numbered(20_000 * size, "{\"a\":[%d]},")
                        + "1]}}},\"paths\":{"
                        + numbered(
                                500,
                                "\"/a%d\":{\"get\":{\"responses\":{\"200\":{\"content\":{\"a/b\":{\"examples\":"
                                        + "{\"e\":{\"$ref\":\"#/components/examples/E\"}}}}}}}},")
                        + "\"/z\":{}}}");
    }

    private void otherFormats() {
        add(
                "postman-deep.json",
                () -> "{\"info\":{\"_postman_id\":\"x\",\"name\":\"P\",\"schema\":"
                        + "\"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"},\"item\":["
                        + "{\"name\":\"f\",\"item\":[".repeat(200) + "]}".repeat(200) + "]}");
        add(
                "postman-wide.json",
                () -> "{\"info\":{\"name\":\"P\",\"schema\":"
                        + "\"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"},\"item\":["
                        + numbered(
                                1_500 * size,
                                "{\"name\":\"r%d\",\"request\":{\"method\":\"POST\",\"url\":\"https://a.example.io/{{x}}/%d?a=%d\",\"body\":"
                                        + "{\"mode\":\"raw\",\"raw\":\"[[[[[[{}]]]]]]\"}}},")
                        + "{}]}");
        add(
                "postman-body.json",
                () -> "{\"info\":{\"name\":\"P\",\"schema\":"
                        + "\"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"},\"item\":[{\"name\":\"r\",\"request\":"
                        + "{\"method\":\"POST\",\"url\":\"https://a.example.io/a\",\"body\":{\"mode\":\"raw\",\"raw\":\""
                        + "[".repeat(200_000)
                        + "\"}}},{\"name\":\"s\",\"request\":{\"method\":\"POST\",\"url\":\"https://a.example.io/b\","
                        + "\"body\":{\"mode\":\"raw\",\"raw\":\"{"
                        + numbered(20_000, "\\\"k%d\\\":{\\\"a\\\":1e999999999},")
                                .replace("%", "")
                        + "\\\"z\\\":1}\"}}}]}");
        add(
                "har.json",
                () -> "{\"log\":{\"version\":\"1.2\",\"creator\":{},\"entries\":["
                        + numbered(
                                1_000 * size,
                                "{\"request\":{\"method\":\"GET\",\"url\":\"https://a.example.io/x/%d?q=%d\",\"headers\":[{\"name\":\"A%d\","
                                        + "\"value\":\"b\"}]},\"response\":{\"status\":200,\"content\":{\"mimeType\":\"application/json\","
                                        + "\"text\":\"{\\\"k%d\\\":[[[1]]]}\"}}},")
                        + "{}]}}");
        add(
                "discovery.json",
                () -> "{\"kind\":\"discovery#restDescription\",\"name\":\"d\",\"version\":\"v1\",\"rootUrl\":"
                        + "\"https://d.example.io/\",\"servicePath\":\"\",\"resources\":"
                        + "{\"r\":{\"resources\":".repeat(150)
                        + "{}" + "}}".repeat(150)
                        + ",\"schemas\":{\"A\":{\"id\":\"A\",\"$ref\":\"A\"},\"B\":{\"id\":\"B\",\"properties\":"
                        + "{\"b\":{\"$ref\":\"B\"}}}}}");
        add(
                "swagger2-forms.json",
                () -> "{\"swagger\":\"2.0\",\"info\":{},\"consumes\":[" + numbered(3_000, "\"a/b%d\",")
                        + "\"multipart/form-data\"],\"paths\":{\"/a\":{\"post\":{\"parameters\":["
                        + numbered(3_000 * size, "{\"in\":\"formData\",\"name\":\"f%d\",\"type\":\"file\"},")
                        + "{\"in\":\"body\"}]}}}}");
    }
}
