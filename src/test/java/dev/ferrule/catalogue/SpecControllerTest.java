package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecControllerTest extends RunningFerrule {

    @Test
    void aDocumentInTheBodyBecomesASpecAndTheSameAgainIsTheSame() {
        byte[] document = SpecTexts.described("Orchard", "1", "https://orchard.example.io", 4);

        Reply first = postBytes("/api/v1/specs", document, "Content-Type", "text/plain")
                .expect(201);
        Reply second = postBytes("/api/v1/specs", document, "Content-Type", "application/json")
                .expect(200);

        assertThat(first.at("/id")).isEqualTo(second.at("/id"));
        assertThat(first.header("Location")).contains("/api/v1/specs/" + first.at("/id"));
        assertThat(first.at("/title")).isEqualTo("Orchard");
        assertThat(first.at("/format")).isEqualTo("openapi-3.0");
        assertThat(first.at("/host")).isEqualTo("orchard.example.io");
        assertThat(first.json().at("/operationCount").asInt()).isEqualTo(4);
        assertThat(first.at("/contentHash")).matches("[0-9a-f]{64}");
        assertThat(first.json().at("/warnings").isArray()).isTrue();
        assertThat(first.json().has("org")).isFalse();
    }

    @Test
    void aBodyThatCallsItselfFormDataIsADocumentAllTheSame() {
        postBytes(
                        "/api/v1/specs",
                        SpecTexts.described("Curl", "1", "https://curl.example.io", 1),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(201);
        postBytes("/api/v1/specs", SpecTexts.described("Silent", "1", "https://silent.example.io", 1))
                .expect(201);
    }

    @Test
    void aCollectionBecomesASpecWhoseDocumentHoldsNoneOfItsSecrets() {
        byte[] collection = """
                {"info": {"name": "Kiosk"}, "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "canary-31337"}]},
                 "item": [{"name": "Sell", "request": {"method": "POST", "url": "https://kiosk.example.io/sales?key=canary-31337"}}]}
                """.getBytes(StandardCharsets.UTF_8);

        Reply added = postBytes("/api/v1/specs", collection).expect(201);
        Reply again = postBytes("/api/v1/specs", collection).expect(200);

        assertThat(again.at("/id")).isEqualTo(added.at("/id"));
        assertThat(added.at("/format")).isEqualTo("postman");
        String document = get("/api/v1/specs/" + added.at("/id") + "/document")
                .expect(200)
                .body();
        assertThat(document).contains("\"/sales\"", "\"openapi\"").doesNotContain("canary");
        assertThat(added.body()).contains("derived").doesNotContain("canary");
    }

    @Test
    void anOverlayChangesWhatIsAdded() {
        byte[] document = SpecTexts.described("Plain", "1", "https://plain.example.io", 2);
        String overlay =
                "{\"overlay\":\"1.0.0\",\"actions\":[{\"target\":\"$.info\",\"update\":{\"title\":\"Better\"}}]}";

        Reply added = postForm(
                        "/api/v1/specs", Map.of("file", document, "overlay", overlay.getBytes(StandardCharsets.UTF_8)))
                .expect(201);
        Reply unfit = postForm(
                        "/api/v1/specs",
                        Map.of(
                                "file",
                                document,
                                "overlay",
                                overlay.replace("$.info", "$.none").getBytes(StandardCharsets.UTF_8)))
                .expect(400);

        assertThat(added.at("/title")).isEqualTo("Better");
        assertThat(unfit.at("/errors/0/pointer")).isEqualTo("/overlay/actions");
    }

    @Test
    void aFileOfAFormBecomesASpec() {
        byte[] document = SpecTexts.described("Upload", "1", "https://upload.example.io", 2);

        Reply added = postFile("/api/v1/specs", "file", "upload.json", document).expect(201);

        assertThat(get("/api/v1/specs/" + added.at("/id") + "/document")
                        .expect(200)
                        .body())
                .isEqualTo(new String(document, StandardCharsets.UTF_8));
    }

    @Test
    void specsAreListedByWordsOfTheirTitleAndPageByPage() {
        for (int i = 0; i < 3; i++) {
            postBytes(
                            "/api/v1/specs",
                            SpecTexts.described("Zeppelin " + "ABC".charAt(i), "1", "https://z.example.io", i + 1))
                    .expect(201);
        }

        Reply first = get("/api/v1/specs?q=zeppelin&limit=2").expect(200);
        Reply rest = get("/api/v1/specs?q=zeppelin&limit=2&cursor=" + first.at("/nextCursor"))
                .expect(200);

        assertThat(first.json().at("/items")).hasSize(2);
        assertThat(rest.json().at("/items")).hasSize(1);
        assertThat(rest.at("/nextCursor")).isNull();
        assertThat(get("/api/v1/specs?q=zeppelin.*").expect(200).json().at("/items"))
                .isEmpty();
    }

    @Test
    void operationsAreListedWithTheSpecsOwnPaths() {
        String id = postBytes("/api/v1/specs", SpecTexts.described("Listed", "1", "https://l.example.io", 3))
                .expect(201)
                .at("/id");

        Reply operations = get("/api/v1/specs/" + id + "/operations?limit=2").expect(200);

        assertThat(operations.at("/items/0/path")).isEqualTo("/items0");
        assertThat(operations.at("/nextCursor")).isNotNull();
        get("/api/v1/specs/" + id + "/operations?cursor=nonsense").expectProblem(400, "invalid-request");
    }

    @Test
    void aDeletedSpecIsGone() {
        String id = postBytes("/api/v1/specs", SpecTexts.described("Brief", "1", "https://b.example.io", 3))
                .expect(201)
                .at("/id");

        delete("/api/v1/specs/" + id).expect(204);

        get("/api/v1/specs/" + id).expectProblem(404, "spec-not-found");
        get("/api/v1/specs/" + id + "/document").expectProblem(404, "spec-not-found");
        delete("/api/v1/specs/" + id).expectProblem(404, "spec-not-found");
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsRead() {
        byte[] large = new byte[SpecBody.MOST_BYTES + 1];

        postBytes("/api/v1/specs", large).expectProblem(413, "spec-too-large");
    }

    @Test
    void anEmptyBodyAndOneThatIsNoSpecAreExplained() {
        postBytes("/api/v1/specs", new byte[0]).expectProblem(400, "invalid-request");
        post("/api/v1/specs", "{\"hello\": 1}").expect(422);
    }

    @Test
    void aUrlWithinOurOwnNetworkIsNotFetched() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        boolean[] asked = {false};
        server.createContext("/", exchange -> {
            asked[0] = true;
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/spec.json";
            post("/api/v1/specs", "{\"url\": \"" + url + "\"}").expectProblem(400, "address-not-allowed");
            post("/api/v1/specs", "{\"url\": \"" + url.replace("127.0.0.1", "localhost") + "\"}")
                    .expectProblem(400, "address-not-allowed");
            post("/api/v1/specs", "{\"url\": \"http://[::ffff:127.0.0.1]/\"}")
                    .expectProblem(400, "address-not-allowed");
            post("/api/v1/specs", "{\"url\": \"http://2130706433/\"}").expectProblem(400, "address-not-allowed");
        } finally {
            server.stop(0);
        }
        assertThat(asked[0]).isFalse();
    }

    @Test
    void theCatalogueTellsHowMuchItHolds() {
        Reply before = get("/api/v1/catalogue").expect(200);
        postBytes("/api/v1/specs", SpecTexts.described("Counted", "1", "https://c.example.io", 7))
                .expect(201);

        Reply after = get("/api/v1/catalogue").expect(200);

        assertThat(after.json().at("/specs").asInt())
                .isEqualTo(before.json().at("/specs").asInt() + 1);
        assertThat(after.json().at("/operations").asInt())
                .isEqualTo(before.json().at("/operations").asInt() + 7);
        assertThat(after.json().at("/vectors/done").isNumber()).isTrue();
        assertThat(after.json().at("/vectors/pending").isNumber()).isTrue();
    }
}
