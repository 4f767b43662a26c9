package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.connection.RemoteSystem.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Each flow against Spring's authorization server. */
class RealAuthorizationServerTest extends ConnectingFerrule {

    private static final String SECRET = "a-secret-that-is-long-enough-for-hs256";
    private static TestAuthorizationServer server;

    private final String client = "client-" + UUID.randomUUID();
    private String connector;

    @BeforeAll
    static void startServer() {
        server = new TestAuthorizationServer();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void system() {
        remote.at("/me", request -> {
            String header = String.valueOf(request.header("Authorization"));
            return Response.of(header.startsWith("Bearer ") && server.takes(header.substring(7)) ? 200 : 401, "{}");
        });
        connector = connector();
        endpoint(connector, "/me");
    }

    private RegisteredClient.Builder registered() {
        return RegisteredClient.withId(client)
                .clientId(client)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .authorizationGrantType(new AuthorizationGrantType("urn:ietf:params:oauth:grant-type:device_code"))
                .redirectUri(uri("/api/v1/oauth2/callback").toString())
                .scope("read")
                .scope("write")
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder().reuseRefreshTokens(false).build());
    }

    private String codeMethod() {
        return method(connector, """
                {"type":"oauth2","flow":"authorization_code","authorizationUrl":"%s","tokenUrl":"%s","scopes":["read"],
                 "oauth":{"revocationUrl":"%s","clientAuth":"post"}}""".formatted(
                        server.url("/oauth2/authorize"), server.url("/oauth2/token"), server.url("/oauth2/revoke")));
    }

    private Reply begin(String method, String more, String... headers) {
        return post(
                connector + "/oauth2/authorize",
                "{\"authMethodId\":\"%s\",\"name\":\"Ann\"%s}".formatted(method, more),
                headers);
    }

    private void client(String method) {
        put(connector + "/auth-methods/" + method + "/client", """
                {"clientId":"%s","clientSecret":"%s"}""".formatted(client, SECRET))
                .expect(204);
    }

    /** The callback as the browser of the user calls it: without our token. */
    private Reply callback(URI location, String... headers) {
        var request = request(location.getRawPath() + "?" + location.getRawQuery(), headers);
        request.setHeader("Authorization", "none");
        return send(request.GET());
    }

    private void expire(String id) {
        mongo.getDatabase("ferrule")
                .getCollection("connections")
                .updateOne(
                        new Document("_id", id),
                        new Document(
                                "$set",
                                new Document(
                                        "token.expiresAt",
                                        java.util.Date.from(Instant.now().minusSeconds(1)))));
    }

    private Document stored(String id) {
        return mongo.getDatabase("ferrule")
                .getCollection("connections")
                .find(new Document("_id", id))
                .first();
    }

    @Test
    void aLoginByCodeMakesAConnectionThatIsRenewedWithRotationAndRevokedWhenDeleted() {
        server.register(registered().build());
        String method = codeMethod();
        begin(method, "").expectProblem(422, "oauth-client-missing");
        client(method);
        Reply begun = begin(method, "").expect(200);
        assertThat(begun.at("/authorizeUrl"))
                .startsWith(server.url("/oauth2/authorize"))
                .contains("code_challenge_method=S256", "state=" + begun.at("/state"))
                .doesNotContain(SECRET);
        URI back = server.open(begun.at("/authorizeUrl"));
        Reply made = callback(back, "Accept", "application/json").expect(200);
        assertThat(made.at("/status")).isEqualTo("connected");
        assertThat(made.at("/grantedScopes/0")).isEqualTo("read");
        String path = "/api/v1/connections/" + made.at("/id");
        assertThat(post(path + "/check", "").at("/outcome")).isEqualTo("ok");

        callback(back).expectProblem(400, "unknown-state");

        for (int round = 1; round <= 3; round++) {
            Document before = stored(made.at("/id")).get("token", Document.class);
            expire(made.at("/id"));
            assertThat(post(path + "/check", "").at("/outcome")).isEqualTo("ok");
            Document after = stored(made.at("/id")).get("token", Document.class);
            assertThat(after.getLong("serial")).isEqualTo(round);
            assertThat(after.get("refresh")).isNotEqualTo(before.get("refresh"));
        }
        assertThat(get(path).header("ETag")).as("renewing is nobody's edit").contains("\"0\"");
        String token = remote.requests
                .get(remote.requests.size() - 1)
                .header("Authorization")
                .substring(7);
        assertThat(server.takes(token)).isTrue();
        delete(path).expect(204);
        assertThat(server.takes(token)).isFalse();
    }

