package dev.ferrule.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.spec.ContractReader;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.SpecReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each kind of change is called and how badly it touches callers. */
class OperationComparisonTest {

    private static final String LIST = """
            "parameters":[{"name":"limit","in":"query","schema":{"type":"integer","maximum":100}},
                          {"name":"state","in":"query","schema":{"type":"string","enum":["open","paid"]}}],
            "responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Order"}}}},
                         "404":{"description":"none"}}""";

    private static final String ORDER = """
            {"type":"object","required":["id"],"properties":{"id":{"type":"string"},"total":{"type":"number"},
             "parent":{"$ref":"#/components/schemas/Order"},"lines":{"type":"array","items":{"$ref":"#/components/schemas/Line"}}}}""";

    private static final String LINE = """
            {"type":"object","properties":{"sku":{"type":"string","format":"uuid"}}}""";

    private static final String CREATE = """
            "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Order"}}}},
            "responses":{"201":{"description":"made"}}""";

    @Test
    void theSameDocumentWrittenInAnotherOrderHasNotChanged() {
        String document = document(LIST, ORDER, LINE);
        String other = document(
                LIST,
                ORDER.replace("\"type\":\"object\",\"required\":[\"id\"]", "\"required\":[\"id\"],\"type\":\"object\""),
                LINE);

        assertThat(mayDiffer(document, other)).isFalse();
        assertThat(mayDiffer(document, document(LIST, ORDER, LINE.replace("uuid", "email"))))
                .isTrue();
    }

    @Test
    void parametersThatAreNewGoneOrNarrowerBreakCallers() {
        assertThat(
                        changes(
                                LIST,
                                LIST.replace(
                                        "\"parameters\":[",
                                        "\"parameters\":[{\"name\":\"shop\",\"in\":\"query\",\"required\":true,\"schema\":{}},")))
                .containsExactly("breaking required-parameter-added");
        assertThat(changes(
                        LIST,
                        LIST.replace(
                                "\"parameters\":[",
                                "\"parameters\":[{\"name\":\"shop\",\"in\":\"query\",\"schema\":{}},")))
                .containsExactly("compatible parameter-added");
        assertThat(changes(LIST, LIST.replace("\"state\"", "\"status\"")))
                .containsExactly("breaking parameter-removed", "compatible parameter-added");
        assertThat(changes(LIST, LIST.replace("\"enum\":[\"open\",\"paid\"]", "\"enum\":[\"open\"]")))
                .containsExactly("breaking enum-narrowed");
        assertThat(changes(LIST, LIST.replace("\"enum\":[\"open\",\"paid\"]", "\"enum\":[\"open\",\"paid\",\"gone\"]")))
                .containsExactly("compatible enum-widened");
        assertThat(changes(LIST, LIST.replace("\"maximum\":100", "\"maximum\":50")))
                .containsExactly("breaking bounds-narrowed");
        assertThat(changes(LIST, LIST.replace("\"maximum\":100", "\"maximum\":500")))
                .containsExactly("compatible bounds-widened");
        assertThat(changes(LIST, LIST.replace("\"type\":\"integer\"", "\"type\":\"string\"")))
                .containsExactly("breaking type-changed");
    }

    @Test
    void whatAnswersLoseBreaksReadersAndWhatTheyGainDoesNot() {
        assertThat(changes(LIST, ORDER, LIST, ORDER.replace("\"total\":{\"type\":\"number\"},", "")))
                .containsExactly("breaking response-property-removed");
        assertThat(changes(LIST, ORDER, LIST, ORDER.replace("\"total\"", "\"tax\":{},\"total\"")))
                .containsExactly("compatible response-property-added");
        assertThat(changes(LIST, ORDER, LIST, ORDER.replace("\"required\":[\"id\"],", "")))
                .containsExactly("breaking response-property-became-optional");
        assertThat(changes(LIST, ORDER, LIST, ORDER.replace("\"number\"", "[\"number\",\"null\"]")))
                .containsExactly("breaking response-type-widened");
        assertThat(changes(LIST, LIST.replace("\"404\"", "\"410\"")))
                .containsExactly("compatible status-removed", "compatible status-added");
        assertThat(changes(LIST, LIST.replace("\"200\"", "\"206\""))).contains("breaking status-removed");
    }

