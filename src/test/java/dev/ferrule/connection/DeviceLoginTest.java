package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Logins that are confirmed on another device (RFC 8628). */
class DeviceLoginTest extends ConnectingFerrule {

    @Test
    void aLoginIsConfirmedOnAnotherDeviceAndTheServerIsAskedNoMoreOftenThanItWants() {
        remote.at("/device", 200, """
                {"device_code":"secret-code","user_code":"WDJB-MJHT","verification_url":"https://login.example/device",
                 "expires_in":900,"interval":5}""");
        remote.at("/token", 400, "{\"error\":\"authorization_pending\"}").at("/me", 200, "{}");
        String connector = connector();
        endpoint(connector, "/me");
        Reply begun = begin(connector);
        assertThat(begun.at("/userCode")).isEqualTo("WDJB-MJHT");
        assertThat(begun.at("/verificationUri")).isEqualTo("https://login.example/device");
        assertThat(begun.body()).doesNotContain("secret-code");
        assertThat(remote.asked("/device").get(0).field("scope")).isEqualTo("read");
        String poll = connector + "/oauth2/device/" + begun.at("/id") + "/poll";

        assertThat(post(poll, "").expect(200).at("/state")).isEqualTo("pending");
        assertThat(post(poll, "").expect(200).at("/state")).isEqualTo("pending");
        assertThat(remote.asked("/token")).as("the second one was too early").hasSize(1);
        assertThat(remote.asked("/token").get(0).field("device_code")).isEqualTo("secret-code");

        remote.at("/token", 400, "{\"error\":\"slow_down\"}");
        due(begun.at("/id"));
        assertThat(post(poll, "").expect(200).at("/intervalSeconds")).isEqualTo("10");

        remote.at("/token", 200, "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":3600}");
        due(begun.at("/id"));
        Reply done = post(poll, "").expect(200);
        assertThat(done.at("/state")).isEqualTo("connected");
        assertThat(done.at("/connection/grantedScopes/0")).isEqualTo("read");
        assertThat(post("/api/v1/connections/" + done.at("/connection/id") + "/check", "")
                        .at("/outcome"))
                .isEqualTo("ok");
        post(poll, "").expectProblem(404, "device-login-not-found");
    }

    @Test
    void aLoginThatThePersonRefusesIsOver() {
        remote.at("/device", 200, """
                {"device_code":"d","user_code":"U","verification_uri":"https://login.example/device","expires_in":900}""");
        remote.at("/token", 400, "{\"error\":\"access_denied\"}");
        String connector = connector();
        Reply begun = begin(connector);
        String poll = connector + "/oauth2/device/" + begun.at("/id") + "/poll";
        assertThat(post(poll, "").expectProblem(422, "login-refused").body()).contains("access_denied");
        post(poll, "").expectProblem(404, "device-login-not-found");
        assertThat(get(connector + "/connections").json().at("/items").isEmpty())
                .isTrue();
    }

    private Reply begin(String connector) {
        String method = method(connector, """
                {"type":"oauth2","flow":"device_code","tokenUrl":"%s","scopes":["read"],
                 "oauth":{"deviceAuthorizationUrl":"%s","clientAuth":"none"}}""".formatted(remote.url("/token"), remote.url("/device")));
        return post(connector + "/oauth2/device", """
                {"authMethodId":"%s","name":"TV","credentials":{"clientId":"tv"}}""".formatted(method)).expect(200);
    }

    /** As if the interval were over. */
    private void due(String id) {
        mongo.getDatabase("ferrule")
                .getCollection("oauthFlows")
                .updateOne(new Document("_id", id), new Document("$set", new Document("pollAt", new Date(0))));
    }
}
