package dev.ferrule.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What may come with a message, and what may not. */
class AttachmentTest extends ChatSystems {

    private static String attached(String members) {
        return "\"engine\":\"offline\",\"attachments\":[{" + members + "}]";
    }

    private static String content(String kind, String content) {
        return (kind.isEmpty() ? "" : "\"kind\":\"" + kind + "\",") + "\"name\":\"a file\",\"content\":"
                + quoted(content);
    }

    @Test
    void anAttachedSpecIsIngestedAndPlannedWith() {
        String spec =
                "openapi: 3.0.3\ninfo: {title: Tulsk Kiln API, version: '1'}\nservers: [{url: 'https://kiln.tulsk.example'}]\n"
                        + "paths:\n  /firings:\n    post: {operationId: fire, summary: Start a firing, responses: {'201': {description: begun}}}\n";
        String id = chat();
        Reply planned = send(id, "plan", "Start a firing and tell the team in Parley", attached(content("", spec)))
                .expect(200);

        assertThat(endpoints(planned.json().at("/plan"))).contains("POST /firings");
        assertThat(systems(planned.json().at("/plan"))).anyMatch(name -> name.contains("Parley"));
        JsonNode attachment = planned.json().at("/message/attachments/0");
        assertThat(attachment.at("/kind").asString()).isEqualTo("spec");
        get("/api/v1/specs/" + attachment.at("/specId").asString()).expect(200);
    }

    @Test
    void anAttachedTextIsThePlansRequirement() {
        Reply planned = send(
                        chat(),
                        "plan",
                        "",
                        attached(content("markdown", "# Wanted\n\n- create an invoice in Ledgerly\n")))
                .expect(200);
        assertThat(endpoints(planned.json().at("/plan"))).contains("POST /v3/invoices");
    }

    @Test
    void ofAJsonExampleTheFieldsAreKeptAndNoValue() {
        String id = chat();
        send(
                        id,
                        "plan",
                        "create an invoice in Ledgerly",
                        attached(
                                content(
                                        "",
                                        "{\"order\":{\"total\":12,\"mail\":\"someone@somewhere.example\"},\"lines\":[{\"sku\":\"1\"}]}")))
                .expect(200);
        Reply chat = get("/api/v1/chats/" + id).expect(200);

        assertThat(chat.json().at("/agreed/decisions/example").toString())
                .isEqualTo("[\"order.total\",\"order.mail\",\"lines[].sku\"]");
        assertThat(chat.body()).doesNotContain("someone@somewhere.example");
    }

    @Test
    void theExamplesFieldsAreMappedToWhatTheStepsTake() {
        Reply planned = send(
                        chat(),
                        "plan",
                        "Create an invoice in Ledgerly",
                        attached(content("json", "{\"order\":{\"currency\":\"EUR\",\"reference\":\"A-1\"}}")))
                .expect(200);
        assertThat(texts(planned.json().at("/plan/workflows/0/mappings"), "/from"))
                .contains("your example → order.currency", "your example → order.reference");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "ftp://host.example/x",
                "https://user:word@host.example/",
                "https:///x",
                "//host.example/x",
                "http://[",
                "data:text/plain,x",
                ""
            })
    void anAddressThatIsNotOfTheWebIsRefusedAtOnce(String url) {
        String id = chat();
        send(id, "plan", "x y", attached("\"url\":" + quoted(url))).expectProblem(400, "attachment-invalid");
        assertThat(each(get("/api/v1/chats/" + id).expect(200).json().at("/messages")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/x",
                "http://localhost/x",
                "http://169.254.169.254/latest",
                "http://[::1]/x",
                "http://2130706433/x"
            })
    void nothingIsFetchedFromOurOwnNetwork(String url) {
        send(chat(), "plan", "x y", attached("\"url\":" + quoted(url))).expectProblem(400, "address-not-allowed");
    }

    @Test
    void whatCannotBeReadIsAProblemAndTheChatGoesOn() {
        String id = chat();
        send(id, "plan", "x y", attached(content("", "<!DOCTYPE html><html></html>")))
                .expectProblem(422, "attachment-not-recognised");
        send(id, "plan", "x y", attached(content("json", "{\"a\":"))).expectProblem(422, "attachment-broken");
        send(id, "plan", "x y", attached(content("spec", "hello"))).expect(422);
        send(id, "plan", "x y", attached(content("text", "word ".repeat(10_000))))
                .expectProblem(413, "attachment-too-large");
        send(id, "plan", "x y", attached(content("json", "[" + "1,".repeat(600_000) + "1]")))
                .expectProblem(413, "attachment-too-large");
        send(id, "plan", "x y", attached(content("json", "[".repeat(200_000)))).expectProblem(422, "attachment-broken");
        StringBuilder laughs = new StringBuilder("openapi: 3.0.0\na0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "*a" + (i - 1) + "]\n");
        }
        assertThat(send(id, "plan", "x y", attached(content("", laughs.toString())))
                        .status())
                .isBetween(400, 422);
        JsonNode messages = get("/api/v1/chats/" + id).expect(200).json().at("/messages");
        assertThat(texts(messages, "/state")).containsOnly("complete", "failed");
        send(id, "plan", PAID_ORDERS).expect(200);
    }

    @Test
    void numberAndFormAreChecked() {
        String id = chat();
        String one = "{" + content("text", "x y") + "}";
        send(id, "plan", "x y", "\"attachments\":[" + (one + ",").repeat(5) + one + "]")
                .expectProblem(400, "invalid-request");
        send(id, "plan", "x y", attached("\"name\":\"x\"")).expectProblem(400, "attachment-invalid");
        send(id, "plan", "x y", attached(content("text", " "))).expectProblem(400, "attachment-invalid");
        send(id, "plan", "x y", attached(content("virus", "x"))).expectProblem(400, "invalid-request");
        send(id, "plan", "x y", "\"attachments\":[null]").expectProblem(400, "invalid-request");
    }
}
