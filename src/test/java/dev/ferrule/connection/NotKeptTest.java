package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class NotKeptTest extends ConnectingFerrule {

    @Autowired
    private MongoTemplate mongo;

    private String login(String connector) {
        return method(connector, """
                {"type":"oauth2","flow":"authorization_code","authorizationUrl":"%s","tokenUrl":"%s"}""".formatted(remote.url("/authorize"), remote.url("/token")));
    }

    private List<String> documents(String collection) {
        List<String> all = new ArrayList<>();
        for (Document document : mongo.getCollection(collection).find()) {
            all.add(document.toJson());
        }
        return all;
    }

    @Test
    void theStateOfALoginIsNotKeptForAnIdempotencyKey() {
        String connector = connector();
        String method = login(connector);
        put(connector + "/auth-methods/" + method + "/client", "{\"clientId\":\"c\",\"clientSecret\":\"s\"}")
                .expect(204);
        String form = "{\"authMethodId\":\"%s\",\"name\":\"Ann\"}".formatted(method);
        Reply begun = post(connector + "/oauth2/authorize", form, "Idempotency-Key", "login-once")
                .expect(200);
        String state = begun.at("/state");
        assertThat(state).isNotEmpty();
        assertThat(documents("idempotency")).isNotEmpty().noneMatch(one -> one.contains(state));
        post(connector + "/oauth2/authorize", form, "Idempotency-Key", "login-once")
                .expectProblem(409, "answer-not-kept");
    }

    @Test
    void theClientOfADeletedAuthMethodGoesWithItAndItsConnectionsWorkOn() {
        remote.at("/me", 200, "{}");
        String connector = connector();
        endpoint(connector, "/me");
        String method = login(connector);
        put(connector + "/auth-methods/" + method + "/client", "{\"clientId\":\"c\",\"clientSecret\":\"s\"}")
                .expect(204);
        Reply kept = get(connector + "/auth-methods/" + method + "/client").expect(200);
        assertThat(kept.json().at("/credentials").toString()).isEqualTo("[\"clientId\",\"clientSecret\"]");
        assertThat(kept.at("/redirectUri")).endsWith("/api/v1/oauth2/callback");
        String bearer = method(connector, "{\"type\":\"bearer\"}");
        String connection =
                connect(connector, bearer, "{\"token\":\"t\"}").expect(201).at("/id");
        delete(connector + "/auth-methods/" + method).expect(204);
        delete(connector + "/auth-methods/" + bearer).expect(204);
        String again = login(connector);
        post(connector + "/oauth2/authorize", "{\"authMethodId\":\"%s\",\"name\":\"Ann\"}".formatted(again))
                .expectProblem(422, "oauth-client-missing");
        assertThat(post("/api/v1/connections/" + connection + "/check", "")
                        .expect(200)
                        .at("/status"))
                .isEqualTo("200");
    }

    @Test
    void aMethodThatHandsThePasswordOverSaysSo() {
        String connector = connector();
        Reply made = post(
                        connector + "/auth-methods",
                        "{\"type\":\"oauth2\",\"flow\":\"password\",\"tokenUrl\":\"%s\"}"
                                .formatted(remote.url("/token")))
                .expect(201);
        assertThat(made.at("/notes/0")).contains("password");
    }
}
