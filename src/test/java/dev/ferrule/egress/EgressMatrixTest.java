package dev.ferrule.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ferrule.egress.EgressFailure.Cause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way that we know of to make a service call its own network: none gets a single byte there. */
class EgressMatrixTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> lookedUp = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().getPath());
        String to = exchange.getRequestURI().getQuery();
        if (to != null) {
            exchange.getResponseHeaders().add("Location", to);
        }
        exchange.sendResponseHeaders(to == null ? 200 : 302, -1);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // RFC 1918, shared (CGNAT), loopback, link-local and metadata, this host, test nets, multicast,
                // reserved
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.254",
                "192.168.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "0.0.0.0",
                "192.0.0.192",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "192.88.99.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                // the same in IPv6: unspecified, loopback, mapped, compatible, NAT64, 6to4, Teredo, local, multicast
                "[::]",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:a9fe:a9fe]",
                "[0:0:0:0:0:ffff:0a00:0001]",
                "[::127.0.0.1]",
                "[::ffff:0:127.0.0.1]",
                "[64:ff9b::127.0.0.1]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b:1::a00:1]",
                "[2002:7f00:1::]",
                "[2002:a9fe:a9fe::1]",
                "[2001:0:7f00:1::]",
                "[2001:db8::1]",
                "[3fff::1]",
                "[100::1]",
                "[5f00::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]",
                // spellings: decimal, short, octal, hex, mixed, zero-padded, with a dot at the end
                "2130706433",
                "127.1",
                "127.0.1",
                "0177.0.0.1",
                "0177.0.0.01",
                "017700000001",
                "0x7f.0.0.1",
                "0x7f000001",
                "0x7F.1",
                "127.0.0.0x1",
                "00000127.0.0.1",
                "127.0.0.1.",
                "0",
                "0x0",
                "2852039166",
                "0xa9fea9fe",
                "0251.0376.0251.0376",
                "169.254.43518",
                "localhost"
            })
    void noAddressOfOurOwnNetworkIsCalledHoweverItIsWritten(String host) throws IOException {
        try (Sender sender = new Sender(false)) {
            assertThatThrownBy(() ->
                            sender.send(Call.get(URI.create("http://" + host + ":" + port() + "/")), Reach.anywhere()))
                    .isInstanceOfSatisfying(
                            EgressFailure.class,
                            failure ->
                                    assertThat(failure.reason()).isIn(Cause.ADDRESS_NOT_ALLOWED, Cause.NO_WEB_ADDRESS));
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com@127.0.0.1:PORT/",
                "http://example.com:80@127.0.0.1:PORT/",
                "http://a:b@localhost:PORT/",
                "http://%31@127.0.0.1:PORT/",
                "http://127.0.0.1:PORT#@example.com/",
                "http://127.0.0.1:PORT?@example.com/",
                "http:127.0.0.1:PORT/",
                "http:///127.0.0.1:PORT/",
                "http://127.0.0.1:PORT:80/",
                "http://[::1%25lo]:PORT/",
                "file://127.0.0.1/etc/passwd",
                "gopher://127.0.0.1:PORT/"
            })
    void noTrickWithUserNameOrSyntaxGetsThere(String url) throws IOException {
        try (Sender sender = new Sender(false)) {
            assertThatThrownBy(() ->
                            sender.send(Call.get(URI.create(url.replace("PORT", "" + port()))), Reach.anywhere()))
                    .isInstanceOf(EgressFailure.class);
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.test\\@127.0.0.1/", "http://127.0.0.1\t/", "http://127。0。0。1/", "http://a b/"})
    void whatNoUrlMayHoldIsNoCallAtAll(String url) {
        assertThatThrownBy(() -> Call.get(URI.create(url)))
                .isInstanceOfAny(IllegalArgumentException.class, EgressFailure.class);
    }

    @Test
    void aRedirectChainEndsWhereItWouldLeaveThePublicInternet() throws IOException {
        for (String inside : List.of("inside.test", "127.0.0.2", "10.0.0.1", "[::1]", "2130706434", "0x7f.0.0.2")) {
            String last = "http://" + inside + ":" + port() + "/in";
            URI start = URI.create(outside("/1?" + outside("/2?" + last)));
            asked.clear();
            try (Sender sender = new Sender(false, outsideIsHere())) {
                assertThatThrownBy(() -> sender.send(Call.get(start), Reach.anywhere()))
                        .isInstanceOf(EgressFailure.class);
            }
            assertThat(asked).as(inside).containsExactly("/1", "/2");
        }
    }

    @Test
    void aNameServerThatChangesItsAnswerIsAskedOnceAndGainsNothing() throws IOException {
        List<InetAddress> answers = new ArrayList<>(List.of(address("93.184.216.34"), address("127.0.0.1")));
        DnsResolver changing = new Names(host -> new InetAddress[] {answers.remove(0)});
        PublicOnly careful = new PublicOnly(changing, Addresses::isPublic);
        assertThat(careful.resolve("rebinding.test")).containsExactly(address("93.184.216.34"));
        assertThat(lookedUp).hasSize(1);
        try (Sender sender = new Sender(false, careful)) {
            assertThatThrownBy(() -> sender.send(
                            Call.get(URI.create("http://rebinding.test:" + port() + "/")), Reach.anywhere()))
                    .isInstanceOfSatisfying(
                            EgressFailure.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Cause.ADDRESS_NOT_ALLOWED));
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void oneBadAddressAmongGoodOnesSpoilsTheName() {
        DnsResolver both = new Names(host -> new InetAddress[] {address("93.184.216.34"), address("10.0.0.1")});
        assertThatThrownBy(() -> new PublicOnly(both, Addresses::isPublic).resolve("both.test"))
                .isInstanceOf(PublicOnly.NotPublic.class);
    }

    /** A resolver to which 127.0.0.1 is a public address by the name of outside.test, and nothing else of ours is. */
    private DnsResolver outsideIsHere() {
        DnsResolver names = new Names(host -> switch (host) {
            case "outside.test" -> new InetAddress[] {address("127.0.0.1")};
            case "inside.test" -> new InetAddress[] {address("127.0.0.2")};
            default -> SystemDefaultDnsResolver.INSTANCE.resolve(host);
        });
        return new PublicOnly(names, one -> one.equals(address("127.0.0.1")) || Addresses.isPublic(one));
    }

    private String outside(String path) {
        return "http://outside.test:" + port() + path;
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private interface Lookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    private final class Names implements DnsResolver {

        private final Lookup lookup;

        Names(Lookup lookup) {
            this.lookup = lookup;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            lookedUp.add(host);
            return lookup.of(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
