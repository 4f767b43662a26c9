package dev.ferrule.enduser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.connection.RemoteSystem.Response;
import dev.ferrule.connection.TestAuthorizationServer;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/** End users log in with Spring's authorization server, by the client of the organisation. */
class LoginOfEndUserTest extends EmbeddingFerrule {

    private static final String SECRET = "a-secret-that-is-long-enough-for-hs256";
    private static final Pattern START = Pattern.compile("href=\"([^\"]*/oauth2/start[^\"]*)\"");
    private static TestAuthorizationServer server;

    private String ann;

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
        String client = "client-" + UUID.randomUUID();
        server.register(RegisteredClient.withId(client)
                .clientId(client)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri(uri("/api/v1/oauth2/callback").toString())
                .scope("read")
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .build());
        remote.at("/me", request -> {
            String header = String.valueOf(request.header("Authorization"));
            return Response.of(header.startsWith("Bearer ") && server.takes(header.substring(7)) ? 200 : 401, "{}");
        });
        connector = connector();
        endpoint(connector, "/me");
        method = method(connector, """
                {"type":"oauth2","flow":"authorization_code","authorizationUrl":"%s","tokenUrl":"%s","scopes":["read"],
                 "oauth":{"revocationUrl":"%s","clientAuth":"post"}}""".formatted(
                        server.url("/oauth2/authorize"), server.url("/oauth2/token"), server.url("/oauth2/revoke")));
        put(connector + "/auth-methods/" + method + "/client", """
                {"clientId":"%s","clientSecret":"%s"}""".formatted(client, SECRET))
                .expect(204);
        embed(template(connector));
        ann = active("Ann");
    }

    /** As the browser does from the page's link to the callback; its answer. */
    private Reply login(String page) {
        Reply leaving = submit(page + "/" + templateId, "").expect(200);
        Matcher start = START.matcher(leaving.body());
        assertThat(start.find()).as(leaving.body()).isTrue();
        URI startUrl = URI.create(start.group(1));
        Reply started =
                browse(startUrl.getRawPath() + "?" + startUrl.getRawQuery()).expect(302);
        String cookie = started.header("Set-Cookie").orElseThrow().replaceAll(";.*", "");
        return back(server.open(started.header("Location").orElseThrow()), "Cookie", cookie);
    }

    private Reply back(URI callback, String... headers) {
        return browse(callback.getRawPath() + "?" + callback.getRawQuery(), headers);
    }

    @Test
    void anEndUserLogsInByThePageAndDeactivationGivesTheTokensBack() {
        String page = link(ann, "{}");
        assertThat(browse(page + "/" + templateId).body())
                .contains("Go on to log in")
                .doesNotContain("clientSecret");
        Reply returned = login(page).expect(302);
        assertThat(returned.header("Location")).hasValue(page + "?connected=true");
        assertThat(browse(page + "?connected=true").body()).contains(">Connected<");
        Reply connection = get(connection(ann)).expect(200);
        assertThat(connection.at("/status")).isEqualTo("connected");
        assertThat(connection.json().at("/grantedScopes").toString()).isEqualTo("[\"read\"]");
        assertThat(post(connection(ann) + "/check", "").at("/outcome")).isEqualTo("ok");
        assertThat(get(connector + "/connections").json().at("/items")).isEmpty();

        String token = remote.asked("/me").get(0).header("Authorization").substring(7);
        assertThat(server.takes(token)).isTrue();
        delete(integration + "/end-users/" + ann + "/activations").expect(204);
        assertThat(server.takes(token)).isFalse();
        assertThat(stored(ann)).isZero();
    }

    @Test
    void aProductWithAPageOfItsOwnBeginsTheLoginItself() {
        Reply begun = post("/api/v1/templates/" + templateId + "/end-users/" + ann + "/oauth2/authorize", "{}")
                .expect(200);
        post(connection(ann), "{\"credentials\":{\"clientId\":\"c\"}}").expectProblem(400, "login-needed");
        back(server.open(begun.at("/authorizeUrl"))).expect(200);
        assertThat(get(connection(ann)).at("/status")).isEqualTo("connected");
        // Connecting once more replaces it.
        login(link(ann, "{}")).expect(302);
        assertThat(stored(ann)).isEqualTo(1);
        assertThat(post(connection(ann) + "/check", "").at("/outcome")).isEqualTo("ok");
    }

    @Test
    void aLoginThatDeactivationOvertakesLeavesNothing() {
        String path = "/api/v1/templates/" + templateId + "/end-users/" + ann + "/oauth2/authorize";
        URI overtaken = server.open(post(path, "{}").at("/authorizeUrl"));
        delete(integration + "/end-users/" + ann + "/activations").expect(204);
        assertThat(back(overtaken).expect(302).header("Location")).hasValue("/signed-in.html?error=unknown-state");

        activate(ann).expect(201);
        URI racing = server.open(post(path, "{}").at("/authorizeUrl"));
        // At the very moment between the end of the login and its connection.
        mongo.getDatabase("ferrule").getCollection("activations").deleteMany(new Document("endUserId", ann));
        back(racing).expectProblem(409, "activation-ended");
        assertThat(stored(ann)).isZero();
    }

    @Test
    void noEndUserChoosesWhereTheClientSecretGoes() {
        for (String tokenUrl : List.of(
                "https://{host}/token",
                "https://{host}:8443/token",
                "https://api-{host}/token",
                "https://{shop}.example/token",
                "{server}/token",
                "{scheme}://northcart.example/token")) {
            patchTokenUrl(tokenUrl);
            post(
                            "/api/v1/templates/" + templateId + "/end-users/" + ann + "/oauth2/authorize",
                            "{\"variables\":{\"host\":\"evil.example\",\"shop\":\"evil\",\"server\":\"https://evil.example\",\"scheme\":\"https\"}}")
                    .expectProblem(422, "login-host-open");
        }
        patchTokenUrl("https://{shop}.northcart.example/token");
        post(
                        "/api/v1/templates/" + templateId + "/end-users/" + ann + "/oauth2/authorize",
                        "{\"variables\":{\"shop\":\"evil.example/\"}}")
                .expectProblem(400, "invalid-request");
        post(
                        "/api/v1/templates/" + templateId + "/end-users/" + ann + "/oauth2/authorize",
                        "{\"variables\":{\"shop\":\"ann\"}}")
                .expect(200);
    }

    private void patchTokenUrl(String tokenUrl) {
        put(connector + "/auth-methods/" + method, """
                {"type":"oauth2","flow":"authorization_code","authorizationUrl":"%s","tokenUrl":"%s","scopes":["read"]}""".formatted(server.url("/oauth2/authorize"), tokenUrl))
                .expect(200);
    }
}
