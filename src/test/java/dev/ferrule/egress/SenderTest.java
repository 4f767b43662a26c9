package dev.ferrule.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ferrule.egress.EgressFailure.Cause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SenderTest {

    private static final Reach LOCAL = Reach.only(Set.of("localhost", "127.0.0.1"));

    private final Sender sender = new Sender(true);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var sent = exchange.getRequestHeaders();
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " auth="
                + sent.getFirst("Authorization") + " key=" + sent.getFirst("X-Api-Key") + " cookie="
                + sent.getFirst("Cookie") + " body="
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().add("Set-Cookie", "session=abc");
        if (path.startsWith("/to/") || path.equals("/loop")) {
            String to =
                    path.equals("/loop") ? "/loop" : exchange.getRequestURI().getQuery();
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
        } else if (path.equals("/slow")) {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("0123456789".getBytes(StandardCharsets.UTF_8));
        }
        exchange.close();
    }

    @AfterEach
    void stop() throws IOException {
        over.countDown();
        server.stop(0);
        sender.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void assertFails(Cause cause, Call call, Reach reach) {
        assertThatThrownBy(() -> sender.send(call, reach))
                .isInstanceOfSatisfying(
                        EgressFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(cause));
    }

    @Test
    void aRequestArrivesAsItWasMadeAndCookiesAreNotKept() {
        Call post = new Call("POST", uri("/a?b=c"), List.of(new Call.Header("X-Api-Key", "k")), "hi".getBytes());
        Answer answer = sender.send(post, LOCAL);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("0123456789");
        Answer second = sender.send(Call.get(uri("/")), LOCAL);
        assertThat(second.status()).isEqualTo(200);
        assertThat(answer.timing().reused()).isFalse();
        assertThat(second.timing().reused()).isTrue();
        assertThat(second.timing().connect()).isZero();
        assertThat(asked)
                .containsExactly(
                        "POST /a?b=c auth=null key=k cookie=null body=hi",
                        "GET / auth=null key=null cookie=null body=");
    }

    @Test
    void onlyAllowedHostsAreCalledAlsoAfterARedirect() {
        assertFails(Cause.HOST_NOT_ALLOWED, Call.get(uri("/")), Reach.only(Set.of("api.example.com")));
        assertThat(asked).isEmpty();
        Reach one = Reach.only(Set.of("127.0.0.1"));
        String elsewhere = uri("/secret").toString().replace("127.0.0.1", "localhost");
        assertFails(Cause.HOST_NOT_ALLOWED, Call.get(uri("/to/?" + elsewhere)), one);
        assertThat(asked).hasSize(1);
        assertFails(Cause.NO_WEB_ADDRESS, Call.get(uri("/to/?file:///etc/passwd")), LOCAL);
        assertFails(Cause.TOO_MANY_REDIRECTS, Call.get(uri("/loop")), LOCAL);
    }

    @Test
    void secretsStayWithTheOriginThatTheyAreFor() {
        Call call = Call.get(
                uri("/to/?" + uri("/same")), new Call.Header("Authorization", "a"), new Call.Header("X-Api-Key", "k"));
        assertThat(sender.send(call, LOCAL).status()).isEqualTo(200);
        assertThat(asked.get(1)).contains("/same auth=a key=k");
        String other = uri("/other").toString().replace("127.0.0.1", "localhost");
        assertThat(sender.send(call.to(uri("/to/?" + other)), LOCAL).status()).isEqualTo(200);
        assertThat(asked.get(3)).contains("/other auth=null key=null");
    }

    @Test
    void aPostIsNotSentToWhereItIsRedirected() {
        Call post = new Call("POST", uri("/to/?" + uri("/other")), List.of(), "secret".getBytes());
        assertThat(sender.send(post, LOCAL).status()).isEqualTo(302);
        assertThat(asked).hasSize(1);
    }

    @Test
    void bytesAndTimeAreLimited() {
        Answer answer = sender.send(Call.get(uri("/")), LOCAL.atMost(4, Duration.ofSeconds(20)));
        assertThat(answer.text()).isEqualTo("0123");
        assertThat(answer.truncated()).isTrue();
        assertFails(Cause.TIMEOUT, Call.get(uri("/slow")), LOCAL.atMost(4, Duration.ofMillis(200)));
    }

    @Test
    void whatWentWrongIsToldApart() throws IOException {
        assertFails(
                Cause.UNKNOWN_HOST,
                Call.get(URI.create("http://nowhere.invalid/")),
                Reach.only(Set.of("nowhere.invalid")));
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertFails(Cause.REFUSED, Call.get(URI.create("http://127.0.0.1:" + free + "/")), LOCAL);
        try (ServerSocket noTls = new ServerSocket(0)) {
            Thread speaker = new Thread(() -> {
                try (Socket caller = noTls.accept()) {
                    caller.getOutputStream().write("I do not speak TLS at all".getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    asked.add(e.toString());
                }
            });
            speaker.start();
            assertFails(Cause.TLS, Call.get(URI.create("https://127.0.0.1:" + noTls.getLocalPort() + "/")), LOCAL);
        }
        try (Sender careful = new Sender(false)) {
            assertThatThrownBy(() -> careful.send(Call.get(uri("/")), LOCAL))
                    .isInstanceOfSatisfying(
                            EgressFailure.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Cause.ADDRESS_NOT_ALLOWED));
        }
    }

    @Test
    void neitherCallNorFailureShowsWhatItHolds() {
        Call call =
                Call.get(URI.create("http://nowhere.invalid/path?key=hush"), new Call.Header("Authorization", "hush"));
        assertThat(call.toString() + call.headers()).doesNotContain("hush");
        assertThatThrownBy(() -> sender.send(call, Reach.anywhere())).hasMessageNotContaining("hush");
        assertThatThrownBy(() -> new Call.Header("X", "a\r\nEvil: b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Evil");
    }
}
