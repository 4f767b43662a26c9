package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.ferrule.Reply;
import dev.ferrule.connection.RemoteSystem.Response;
import dev.ferrule.connector.Exports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** Marked secrets go through every path there is, and must not be found anywhere that is not the system they are for. */
@ExtendWith(OutputCaptureExtension.class)
class CanaryTest extends ConnectingFerrule {

    private static final String MARK = "CANARY";
    private static final String MARKED = Base64.getEncoder().encodeToString("ann:CANARY-password".getBytes());

    @Autowired
    private Exports exports;

    @Autowired
    private JsonMapper json;

    @Value("${ferrule.data-dir}")
    private Path data;

    /** Everything that was answered to callers. */
    private final List<Reply> replies = new ArrayList<>();

    private Reply seen(Reply reply) {
        replies.add(reply);
        return reply;
    }

    @Test
    void aMarkedSecretIsFoundNowhereButWhereItBelongs(CapturedOutput output) throws IOException {
        remote.at(
                "/me",
                request -> new Response(
                        401,
                        Map.of(
                                "WWW-Authenticate",
                                "Bearer error=\"invalid_token\", error_description=\"CANARY-challenge\""),
                        "CANARY-body " + request.header("Authorization")));
        remote.at("/denied", 400, "{\"error\":\"invalid_grant\",\"error_description\":\"CANARY-description\"}");
        remote.at("/broken", 500, "CANARY-stack-trace");
        remote.at(
                "/token",
                200,
                "{\"access_token\":\"CANARY-access\",\"refresh_token\":\"CANARY-refresh\",\"id_token\":\"CANARY-id\",\"expires_in\":3600}");
        String connector = connector();
        endpoint(connector, "/me");
        for (String[] one : new String[][] {
            {"{\"type\":\"api_key\",\"in\":\"query\",\"name\":\"key\"}", "{\"apiKey\":\"CANARY-key\"}"},
            {"{\"type\":\"api_key\",\"in\":\"header\",\"name\":\"X-Key\"}", "{\"apiKey\":\"CANARY-header\"}"},
            {"{\"type\":\"basic\"}", "{\"username\":\"ann\",\"password\":\"CANARY-password\"}"},
            {"{\"type\":\"bearer\"}", "{\"token\":\"CANARY-token\"}"},
            {
                oauth("password", "/token"),
                "{\"clientId\":\"c\",\"clientSecret\":\"CANARY-cs\",\"username\":\"u\",\"password\":\"CANARY-up\"}"
            },
        }) {
            String method = method(connector, one[0]);
            String path = use(connector, method, one[1]);
            seen(patch(path, "{\"credentials\":%s}".formatted(one[1])));
            seen(patch(path, "{\"credentials\":{\"CANARY-name\":\"CANARY-value\",\"apiKey\":[\"CANARY-list\"]}}"));
            seen(patch(path, "{\"credentials\":\"CANARY-text\"}"));
            seen(patch(path, "{\"credentials\":{\"apiKey\":{\"CANARY-object\":1}}}"));
            seen(connect(connector, method, "{\"CANARY-field\":\"CANARY-value\"}"));
            seen(post(path + "/check", ""));
        }
        for (String tokenUrl : List.of("/denied", "/broken")) {
            String flow = tokenUrl.equals("/denied") ? "client_credentials" : "jwt_bearer";
            String method = method(connector, oauth(flow, tokenUrl));
            use(
                    connector,
                    method,
                    flow.equals("jwt_bearer")
                            ? "{\"issuer\":\"i\",\"privateKey\":\"CANARY-private-key\"}"
                            : "{\"clientId\":\"c\",\"clientSecret\":\"CANARY-cs\"}");
        }
        login(connector);
        seen(post("/api/v1/keys/rotations", "{\"key\":\"data\"}"));
        seen(get(connector + "/connections?limit=100"));
        seen(get(connector));
        seen(get("/api/v1/keys"));

        assertThat(remote.requests.toString()).as("the system itself").contains("CANARY-key", "CANARY-header", MARKED);
        for (Reply reply : replies) {
            assertThat(reply.body() + reply.headers()).doesNotContain(MARK).doesNotContain(MARKED);
            assertThat(reply.status()).as(reply.body()).isLessThan(500);
        }
        assertThat(json.writeValueAsString(exports.of("default", null))).doesNotContain(MARK);
        assertThat(output.getAll()).as("the log").doesNotContain(MARK).doesNotContain(MARKED);
        assertThat(dump())
                .as("the database")
                .contains("credentials")
                .doesNotContain(MARK)
                .doesNotContain(MARKED);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(MARK))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }

    private String oauth(String flow, String tokenUrl) {
        return """
                {"type":"oauth2","flow":"%s","authorizationUrl":"%s","tokenUrl":"%s",
                 "oauth":{"revocationUrl":"%s"}}""".formatted(flow, remote.url("/authorize"), remote.url(tokenUrl), remote.url("/broken"));
    }

    /** Made, read, listed, checked, shown in a tab; the path of it. */
    private String use(String connector, String method, String credentials) {
        Reply made = seen(post(
                connector + "/connections",
                "{\"name\":\"Main\",\"authMethodId\":\"%s\",\"credentials\":%s}".formatted(method, credentials),
                "Idempotency-Key",
                "key-" + method + connector));
        String path = made.expect(201).header("Location").orElseThrow();
        seen(get(path));
        seen(post(path + "/check", ""));
        seen(get(path));
        String template = template(connector);
        seen(put(template + "/connection", "{\"connectionId\":\"%s\"}".formatted(made.at("/id"))));
        seen(tab(template));
        return path;
    }

    private void login(String connector) {
        String method = method(connector, oauth("authorization_code", "/token"));
        put(connector + "/auth-methods/" + method + "/client", """
                {"clientId":"c","clientSecret":"CANARY-client"}""").expect(204);
        for (String end : List.of("&code=CANARY-code", "&error=CANARY-error", "&code=")) {
            Reply begun = seen(post(
                    connector + "/oauth2/authorize", "{\"authMethodId\":\"%s\",\"name\":\"L\"}".formatted(method)));
            Reply ended = seen(
                    get("/api/v1/oauth2/callback?state=" + begun.at("/state") + end, "Accept", "application/json"));
            if (ended.status() == 200) {
                String path = "/api/v1/connections/" + ended.at("/id");
                seen(post(path + "/check", ""));
                seen(get(path));
                seen(delete(path));
            }
        }
    }

    /** All that the database holds, bytes as text too. */
    private String dump() {
        StringBuilder dump = new StringBuilder();
        for (String name : mongo.getDatabase("ferrule").listCollectionNames()) {
            MongoCollection<Document> collection = mongo.getDatabase("ferrule").getCollection(name);
            for (Document document : collection.find().batchSize(20)) {
                append(document, dump);
            }
        }
        return dump.toString();
    }

    private static void append(Object value, StringBuilder dump) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> {
                dump.append(name).append(' ');
                append(inner, dump);
            });
        } else if (value instanceof Iterable<?> list) {
            list.forEach(inner -> append(inner, dump));
        } else if (value instanceof org.bson.types.Binary binary) {
            dump.append(new String(binary.getData(), StandardCharsets.ISO_8859_1))
                    .append('\n');
        } else {
            dump.append(value).append('\n');
        }
    }
}
