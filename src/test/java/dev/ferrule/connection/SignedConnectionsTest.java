package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.connection.RemoteSystem.Request;
import dev.ferrule.connection.RemoteSystem.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** Methods that sign, prove or log in, against systems that check what they get. */
class SignedConnectionsTest extends ConnectingFerrule {

    @Autowired
    private ConnectionCalls calls;

    @Autowired
    private MongoTemplate mongo;

    private String connection(String method, String credentials) {
        String connector = connector();
        endpoint(connector, "/me");
        return connect(connector, method(connector, method), credentials)
                .expect(201)
                .at("/id");
    }

    private Reply check(String connection) {
        return post("/api/v1/connections/" + connection + "/check", "").expect(200);
    }

    private int call(String connection) {
        return calls.send("default", connection, "GET", "/me", List.of(), new byte[0])
                .status();
    }

    private Request last() {
        return remote.requests.get(remote.requests.size() - 1);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As RFC 7616 has it, and strict: each count of a nonce once. */
    private Response digest(Request request, List<String> counts) {
        String sent = String.valueOf(request.header("Authorization"));
        String nc = part(sent, "nc");
        String ha1 = sha256("ann:api:" + "good");
        String expected = sha256(ha1 + ":n-1:" + nc + ":" + part(sent, "cnonce") + ":auth:"
                + sha256(request.method() + ":" + part(sent, "uri")));
        if (part(sent, "response").equals(expected) && !counts.contains(nc)) {
            counts.add(nc);
            return Response.of(200, "{}");
        }
        return new Response(
                401,
                Map.of("WWW-Authenticate", "Digest realm=\"api\", nonce=\"n-1\", algorithm=SHA-256, qop=\"auth\""),
                "{}");
    }

    private static String part(String header, String name) {
        for (String part : header.replaceFirst("^Digest ", "").split(", ")) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1).replace("\"", "");
            }
        }
        return "";
    }

    @Test
    void digestAnswersTheChallengeOnceAndUsesTheNonceAgain() {
        List<String> counts = new ArrayList<>();
        remote.at("/me", request -> digest(request, counts));
        String connection = connection("{\"type\":\"digest\"}", "{\"username\":\"ann\",\"password\":\"good\"}");
        assertThat(check(connection).at("/outcome")).isEqualTo("ok");
        assertThat(call(connection)).isEqualTo(200);
        assertThat(call(connection)).isEqualTo(200);
        assertThat(counts).containsExactly("00000001", "00000002", "00000003");
        assertThat(remote.asked("/me")).hasSize(4);

        String wrong = connection("{\"type\":\"digest\"}", "{\"username\":\"ann\",\"password\":\"bad\"}");
        assertThat(check(wrong).at("/outcome")).isEqualTo("refused");
        assertThat(call(wrong)).isEqualTo(401);
        assertThat(remote.asked("/me"))
                .as("a wrong password is not tried again")
                .hasSize(7);
    }

    @Test
    void anHmacIsTakenByASystemThatComputesItItself() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("shared".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        remote.at("/me", request -> {
            String text = "GET\n/me\n" + request.header("X-Timestamp") + "\n" + request.header("X-App");
            byte[] expected = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            boolean good = ("key-1:" + HexFormat.of().formatHex(expected)).equals(request.header("X-Signature"));
            return Response.of(good ? 200 : 401, "{}");
        });
        String connector = connector();
        endpoint(connector, "/me");
        method(connector, "{\"type\":\"api_key\",\"in\":\"header\",\"name\":\"X-App\"}");
        String method = method(connector, """
                {"type":"hmac","in":"header","name":"X-Signature","together":["api_key-header-x_app"],"hmac":{
                "template":"{method}\\n{path}\\n{timestamp}\\n{header:X-App}","value":"{keyId}:{signature}",
                "headers":[{"name":"X-Timestamp","value":"{timestamp}"}]}}""");
        String made = connect(
                        connector,
                        method,
                        "{\"keyId\":\"key-1\",\"secret\":\"shared\",\"api_key-header-x_app.apiKey\":\"app\"}")
                .expect(201)
                .at("/id");
        assertThat(check(made).at("/outcome")).isEqualTo("ok");
        post(connector + "/auth-methods", "{\"type\":\"hmac\",\"hmac\":{\"template\":\"{secret}\"}}")
                .expectProblem(400, "invalid-request");
    }

    @Test
    void awsAndOauth1SignaturesArrive() {
        remote.at("/me", 200, "{}");
        String aws = connection(
                "{\"type\":\"aws_sigv4\",\"aws\":{\"region\":\"eu-west-1\",\"service\":\"execute-api\"}}",
                "{\"accessKeyId\":\"AKIDEXAMPLE\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\"}");
        assertThat(check(aws).at("/outcome")).isEqualTo("ok");
        assertThat(last().header("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/");
        assertThat(last().header("X-Amz-Security-Token")).isEqualTo("t");
        String oauth1 = connection(
                "{\"type\":\"oauth1\",\"oauth1\":{\"signatureMethod\":\"HMAC-SHA256\"}}",
                "{\"consumerKey\":\"c\",\"consumerSecret\":\"s\",\"token\":\"t\",\"tokenSecret\":\"ts\"}");
        assertThat(check(oauth1).at("/outcome")).isEqualTo("ok");
        assertThat(last().header("Authorization")).contains("oauth_signature_method=\"HMAC-SHA256\"");
    }

    private static final String SESSION = """
            {"type":"session","in":"header","name":"X-Session","session":{"loginUrl":"/login","fields":[
            {"name":"/auth/user","value":"{username}"},{"name":"/auth/pass","value":"{password}"}],
            "tokenPointer":"/data/token","expiresInPointer":"/data/ttl"}}""";

    @Test
    void aSessionBeginsByALoginAndIsRenewedOnceHoweverManyWait() throws Exception {
        AtomicInteger number = new AtomicInteger();
        remote.at("/login", request -> {
            boolean good = request.body().equals("{\"auth\":{\"user\":\"ann\",\"pass\":\"{username}\"}}");
            return Response.of(
                    good ? 200 : 403,
                    "{\"data\":{\"token\":\"t-%d\",\"ttl\":600}}".formatted(number.incrementAndGet()));
        });
        remote.at(
                "/me",
                request -> Response.of(("t-" + number.get()).equals(request.header("X-Session")) ? 200 : 401, "{}"));
        String connection = connection(SESSION, "{\"username\":\"ann\",\"password\":\"{username}\"}");
        assertThat(check(connection).at("/outcome")).isEqualTo("ok");
        assertThat(call(connection)).isEqualTo(200);
        assertThat(remote.asked("/login")).hasSize(1);

        set(connection, "token.expiresAt", Instant.now().minusSeconds(1));
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(threads.submit(() -> call(connection)));
        }
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(200);
        }
        threads.shutdown();
        assertThat(remote.asked("/login")).hasSize(2);

        number.incrementAndGet(); // The system forgot the session before its time.
        assertThat(call(connection)).as("too young to be stale").isEqualTo(401);
        set(connection, "token.obtainedAt", Instant.now().minus(Duration.ofMinutes(5)));
        assertThat(call(connection)).isEqualTo(200);
        assertThat(remote.asked("/login")).hasSize(3);
        assertThat(mongo.getCollection("connections")
                        .find(new Document("_id", connection))
                        .first()
                        .toJson())
                .doesNotContain("t-" + number.get());
    }

    @Test
    void aRefusedLoginIsRememberedAndACookieIsSentBackAsOne() {
        remote.at("/login", 401, "{}");
        String refused = connection(SESSION, "{\"username\":\"ann\",\"password\":\"bad\"}");
        assertThat(check(refused).at("/outcome")).isEqualTo("expired");
        assertThat(get("/api/v1/connections/" + refused).at("/status")).isEqualTo("reconnect");
        check(refused);
        assertThat(remote.asked("/login")).hasSize(1);

        remote.at(
                "/enter",
                request -> new Response(
                        200,
                        Map.of("Set-Cookie", "sid=" + (request.field("name").equals("ann") ? "s1" : "") + "; Path=/"),
                        ""));
        remote.at("/me", request -> Response.of("sid=s1".equals(request.header("Cookie")) ? 200 : 401, "{}"));
        String cookie = connection("""
                {"type":"session","session":{"loginUrl":"%s","format":"form","tokenCookie":"sid","fields":[
                {"name":"name","value":"{username}"},{"name":"word","value":"{password}"}]}}""".formatted(remote.url("/enter")), "{\"username\":\"ann\",\"password\":\"good\"}");
        assertThat(check(cookie).at("/outcome")).isEqualTo("ok");
    }

    private void set(String connection, String field, Instant value) {
        mongo.updateFirst(
                Query.query(Criteria.where("_id").is(connection)), Update.update(field, value), StoredConnection.class);
    }

    @Test
    void aClientCertificateOpensASystemThatDemandsOne() throws Exception {
        try (CertificateSystem system = new CertificateSystem()) {
            String connector = post(
                            "/api/v1/connectors", "{\"name\":\"Certified\",\"baseUrl\":\"%s\"}".formatted(system.url()))
                    .expect(201)
                    .header("Location")
                    .orElseThrow();
            endpoint(connector, "/me");
            String method = method(connector, "{\"type\":\"mutual_tls\"}");
            String pem = connect(connector, method, """
                    {"certificate":%s,"privateKey":%s,"serverCertificate":%s}""".formatted(
                            json(system.clientCertificate()), json(system.clientKey()), json(system.certificate())))
                    .expect(201)
                    .at("/id");
            assertThat(check(pem).at("/outcome")).isEqualTo("ok");
            String file = connect(
                            connector, method, """
                    {"pkcs12":%s,"passphrase":"changeit","serverCertificate":%s}""".formatted(json(system.clientFile()), json(system.certificate())))
                    .expect(201)
                    .at("/id");
            assertThat(check(file).at("/outcome")).isEqualTo("ok");
            assertThat(system.subjects()).containsExactly("CN=client", "CN=client");

            String untrusted = connect(
                            connector,
                            method,
                            "{\"pkcs12\":%s,\"passphrase\":\"changeit\"}".formatted(json(system.clientFile())))
                    .expect(201)
                    .at("/id");
            assertThat(check(untrusted).at("/outcome")).isEqualTo("tls");
            assertThat(connect(
                                    connector,
                                    method,
                                    "{\"pkcs12\":%s,\"passphrase\":\"canary\"}".formatted(json(system.clientFile())))
                            .expectProblem(400, "invalid-credentials")
                            .body())
                    .doesNotContain("canary");
            connect(connector, method, "{}").expectProblem(400, "invalid-credentials");
        }
    }

    private static String json(String text) {
        return "\"" + text.replace("\r", "").replace("\n", "\\n") + "\"";
    }
}