    @Test
    void aRefusedRenewalIsRememberedUntilSomebodyLogsInAgain() {
        server.register(registered().build());
        String method = codeMethod();
        client(method);
        String id = callback(server.open(begin(method, "").at("/authorizeUrl")), "Accept", "application/json")
                .at("/id");
        String path = "/api/v1/connections/" + id;
        String template = template(connector);
        put(template + "/connection", "{\"connectionId\":\"%s\"}".formatted(id)).expect(200);
        server.register(registered().id("another").clientSecret("{noop}changed").build());
        expire(id);
        Reply check = post(path + "/check", "").expect(200);
        assertThat(check.at("/outcome")).isEqualTo("expired");
        assertThat(check.at("/message")).contains("invalid_client");
        assertThat(get(path).at("/status")).isEqualTo("reconnect");
        assertThat(get(path).at("/statusReason")).isEqualTo("invalid_client");
        assertThat(tab(template).at("/templates/0/state")).isEqualTo("needs_reconnect");

        server.register(registered().build());
        assertThat(post(path + "/check", "").at("/outcome"))
                .as("not asked again")
                .isEqualTo("expired");
        Reply again = begin(method, ",\"connectionId\":\"" + id + "\",\"returnTo\":\"/integrations?tab=connect\"")
                .expect(200);
        Reply back = callback(server.open(again.at("/authorizeUrl"))).expect(302);
        assertThat(back.header("Location")).contains("/integrations?tab=connect&connectionId=" + id);
        assertThat(post(path + "/check", "").at("/outcome")).isEqualTo("ok");
        assertThat(tab(template).at("/templates/0/state")).isEqualTo("connected");
    }

    @Test
    void aLoginThatABrowserBeganEndsInThatBrowserOnly() {
        server.register(registered().build());
        String method = codeMethod();
        client(method);
        Reply begun = begin(method, "", "Sec-Fetch-Site", "same-origin").expect(200);
        String cookie = begun.header("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/api/v1/oauth2/");
        URI back = server.open(begun.at("/authorizeUrl"));
        callback(back).expectProblem(400, "other-browser");
        callback(back, "Cookie", cookie.replaceAll("=[^;]*;.*", "=stolen")).expectProblem(400, "other-browser");
        callback(back, "Cookie", cookie.replaceAll(";.*", ""), "Accept", "application/json")
                .expect(200);
    }

    @Test
    void aLoginThatAProgramBeganIsBoundToTheFirstBrowserThatOpensItsStart() {
        server.register(registered().build());
        String method = codeMethod();
        client(method);
        URI start = URI.create(begin(method, "").at("/startUrl"));
        Reply opened = callback(start).expect(302);
        callback(start).expectProblem(400, "unknown-state");
        URI back = server.open(opened.header("Location").orElseThrow());
        callback(back).expectProblem(400, "other-browser");
        String cookie = opened.header("Set-Cookie").orElseThrow().replaceAll(";.*", "");
        Reply page = callback(back, "Cookie", cookie, "Accept", "text/html").expect(200);
        assertThat(page.body()).contains("Connected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "//evil.example", "/\\\\evil.example", "javascript:alert(1)", "x", "/a b"
            })
    void nothingButAPathOfOursIsReturnedTo(String returnTo) {
        client(codeMethod());
        begin("oauth2-authorization_code", ",\"returnTo\":\"" + returnTo + "\"").expectProblem(400, "invalid-request");
    }

