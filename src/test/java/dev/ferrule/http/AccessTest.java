package dev.ferrule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest extends RunningFerrule {

    @ParameterizedTest
    @ValueSource(strings = {"readiness", "liveness"})
    void healthIsOpenAndTellsNothingButTheStatus(String probe) {
        Reply reply = get("/actuator/health/" + probe, "Authorization", "none").expect(200);

        assertThat(reply.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/probe/orders",
                "/nothing",
                "/error",
                "/v3/api-docs",
                "/actuator",
                "/actuator/health",
                "/actuator/health/readiness/x",
                "/actuator/env",
                "/swagger-ui.html"
            })
    void everythingElseNeedsTheToken(String path) {
        Reply wrong = get(path, "Authorization", "Bearer " + TOKEN + "x").expectProblem(401, "wrong-token");
        assertThat(wrong.header("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        get(path, "Authorization", "Basic " + TOKEN).expectProblem(401, "wrong-token");
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401")
                .contains("WWW-Authenticate: Bearer\r\n", "\"missing-token\"");
    }

    @Test
    void theSchemesNameMayBeWrittenInAnyCase() {
        get("/api/v1/probe/orders?q=a", "Authorization", "bearer " + TOKEN).expect(200);
    }

    @Test
    void answersAreNeitherCachedNorFramedNorGuessedAt() {
        Reply reply = get("/api/v1/probe/orders?q=a").expect(200);

        assertThat(reply.header("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(reply.header("X-Frame-Options")).hasValue("DENY");
        assertThat(reply.header("Content-Security-Policy"))
                .hasValueSatisfying(value -> assertThat(value).contains("default-src 'none'"));
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9", "127.0.0.1:8080", "[::1]:8080"})
    void thisMachinesNamesAreAnswered(String host) {
        assertThat(rawGet("/actuator/health/readiness", host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example:8080", "10.0.0.1", "localhost."})
    void aForeignHostNameIsRefusedSoThatRebindingItGainsNothing(String host) {
        assertThat(rawGet("/actuator/health/readiness", host))
                .startsWith("HTTP/1.1 421")
                .contains("application/problem+json", "\"wrong-host\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/specs/a%2Fb HTTP/1.1",
                "GET /api/v1/specs/a%00b HTTP/1.1",
                "GET /api/v1/specs/a%zz HTTP/1.1",
                "GET /api/v1//specs HTTP/1.1",
                "GET /api/v1/specs;x=1/a HTTP/1.1",
                "GET /api/v1/../../etc/passwd HTTP/1.1",
                "GET /api/v1/specs?q=<a> HTTP/1.1",
                "GET /api/v1/{a} HTTP/1.1",
                "G\u0001T / HTTP/1.1",
                "GET / HTTP/9.9",
                "TRACE / HTTP/1.1",
                "nonsense"
            })
    void whatNoControllerSeesIsRefusedInTheSameForm(String line) {
        String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .matches("(?s)HTTP/1.1 (4\\d\\d|505) .*")
                .contains("application/problem+json", "\"code\"")
                .doesNotContain("<html", "Exception", "Tomcat");
    }

    @Test
    void headersThatAreTooLargeAreRefusedInTheSameForm() {
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(40_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4")
                .contains("application/problem+json")
                .doesNotContain("<html");
    }

    private String rawGet(String path, String host) {
        return raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    /** What comes back for bytes that no HTTP client would send. */
    private String raw(String request) {
        try (Socket socket = new Socket("127.0.0.1", uri("/").getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
