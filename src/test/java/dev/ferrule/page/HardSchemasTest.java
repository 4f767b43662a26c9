package dev.ferrule.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The form of an endpoint whose schemas are as hard as they come. With the properties of others, to share their application. */
@TestPropertySource(properties = {"ferrule.egress.allow-private=true", "ferrule.samples=false"})
class HardSchemasTest extends PageFerrule {

    private static final JsonMapper JSON = JsonMapper.shared();

    private String connect;
    private JsonNode endpoints;

    @BeforeEach
    void anIntegrationWithHardEndpoints() {
        String spec = made("/specs", SPEC.replace("WIDE", wide()));
        String integration = made("/integrations", json("name", "Hard " + System.nanoTime()));
        String connector = post(
                        "/api/v1/specs/" + spec + "/connector", "{\"operationIds\":[\"hard\",\"wide\",\"upload\"]}")
                .expect(200)
                .at("/connectorId");
        endpoints = get("/api/v1/connectors/" + connector + "/endpoints")
                .expect(200)
                .json()
                .at("/items");
        String template = made(
                "/integrations/" + integration + "/templates",
                "{\"connectorId\":\"%s\",\"name\":\"Hard\",\"endpointIds\":[\"%s\",\"%s\",\"%s\"]}"
                        .formatted(connector, id("/hard"), id("/wide"), id("/upload")));
        connect = "/integrations/" + integration + "/connect/" + template + "/endpoints/";
        signIn();
    }

    @Test
    void whatTheFormMakesIsWhatTheJsonSaysAndBackWithoutLoss() {
        openSettled(connect + id("/hard"));
        browser().choose("Kind of payment", "Bank");
        browser().type("iban", "DE02100100109307118603");
        browser().press("Add a name and value to labels");
        browser().type("name1", "first");
        browser().seeText("bank (always)");
        JsonNode formed = shown();
        assertThat(formed.at("/body/payment/kind").asString()).isEqualTo("bank");
        assertThat(formed.at("/body/payment/iban").asString()).isEqualTo("DE02100100109307118603");
        assertThat(formed.at("/body/payment").has("number"))
                .as("of the other kind")
                .isFalse();
        assertThat(formed.at("/body/matrix/0/0").isNumber()).isTrue();
        assertThat(formed.at("/body/labels/name1").asString()).isEqualTo("first");

        String written = """
                {"parameters":{},"body":{"payment":{"kind":"card","number":"123456789012"},"matrix":[[1,2.5],[]],\
                "when":"2026-02-03T04:05:06Z","nick":null,"amount":"12","unknown":{"kept":[true]},\
                "tree":{"name":"a","children":[{"name":"b","children":[{"name":"c"}]}]}}}""";
        write(written);
        browser().press("Form");
        browser().settled();
        assertThat(browser().named("select", "Kind of payment").getAttribute("value"))
                .isEqualTo("0");
        assertThat(shown()).as("after the form").isEqualTo(JSON.readTree(written));
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndLeadsThere() {
        openSettled(connect + id("/hard"));
        browser().type("number", "not a number");
        assertThat(browser().see(".field.has-wrong .wrong").getText()).isNotBlank();
        assertThat(browser().named("input", "number").getAttribute("aria-invalid"))
                .isEqualTo("true");
        browser().type("number", "123456789012");
        browser().seeNo(".field.has-wrong");
        browser().press("Send to the mock");
        browser().see("fe-response .http-status.good");
    }

    @Test
    void eightHundredFieldsAreMadeOnlyAsFarAsTheyAreWanted() {
        openSettled(connect + id("/wide"));
        assertThat(fields()).isBetween(2, 20);
        // The sample gives some of the others.
        browser().press("Show 79");
        assertThat(fields()).isBetween(50, 130);
        browser().type("field_042", "x");
        assertThat(shown().at("/body/field_042").asString()).isEqualTo("x");
    }

    @Test
    void aFileIsAskedForBesideTheOtherPartsOfAForm() {
        openSettled(connect + id("/upload"));
        assertThat(browser().named("input", "file").getAttribute("type")).isEqualTo("file");
        browser().type("title", "A picture");
        browser().press("JSON");
        write(
                "{\"parameters\":{},\"body\":{\"file\":{\"base64\":\"AAEC\",\"fileName\":\"a.bin\"},\"title\":\"A picture\"}}");
        browser().press("Form");
        browser().seeText("Holds a.bin, 3 B");
        browser().press("Send to the mock");
        browser().see("fe-response .http-status.good");
    }

    private int fields() {
        Number count = browser().run("return document.querySelectorAll('fe-schema-field').length");
        return count == null ? 0 : count.intValue();
    }

    /** What stands as JSON, which is shown from now on. */
    private JsonNode shown() {
        browser().press("JSON");
        return JSON.readTree(String.valueOf(browser().see("#raw-request").getAttribute("value")));
    }

    private void write(String json) {
        browser().type("Parameters and body as JSON", json);
    }

    private String id(String path) {
        for (JsonNode endpoint : endpoints) {
            if (endpoint.at("/path").asString().equals(path)) {
                return endpoint.at("/id").asString();
            }
        }
        throw new AssertionError(path);
    }

    private static String wide() {
        return IntStream.range(0, 800)
                .mapToObj(i -> "\"field_%03d\":{\"type\":\"string\"}".formatted(i))
                .collect(Collectors.joining(","));
    }

    private static final String SPEC = """
            {"openapi":"3.0.3","info":{"title":"Thicket","version":"1"},"servers":[{"url":"https://thicket.example"}],
             "components":{"schemas":{
               "Tree":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},
                 "children":{"type":"array","items":{"$ref":"#/components/schemas/Tree"}}}},
               "Card":{"type":"object","required":["kind","number"],"properties":{
                 "kind":{"type":"string","enum":["card"]},"number":{"type":"string","pattern":"^[0-9]{12,19}$"}}},
               "Bank":{"type":"object","required":["kind","iban"],"properties":{
                 "kind":{"type":"string","enum":["bank"]},"iban":{"type":"string"}}},
               "Hard":{"type":"object","required":["payment","matrix","when","labels"],"properties":{
                 "payment":{"oneOf":[{"$ref":"#/components/schemas/Card"},{"$ref":"#/components/schemas/Bank"}],
                   "discriminator":{"propertyName":"kind"}},
                 "matrix":{"type":"array","minItems":1,"items":{"type":"array","items":{"type":"number"}}},
                 "when":{"type":"string","format":"date-time"},
                 "labels":{"type":"object","additionalProperties":{"type":"string"}},
                 "nick":{"type":"string","nullable":true},
                 "amount":{"anyOf":[{"type":"number"},{"type":"string"}]},
                 "tree":{"$ref":"#/components/schemas/Tree"}}}}},
             "paths":{
               "/hard":{"post":{"operationId":"hard","requestBody":{"required":true,"content":{"application/json":{
                 "schema":{"$ref":"#/components/schemas/Hard"}}}},"responses":{"200":{"description":"x"}}}},
               "/wide":{"post":{"operationId":"wide","requestBody":{"required":true,"content":{"application/json":{
                 "schema":{"type":"object","required":["field_000","field_700"],"properties":{WIDE}}}}},"responses":{"200":{"description":"x"}}}},
               "/upload":{"post":{"operationId":"upload","requestBody":{"required":true,"content":{"multipart/form-data":{
                 "schema":{"type":"object","required":["file"],"properties":{
                   "file":{"type":"string","format":"binary"},"title":{"type":"string"}}}}}},"responses":{"200":{"description":"x"}}}}}}
            """;
}
