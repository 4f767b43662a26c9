package dev.ferrule.ingest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small things in places where nobody expects them, by name. */
final class HostileOddities {

    private static final String HEAD = HostileDocuments.HEAD;

    private HostileOddities() {}

    static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(
                "comments-in.json",
                "{/* a */ \"openapi\":\"3.0.3\", // b\n \"info\":{},\"paths\":{\"/a\":{\"get\":{}}},}");
        texts.put(
                "single-quotes.json",
                "{'openapi':'3.0.3','info':{'title':'Q','version':'1'},'paths':{'/a':{'get':{}}}}");
        texts.put(
                "not-a-number.json",
                HEAD + "\"paths\":{\"/a\":{\"get\":{\"x\":NaN,\"y\":-Infinity,\"z\":0x1F,\"o\":007}}}}");
        texts.put(
                "octal-and-sixty.yaml",
                "openapi: 3.0.3\ninfo: {title: No, version: 1:30:00}\npaths: {/a: {get: {deprecated: no, x: 0o17, y: 190:20:30}}}\n");
        texts.put(
                "custom-tags.yaml",
                "openapi: !!float 3.0\ninfo: !!set {title, version}\npaths: !!omap [/a: {get: !!binary aGVsbG8=}]\n");
        texts.put(
                "merge-of-text.yaml",
                "openapi: 3.0.3\ninfo: {<<: text, title: M, version: '1'}\npaths: {/a: {<<: [1, null], get: {<<: {<<: {summary: deep}}}}}\n");
        texts.put(
                "ref-in-info.json",
                "{\"openapi\":\"3.0.3\",\"info\":{\"$ref\":\"#/info\"},\"servers\":{\"$ref\":\"#/servers\"},\"paths\":{\"$ref\":\"#/paths\"}}");
        texts.put(
                "ref-in-security.json",
                HEAD
                        + "\"security\":[{\"$ref\":\"#/security/0\"}],\"components\":{\"securitySchemes\":{\"$ref\":\"#/components\",\"a\":{\"$ref\":\"#/components/securitySchemes/a\"}}},\"paths\":{\"/a\":{\"get\":{\"security\":[{\"a\":{}}],\"responses\":{\"default\":{\"$ref\":{\"$ref\":\"#\"}}}}}}}");
        texts.put(
                "prototype-names.json",
                HEAD
                        + "\"paths\":{\"/__proto__\":{\"get\":{\"operationId\":\"__proto__\",\"tags\":[\"constructor\"]}},\"/a\":{\"constructor\":{},\"__proto__\":{}}}}");
        texts.put(
                "odd-templates.json",
                HEAD
                        + "\"paths\":{\"/{}\":{\"get\":{}},\"/{{a}}\":{\"get\":{}},\"/{a}{a}\":{\"get\":{}},\"/{a/b}\":{\"get\":{}},\"//evil.example/{a}\":{\"get\":{}},\"/a?x={y}#z\":{\"get\":{}},\"/..;/%2e%2e/\":{\"get\":{}},\"{no-slash}\":{\"get\":{}}}}");
        texts.put(
                "types-swapped.json",
                "{\"openapi\":[\"3.0.3\"],\"info\":7,\"servers\":\"x\",\"tags\":{},\"paths\":\"/a\",\"components\":[]}");
        texts.put(
                "paths-of-nulls.json",
                HEAD
                        + "\"paths\":{\"/a\":null,\"/b\":{\"get\":null,\"post\":{\"parameters\":[null,[],7],\"requestBody\":null,\"responses\":[null],\"security\":[null,{\"a\":null}]}}}}");
        texts.put(
                "html.json",
                "<!DOCTYPE html><html><head><title>Sign in</title></head><body>openapi: 3.0.3</body></html>");
        texts.put(
                "postman-odd.json",
                "{\"info\":{\"name\":\"${jndi:ldap://x}\",\"schema\":\"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"},\"item\":[{\"request\":\"file:///etc/passwd\"},{\"request\":{\"method\":\"G\\r\\nET\",\"url\":{\"raw\":7,\"host\":{},\"path\":[null,{\"type\":\"any\"}]}}},{\"item\":{\"item\":[]}},null]}");
        texts.put(
                "har-odd.json",
                "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"http://[::1%25lo]:99999/a\"},\"response\":{\"status\":\"200\",\"content\":{\"encoding\":\"base64\",\"text\":\"%%%\",\"mimeType\":\"application/json\"}}},{\"request\":null},7]}}");
        texts.put(
                "discovery-odd.json",
                "{\"kind\":\"discovery#restDescription\",\"name\":null,\"rootUrl\":\"javascript:x\",\"parameters\":[],\"resources\":{\"a\":{\"methods\":{\"m\":{\"path\":\"../{+a}\",\"httpMethod\":\"\",\"parameters\":{\"p\":{\"$ref\":\"p\"}}}}}}}");
        texts.forEach((name, text) -> all.put(name, text.getBytes(StandardCharsets.UTF_8)));
        String good = HEAD + "\"paths\":{\"/a\":{\"get\":{}}}}";
        all.put("utf32-without-mark.json", good.getBytes(Charset.forName("UTF-32LE")));
        all.put("utf16-cut-in-half.json", java.util.Arrays.copyOf(good.getBytes(StandardCharsets.UTF_16), 61));
        all.put("utf7.json", ("+AHs-" + good.substring(1)).getBytes(StandardCharsets.US_ASCII));
        byte[] zip = IngestingFerrule.zip(Map.of("in.json", HostileArchives.spec("With bytes before it")));
        byte[] prepended = new byte[zip.length + 1_000];
        System.arraycopy(zip, 0, prepended, 1_000, zip.length);
        all.put("prepended.zip", prepended);
        all.put("zip-by-another.json", zip);
        byte[] seven = {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C, 0, 4};
        all.put("seven.7z.zip", seven);
        return all;
    }
}
