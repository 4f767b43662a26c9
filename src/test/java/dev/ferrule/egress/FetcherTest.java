package dev.ferrule.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ferrule.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherTest {

    private final Sender carefulSender = new Sender(false);
    private final Sender trustingSender = new Sender(true);
    private final Fetcher careful = new Fetcher(carefulSender);
    private final Fetcher trusting = new Fetcher(trustingSender);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        switch (path) {
            case "/moved" -> redirect(exchange, "/spec.json");
            case "/loop" -> redirect(exchange, "/loop");
            case "/file" -> redirect(exchange, "file:///etc/passwd");
            case "/gone" -> exchange.sendResponseHeaders(404, -1);
            default -> {
                byte[] body = "{\"openapi\":\"3.0.0\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(body);
            }
        }
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        carefulSender.close();
        trustingSender.close();
    }

    @Test
    void aDocumentIsFetchedAlsoFromWhereItMovedTo() {
        assertThat(trusting.fetch(url("/spec.json"), 1000)).asString().isEqualTo("{\"openapi\":\"3.0.0\"}");
        assertThat(trusting.fetch(url("/moved"), 1000)).asString().isEqualTo("{\"openapi\":\"3.0.0\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/", "http://localhost:PORT/", "http://[::1]:PORT/",
                        "http://[::ffff:127.0.0.1]:PORT/",
                "http://2130706433:PORT/", "http://0x7f000001:PORT/", "http://127.1:PORT/", "http://0.0.0.0:PORT/",
                "http://169.254.169.254/latest/meta-data/"
            })
    void nothingInsideOurOwnNetworkIsAsked(String url) {
        assertThatThrownBy(() -> careful.fetch(
                        url.replace("PORT", "" + server.getAddress().getPort()), 1000))
                .isInstanceOf(Problem.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void aRedirectIsLookedAtLikeTheFirstUrl() {
        expect("invalid-request", url("/file"));
        expect("fetch-failed", url("/loop"));
        assertThat(asked).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://example.com/",
                "jar:http://example.com/",
                "spec.json",
                "http:///x",
                "a b"
            })
    void onlyAWebAddressIsFetched(String url) {
        expect("invalid-request", url);
    }

    @Test
    void aUrlWithAPasswordIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> trusting.fetch("http://me:secret@localhost/", 1000))
                .isInstanceOf(Problem.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void whatIsTooLargeOrNotThereIsAProblem() {
        assertThatThrownBy(() -> trusting.fetch(url("/spec.json"), 5))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("spec-too-large"));
        expect("fetch-failed", url("/gone"));
        server.stop(0);
        expect("fetch-failed", url("/spec.json"));
    }

    private void expect(String code, String url) {
        assertThatThrownBy(() -> trusting.fetch(url, 1000))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
