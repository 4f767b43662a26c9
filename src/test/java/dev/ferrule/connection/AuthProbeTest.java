package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.connection.RemoteSystem.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthProbeTest extends ConnectingFerrule {

    @Test
    void aChallengeNamesTheMethodAndNoCredentialIsSent() {
        remote.at(
                "/me", request -> new Response(401, Map.of("WWW-Authenticate", "Digest realm=\"a\", nonce=\"n\""), ""));
        String connector = connector();
        endpoint(connector, "/me");
        Reply found = post(connector + "/auth-probe", "{\"keep\":true}").expect(200);
        assertThat(found.at("/methods/0/type")).isEqualTo("digest");
        assertThat(found.at("/methods/0/recommended")).isEqualTo("true");
        assertThat(found.at("/methods/0/evidence/0/quote")).isEqualTo("WWW-Authenticate: Digest");
        assertThat(found.json().at("/question").isMissingNode()
                        || found.json().at("/question").isNull())
                .isTrue();
        assertThat(remote.requests).allMatch(request -> request.header("Authorization") == null);
        assertThat(get(connector + "/auth-methods").at("/items/0/id")).isEqualTo("digest");
    }

    @Test
    void publishedMetadataLeadToTheAuthorizationServerWhichIsMarkedWhenItIsElsewhere() {
        remote.at(
                "/me",
                request -> new Response(
                        401,
                        Map.of(
                                "WWW-Authenticate",
                                "Bearer resource_metadata=\"" + remote.url("/meta") + "\", error=\"invalid_token\""),
                        ""));
        try (RemoteSystem other = new RemoteSystem()) {
            String issuer = other.url("/tenant").replace("127.0.0.1", "localhost");
            remote.at(
                    "/meta",
                    request -> Response.of(
                            200,
                            "{\"resource\":\"%s\",\"authorization_servers\":[\"%s\"]}"
                                    .formatted(remote.url("/"), issuer)));
            other.at("/.well-known/oauth-authorization-server/tenant", 200, """
                    {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token"}""".formatted(issuer));
            String connector = connector();
            endpoint(connector, "/me");
            Reply found = post(connector + "/auth-probe", "").expect(200);
            assertThat(found.at("/methods/0/id")).as(found.body()).isEqualTo("oauth2-authorization_code");
            assertThat(found.at("/methods/0/tokenUrl")).isEqualTo(issuer + "/token");
            assertThat(found.at("/methods/0/notes/0")).contains("localhost");
            assertThat(found.at("/requests/0/declared")).isEqualTo("true");
            assertThat(found.at("/requests/2/declared")).isEqualTo("false");
            assertThat(get(connector + "/auth-methods").json().at("/items")).isEmpty();
        }
    }

    @Test
    void metadataOfAnotherResourceOrWithoutHttpsAreNotBelieved() {
        remote.at(
                "/me",
                request -> new Response(
                        401,
                        Map.of("WWW-Authenticate", "Bearer resource_metadata=\"" + remote.url("/meta") + "\""),
                        ""));
        remote.at(
                "/meta",
                200,
                "{\"resource\":\"https://elsewhere.example/\",\"authorization_servers\":[\"https://elsewhere.example\"]}");
        String connector = connector();
        endpoint(connector, "/me");
        Reply found = post(connector + "/auth-probe", "{}").expect(200);
        assertThat(found.at("/methods/0/type")).isEqualTo("bearer");
        assertThat(found.body()).doesNotContain("elsewhere.example");
    }

    @Test
    void anAnswerThatSaysNothingIsAQuestion() {
        remote.at("/me", 403, "{}");
        String connector = connector();
        endpoint(connector, "/me");
        assertThat(post(connector + "/auth-probe", "{}").expect(200).at("/question"))
                .contains("403");
    }
}
