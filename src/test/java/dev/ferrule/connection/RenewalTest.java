package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.connection.RemoteSystem.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Tokens that ran out, and many who want them at once. */
class RenewalTest extends ConnectingFerrule {

    private static final int CONNECTIONS = 10;
    private static final int THREADS = 100;

    @Autowired
    private ConnectionStore store;

    @Autowired
    private Secrets secrets;

    @Autowired
    private Grants grants;

    /** A server that takes each refresh token once, as those that rotate them do. */
    private final Set<String> good = ConcurrentHashMap.newKeySet();

    private final AtomicInteger number = new AtomicInteger();

    private Response rotate(RemoteSystem.Request request) {
        String offered = request.field("refresh_token");
        if (!good.remove(offered)) {
            return Response.of(400, "{\"error\":\"invalid_grant\"}");
        }
        String next = "refresh-" + number.incrementAndGet();
        good.add(next);
        return Response.of(
                200,
                "{\"access_token\":\"access-%d\",\"refresh_token\":\"%s\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
                        .formatted(number.get(), next));
    }

    private List<StoredConnection> expired() {
        String connector = connector();
        String method = method(connector, """
                {"type":"oauth2","flow":"authorization_code","authorizationUrl":"%s","tokenUrl":"%s","scopes":["read"]}""".formatted(remote.url("/authorize"), remote.url("/token")));
        List<StoredConnection> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            good.add("imported-" + i);
            String id = connect(connector, method, """
                    {"clientId":"c","clientSecret":"s","refreshToken":"imported-%d"}""".formatted(i)).expect(201).at("/id");
            all.add(store.get("default", id));
        }
        return all;
    }

    @Test
    void aHundredThreadsOnTenExpiredConnectionsOfTwoNodesMakeTenRenewals() throws Exception {
        remote.at("/token", this::rotate);
        List<StoredConnection> all = expired();
        // Two nodes: what they share is the database, and nothing in memory.
        List<FreshTokens> nodes =
                List.of(new FreshTokens(store, secrets, grants), new FreshTokens(store, secrets, grants));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 1; round <= 3; round++) {
                CountDownLatch start = new CountDownLatch(1);
                List<Future<String>> got = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    FreshTokens node = nodes.get(i / CONNECTIONS % 2);
                    StoredConnection connection =
                            store.get("default", all.get(i % CONNECTIONS).id());
                    got.add(threads.submit(() -> {
                        start.await();
                        return connection.id() + secrets.access(node.fresh(connection));
                    }));
                }
                start.countDown();
                Set<String> tokens = ConcurrentHashMap.newKeySet();
                for (Future<String> one : got) {
                    tokens.add(one.get());
                }
                assertThat(tokens).hasSize(CONNECTIONS);
                assertThat(remote.asked("/token")).hasSize(round * CONNECTIONS);
                mongo.getDatabase("ferrule")
                        .getCollection("connections")
                        .updateMany(
                                new Document(),
                                new Document("$set", new Document("token.expiresAt", new java.util.Date(0))));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(all).allSatisfy(connection -> {
            StoredConnection now = store.get("default", connection.id());
            assertThat(now.token().serial()).isEqualTo(3);
            assertThat(now.lease()).isNull();
            assertThat(good).contains(secrets.refresh(now));
        });
    }

    @Test
    void aServerThatFailsIsAskedAgainLaterAndOneThatRefusesIsNot() {
        remote.at("/token", 503, "no JSON at all");
        String connector = connector();
        endpoint(connector, "/me");
        String method = method(connector, """
                {"type":"oauth2","flow":"client_credentials","tokenUrl":"%s"}""".formatted(remote.url("/token")));
        String path = connect(connector, method, "{\"clientId\":\"c\",\"clientSecret\":\"s\"}")
                .expect(201)
                .header("Location")
                .orElseThrow();
        assertThat(post(path + "/check", "").at("/outcome")).isEqualTo("unreachable");
        assertThat(post(path + "/check", "").at("/outcome")).isEqualTo("unreachable");
        assertThat(remote.asked("/token"))
                .as("it is left alone for some seconds")
                .hasSize(1);
        assertThat(get(path).at("/status")).isEqualTo("failing");

        remote.at("/token", 401, "{\"error\":\"unauthorized_client\"}");
        mongo.getDatabase("ferrule")
                .getCollection("connections")
                .updateMany(new Document(), new Document("$unset", new Document("token.retryAt", "")));
        assertThat(post(path + "/check", "").at("/outcome")).isEqualTo("expired");
        assertThat(post(path + "/check", "").at("/outcome")).isEqualTo("expired");
        assertThat(remote.asked("/token")).hasSize(2);
        remote.at("/token", 200, "access_token=form-token&token_type=bearer&scope=a,b&expires_in=3600");
        remote.at("/me", 200, "{}");
        patch(path, "{\"credentials\":{\"clientId\":\"c\",\"clientSecret\":\"new\"}}")
                .expect(200);
        assertThat(post(path + "/check", "").at("/outcome")).isEqualTo("ok");
        assertThat(get(path).json().at("/grantedScopes").toString()).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void passwordAndServiceAccountAreSentAsTheirRfcsHaveThem() throws Exception {
        remote.at("/token", 200, "{\"access_token\":\"t\",\"expires_in\":\"3600\"}")
                .at("/me", 200, "{}");
        String connector = connector();
        endpoint(connector, "/me");
        String password = method(connector, """
                {"type":"oauth2","flow":"password","tokenUrl":"%s","scopes":["a","b"],
                 "oauth":{"scopeSeparator":",","tokenParameters":[{"name":"audience","value":"api"}]}}""".formatted(remote.url("/token")));
        String path =
                connect(connector, password, """
                {"clientId":"c","username":"ann","password":"p&w"}""").expect(201).header("Location").orElseThrow();
        assertThat(post(path + "/check", "").at("/outcome")).isEqualTo("ok");
        RemoteSystem.Request sent = remote.asked("/token").get(0);
        assertThat(sent.field("grant_type")).isEqualTo("password");
        assertThat(sent.field("password")).isEqualTo("p&w");
        assertThat(sent.field("scope")).isEqualTo("a,b");
        assertThat(sent.field("audience")).isEqualTo("api");
        assertThat(sent.field("client_id")).isEqualTo("c");

        var generator = java.security.KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var pair = generator.generateKeyPair();
        String service = method(connector, """
                {"type":"oauth2","flow":"jwt_bearer","tokenUrl":"%s","scopes":["a"]}""".formatted(remote.url("/token")));
        String key =
                java.util.Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        String account = connect(connector, service, """
                {"issuer":"robot@example","privateKey":"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----"}""".formatted(key))
                .expect(201)
                .header("Location")
                .orElseThrow();
        assertThat(post(account + "/check", "").at("/outcome")).isEqualTo("ok");
        sent = remote.asked("/token").get(1);
        assertThat(sent.field("grant_type")).isEqualTo("urn:ietf:params:oauth:grant-type:jwt-bearer");
        var jwt = com.nimbusds.jwt.SignedJWT.parse(sent.field("assertion"));
        assertThat(jwt.verify(new com.nimbusds.jose.crypto.ECDSAVerifier(
                        (java.security.interfaces.ECPublicKey) pair.getPublic())))
                .isTrue();
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(remote.url("/token"));
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("robot@example");
    }

    @Test
    void anAnswerOfAnotherServerIsNotTaken() {
        remote.at("/token", 200, "{\"access_token\":\"t\"}");
        String connector = connector();
        String method = method(connector, """
                {"type":"oauth2","flow":"authorization_code","authorizationUrl":"%s","tokenUrl":"%s",
                 "oauth":{"issuer":"https://right.example","issRequired":true,"pkce":false,
                          "authorizeParameters":[{"name":"prompt","value":"consent"}]}}""".formatted(remote.url("/authorize?tenant=1"), remote.url("/token")));
        for (String iss : List.of("", "&iss=https%3A%2F%2Fwrong.example")) {
            var begun =
                    post(connector + "/oauth2/authorize", """
                    {"authMethodId":"%s","name":"N","credentials":{"clientId":"c"}}""".formatted(method)).expect(200);
            assertThat(begun.at("/authorizeUrl"))
                    .contains("/authorize?tenant=1&prompt=consent")
                    .doesNotContain("code_challenge");
            get("/api/v1/oauth2/callback?code=x&state=" + begun.at("/state") + iss)
                    .expectProblem(422, "wrong-issuer");
        }
        assertThat(remote.asked("/token")).isEmpty();
        var begun = post(connector + "/oauth2/authorize", """
                {"authMethodId":"%s","name":"N","credentials":{"clientId":"c"}}""".formatted(method)).expect(200);
        get("/oauth2/callback?code=x&iss=https%3A%2F%2Fright.example&state=" + begun.at("/state"))
                .expect(302);
    }

    @Test
    void scopesThatWereNotGrantedMarkExactlyTheEndpointsThatLackThem() {
        remote.at("/token", 200, "{\"access_token\":\"t\",\"scope\":\"orders:read\"}");
        String spec = """
                {"openapi":"3.0.0","info":{"title":"Scoped %s","version":"1"},"servers":[{"url":"%s"}],
                 "paths":{"/orders":{
                   "get":{"operationId":"listOrders","security":[{"o":["orders:read"]}],"responses":{"200":{"description":"x"}}},
                   "post":{"operationId":"makeOrder","summary":"Create a new order","security":[{"o":["orders:write"]}],"responses":{"200":{"description":"x"}}}}},
                 "components":{"securitySchemes":{"o":{"type":"oauth2","flows":{"clientCredentials":{"tokenUrl":"%s","scopes":{"orders:read":"r","orders:write":"w"}}}}}}}""".formatted(remote.url("").hashCode(), remote.url(""), remote.url("/token"));
        String specId = post("/api/v1/specs", spec).expect(201).at("/id");
        String integration = post("/api/v1/integrations", "{\"name\":\"Scopes\"}")
                .expect(201)
                .at("/id");
        String plan = post("/api/v1/plans", """
                {"requirement":"List orders and create a new order","specIds":["%s"],"integrationId":"%s"}""".formatted(specId, integration))
                .expect(201)
                .at("/systems/0/connectorId");
        String connector = "/api/v1/connectors/" + plan;
        String tab = "/api/v1/integrations/" + integration + "/connect";
        String template =
                "/api/v1/integrations/" + integration + "/templates/" + get(tab).at("/templates/0/template/id");
        String method = get(connector + "/auth-methods").at("/items/0/id");
        String id = connect(connector, method, "{\"clientId\":\"c\",\"clientSecret\":\"s\"}")
                .expect(201)
                .at("/id");
        put(template + "/connection", "{\"connectionId\":\"%s\"}".formatted(id)).expect(200);
        post("/api/v1/connections/" + id + "/check", "").expect(200);
        var row = get(tab).expect(200).json().at("/templates/0");
        assertThat(row.at("/endpoints")).hasSize(2);
        assertThat(row.at("/connection/missingScopes")).hasSize(1);
        assertThat(row.at("/connection/missingScopes/0/endpointId").asString()).startsWith("post-orders");
        assertThat(row.at("/connection/missingScopes/0/scopes/0").asString()).isEqualTo("orders:write");
    }
}