    @Test
    void aStateThatWasNeverGivenAndAnAnswerWithoutCodeMakeNothing() {
        server.register(registered().build());
        String method = codeMethod();
        client(method);
        callback(URI.create("/api/v1/oauth2/callback?code=x&state=guessed")).expectProblem(400, "unknown-state");
        callback(URI.create("/api/v1/oauth2/callback?code=x")).expectProblem(400, "unknown-state");
        String state = begin(method, "").at("/state");
        callback(URI.create("/api/v1/oauth2/callback?error=access_denied&state=" + state))
                .expectProblem(422, "login-refused");
        state = begin(method, "").at("/state");
        callback(URI.create("/api/v1/oauth2/callback?code=stolen&state=" + state))
                .expectProblem(422, "login-refused");
        assertThat(get(connector + "/connections").json().at("/items").isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "post", "client_secret_jwt"})
    void clientCredentialsAreProvenInTheWayThatTheServerWants(String how) {
        RegisteredClient.Builder builder = registered();
        if (how.equals("client_secret_jwt")) {
            builder.clientSecret(SECRET)
                    .clientAuthenticationMethods(java.util.Set::clear)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_JWT)
                    .clientSettings(ClientSettings.builder()
                            .tokenEndpointAuthenticationSigningAlgorithm(MacAlgorithm.HS256)
                            .build());
        }
        server.register(builder.build());
        String method = method(connector, """
                {"type":"oauth2","flow":"client_credentials","tokenUrl":"%s","scopes":["read"],
                 "oauth":{"clientAuth":"%s"}}""".formatted(server.url("/oauth2/token"), how));
        String path = connect(connector, method, """
                {"clientId":"%s","clientSecret":"%s"}""".formatted(client, SECRET))
                .expect(201)
                .header("Location")
                .orElseThrow();
        Reply check = post(path + "/check", "").expect(200);
        assertThat(check.at("/outcome")).as(check.body()).isEqualTo("ok");
        assertThat(get(path).at("/grantedScopes/0")).isEqualTo("read");
    }

    @Test
    void aPrivateKeyProvesAClientToo() throws Exception {
        var generator = java.security.KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        var key = new com.nimbusds.jose.jwk.RSAKey.Builder((java.security.interfaces.RSAPublicKey) pair.getPublic())
                .keyID("mine")
                .build();
        remote.at("/keys", 200, new com.nimbusds.jose.jwk.JWKSet(key).toString());
        server.register(registered()
                .clientAuthenticationMethods(java.util.Set::clear)
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .clientSettings(ClientSettings.builder()
                        .jwkSetUrl(remote.url("/keys"))
                        .tokenEndpointAuthenticationSigningAlgorithm(
                                org.springframework.security.oauth2.jose.jws.SignatureAlgorithm.RS256)
                        .build())
                .build());
        String method = method(connector, """
                {"type":"oauth2","flow":"client_credentials","tokenUrl":"%s","oauth":{"clientAuth":"private_key_jwt"}}""".formatted(server.url("/oauth2/token")));
        String pem = "-----BEGIN PRIVATE KEY-----\\n"
                + java.util.Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\\n-----END PRIVATE KEY-----";
        String path = connect(connector, method, """
                {"clientId":"%s","privateKey":"%s","keyId":"mine"}""".formatted(client, pem))
                .expect(201)
                .header("Location")
                .orElseThrow();
        Reply check = post(path + "/check", "").expect(200);
        assertThat(check.at("/outcome")).as(check.body()).isEqualTo("ok");
    }

    @Test
    void aLoginIsConfirmedOnAnotherDevice() {
        RegisteredClient device = registered().build();
        server.register(device);
        String method = method(
                connector, """
                {"type":"oauth2","flow":"device_code","tokenUrl":"%s","scopes":["read"],
                 "oauth":{"deviceAuthorizationUrl":"%s"}}""".formatted(server.url("/oauth2/token"), server.url("/oauth2/device_authorization")));
        client(method);
        Reply begun = post(connector + "/oauth2/device", "{\"authMethodId\":\"%s\",\"name\":\"TV\"}".formatted(method))
                .expect(200);
        String poll = connector + "/oauth2/device/" + begun.at("/id") + "/poll";
        assertThat(post(poll, "").expect(200).at("/state")).isEqualTo("pending");
        server.confirm(device, begun.at("/userCode"));
        assertThat(post(poll, "").expect(200).at("/state"))
                .as("asked too early")
                .isEqualTo("pending");
        mongo.getDatabase("ferrule")
                .getCollection("oauthFlows")
                .updateOne(
                        new Document("_id", begun.at("/id")),
                        new Document("$set", new Document("pollAt", new java.util.Date(0))));
        Reply done = post(poll, "").expect(200);
        assertThat(done.at("/state")).as(done.body()).isEqualTo("connected");
        assertThat(post("/api/v1/connections/" + done.at("/connection/id") + "/check", "")
                        .at("/outcome"))
                .isEqualTo("ok");
        post(poll, "").expectProblem(404, "device-login-not-found");
    }

    @Test
    void openIdConnectFindsItsAddressesByItself() {
        server.register(registered().scope("openid").build());
        String method = method(connector, """
                {"type":"openid_connect","openIdConnectUrl":"%s","scopes":["openid","read"]}""".formatted(server.url("/.well-known/openid-configuration")));
        client(method);
        Reply begun = begin(method, "").expect(200);
        Reply made = callback(server.open(begun.at("/authorizeUrl")), "Accept", "application/json")
                .expect(200);
        assertThat(made.at("/authMethod/tokenUrl")).isEqualTo(server.url("/oauth2/token"));
        assertThat(made.at("/authMethod/oauth/issuer")).isEqualTo(server.url(""));
        assertThat(post("/api/v1/connections/" + made.at("/id") + "/check", "").at("/outcome"))
                .isEqualTo("ok");
    }
}
