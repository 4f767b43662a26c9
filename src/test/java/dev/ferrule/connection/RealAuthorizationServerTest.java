package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import java.net.URI;
import java.time.Instant;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins by code, renewal and revocation against Spring's authorization server. */
class RealAuthorizationServerTest extends WithAuthorizationServer {

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
