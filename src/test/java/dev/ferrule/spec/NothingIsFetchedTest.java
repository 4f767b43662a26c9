package dev.ferrule.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that points everywhere, next to a server and a file that would betray a visit. */
class NothingIsFetchedTest {

    private static final String SECRET = "word-from-elsewhere";

    private final List<String> visits = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            visits.add(exchange.getRequestURI().toString());
            byte[] answer =
                    ("{\"type\":\"object\",\"description\":\"" + SECRET + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        Files.writeString(folder.resolve("other.json"), "{\"type\":\"object\",\"description\":\"" + SECRET + "\"}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"swagger: '2.0'", "openapi: 3.0.3", "openapi: 3.1.0"})
    void yaml(String version) {
        assertThatNothingIsFetched(version + "\n" + body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"swagger\":\"2.0\"", "\"openapi\":\"3.0.3\"", "\"openapi\":\"3.1.0\""})
    void json(String version) {
        // Every line of the YAML below is JSON too.
        assertThatNothingIsFetched(
                "{" + version + "," + body().replace("\n", ",").replaceFirst(",$", "") + "}");
    }

    private void assertThatNothingIsFetched(String document) {
        ApiDescription read = new SpecReader().read(document.getBytes(StandardCharsets.UTF_8));

        assertThat(read.operations()).hasSize(1);
        assertThat(read.toString()).doesNotContain(SECRET);
        assertThat(read.warnings()).extracting(Warning::code).contains("reference-external");
        assertThat(visits).isEmpty();
    }

    private String body() {
        int port = server.getAddress().getPort();
        String http = "{\"$ref\":\"http://127.0.0.1:" + port + "/other.json\"}";
        String decimal = "{\"$ref\":\"http://2130706433:" + port + "/other.json#/a\"}";
        String file = "{\"$ref\":\"" + folder.resolve("other.json").toUri() + "\"}";
        String path = "{\"$ref\":\"" + folder.resolve("other.json") + "\"}";
        String relative = "{\"$ref\":\"../" + folder.getFileName() + "/other.json\"}";
        String schemas = "{\"A\":" + http + ",\"B\":" + path + "}";
        return """
                "info": {"title":"T","version":"1"}
                "paths": {"/item":%s,"/a":{"parameters":[%s],"post":{"parameters":[%s,{"name":"b","in":"body","schema":%s}],\
                "requestBody":{"content":{"application/json":{"schema":%s}}},\
                "responses":{"200":%s,"201":{"description":"d","schema":{"$ref":"#/definitions/A"},\
                "content":{"application/json":{"schema":{"allOf":[%s,{"$ref":"#/components/schemas/B"}]},"examples":{"e":{"externalValue":"http://127.0.0.1:%d/e"}}}}}}}}}
                "components": {"schemas":%s,"securitySchemes":{"s":%s}}
                "definitions": %s
                """.formatted(http, file, relative, decimal, path, http, file, port, schemas, http, schemas);
    }
}