    @Test
    void theSameChangeOfATypeMeansAnotherThingInARequest() {
        assertThat(changes(
                        CREATE,
                        ORDER,
                        CREATE,
                        ORDER.replace("\"required\":[\"id\"]", "\"required\":[\"id\",\"total\"]")))
                .containsExactly("breaking property-became-required");
        assertThat(changes(CREATE, ORDER, CREATE, ORDER.replace("\"required\":[\"id\"],", "")))
                .containsExactly("compatible property-became-optional");
        assertThat(changes(CREATE, CREATE.replace("\"requestBody\":{", "\"requestBody\":{\"required\":true,")))
                .containsExactly("breaking request-body-required");
        assertThat(changes(CREATE, ORDER, CREATE, ORDER.replace("\"number\"", "\"integer\"")))
                .containsExactly("breaking type-narrowed");
        String readOnly = ORDER.replace("\"total\":{", "\"total\":{\"readOnly\":true,");
        assertThat(changes(
                        CREATE,
                        readOnly,
                        CREATE,
                        readOnly.replace("\"total\":{\"readOnly\":true,\"type\":\"number\"},", "")))
                .containsExactly("documentation details-changed");
    }

    @Test
    void wordsAndDeprecationDoNotBreakAnything() {
        assertThat(changes(LIST, LIST.replace("\"parameters\"", "\"summary\":\"All of them\",\"parameters\"")))
                .containsExactly("documentation summary-changed");
        assertThat(changes(LIST, LIST.replace("\"parameters\"", "\"deprecated\":true,\"parameters\"")))
                .containsExactly("compatible operation-deprecated");
        assertThat(changes(LIST, LIST.replace("\"none\"", "\"nothing\"")))
                .containsExactly("documentation description-changed");
    }

    @Test
    void moreScopesOrAnotherSchemeBreakCallersAndAnotherWayInDoesNot() {
        String read = LIST + ",\"security\":[{\"login\":[\"read\"]}]";

        assertThat(changes(read, LIST + ",\"security\":[{\"login\":[\"read\",\"write\"]}]"))
                .containsExactly("breaking scopes-changed");
        assertThat(changes(read, LIST + ",\"security\":[{\"key\":[]}]")).containsExactly("breaking auth-changed");
        assertThat(changes(read, LIST + ",\"security\":[{\"key\":[]},{\"login\":[\"read\"]}]"))
                .containsExactly("compatible auth-changed");
    }

    @Test
    void aChangeDeepInATypeInsideItselfIsFoundOnceAndNamesItsPlace() {
        Operation old = operation(document(LIST, ORDER, LINE));
        String now = document(LIST, ORDER, LINE.replace("\"string\"", "\"integer\""));

        List<Change> changes = compared(old, document(LIST, ORDER, LINE), now);

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).code()).isEqualTo("response-type-changed");
        assertThat(changes.get(0).pointer()).isEqualTo("#/components/schemas/Line/properties/sku");
        assertThat(changes.get(0).message()).contains("lines[].sku", "string", "integer");
    }

    @Test
    void whatMovesIntoAReferenceOrAnAllOfIsNoChange() {
        String inline = ORDER.replace("{\"$ref\":\"#/components/schemas/Line\"}", LINE);
        String parts = "{\"allOf\":[" + ORDER + "]}";

        assertThat(changes(LIST, ORDER, LIST, inline)).containsExactly("documentation details-changed");
        assertThat(changes(LIST, ORDER, LIST, parts)).containsExactly("documentation details-changed");
    }

    private static List<String> changes(String old, String now) {
        return changes(old, ORDER, now, ORDER);
    }

    private static List<String> changes(String old, String oldOrder, String now, String order) {
        String before = document(old, oldOrder, LINE);
        return compared(operation(before), before, document(now, order, LINE)).stream()
                .map(change -> change.severity().word() + " " + change.code())
                .toList();
    }

    private static List<Change> compared(Operation old, String before, String after) {
        ContractReader reader = new ContractReader(new SpecReader());
        return OperationComparison.of(
                old,
                operation(after),
                reader.read(bytes(before), "GET", "/orders"),
                reader.read(bytes(after), "GET", "/orders"));
    }

    private static boolean mayDiffer(String before, String after) {
        ContractReader reader = new ContractReader(new SpecReader());
        return reader.open(bytes(after))
                .print()
                .mayDiffer(reader.open(bytes(before)).print())
                .contains("GET /orders");
    }

    private static Operation operation(String document) {
        return new SpecReader().read(bytes(document)).operations().get(0);
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    private static String document(String operation, String order, String line) {
        return """
                {"openapi":"3.1.0","info":{"title":"Orders","version":"1"},
                 "paths":{"/orders":{"get":{"operationId":"listOrders",%s}}},
                 "components":{"schemas":{"Order":%s,"Line":%s},
                   "securitySchemes":{"key":{"type":"apiKey","in":"header","name":"K"},
                     "login":{"type":"oauth2","flows":{"clientCredentials":{"tokenUrl":"https://a.example/t","scopes":{"read":"","write":""}}}}}}}""".formatted(operation, order, line);
    }
}
