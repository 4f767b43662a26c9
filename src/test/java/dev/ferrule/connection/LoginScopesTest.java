package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a login asks for, why, and what else it could. */
class LoginScopesTest extends ConnectingFerrule {

    @Test
    void whatIsNeededIsAskedForWithTheReasonAndTheRestOfTheSpecCanBeAdded() {
        String connector = connectorOf("Bookroom", "listOrders", "makeOrder");
        String method = get(connector + "/auth-methods").at("/items/0/id");
        JsonNode scopes = get(connector + "/auth-methods/" + method + "/scopes")
                .expect(200)
                .json()
                .at("/items");

        assertThat(scopes).hasSize(3);
        assertThat(scopes.at("/0/scope").asString()).isEqualTo("orders:read");
        assertThat(scopes.at("/0/description").asString()).isEqualTo("See orders");
        assertThat(scopes.at("/0/asked").asBoolean()).isTrue();
        assertThat(scopes.at("/0/neededBy/0/method").asString()).isEqualTo("GET");
        assertThat(scopes.at("/0/neededBy/0/path").asString()).isEqualTo("/orders");
        assertThat(scopes.at("/1/scope").asString()).isEqualTo("orders:write");
        assertThat(scopes.at("/2/scope").asString()).isEqualTo("shop:admin");
        assertThat(scopes.at("/2/asked").asBoolean()).isFalse();
        assertThat(scopes.at("/2/neededBy")).isEmpty();
        get(connector + "/auth-methods/none-such/scopes").expectProblem(404, "auth-method-not-found");
    }

    @Test
    void aMethodWithoutALoginHasNoScopes() {
        String connector = connector();
        String key = method(connector, "{\"type\":\"api_key\",\"in\":\"header\",\"name\":\"X-Api-Key\"}");
        assertThat(get(connector + "/auth-methods/" + key + "/scopes")
                        .expect(200)
                        .json()
                        .at("/items"))
                .isEmpty();
    }

    @Test
    void whoChoseFewerScopesIsNotToldToLogInAgainUntilTheMethodWantsMore() {
        remote.at("/token", 200, "{\"access_token\":\"t\",\"scope\":\"orders:read\",\"refresh_token\":\"r\"}");
        String connector = connectorOf("Parcelyard", "listOrders", "makeOrder");
        String method = get(connector + "/auth-methods").at("/items/0/id");
        Reply begun =
                post(connector + "/oauth2/authorize", """
                {"authMethodId":"%s","name":"Reader","scopes":["orders:read"],"credentials":{"clientId":"c"}}""".formatted(method)).expect(200);
        assertThat(begun.at("/authorizeUrl")).contains("scope=orders%3Aread").doesNotContain("write");
        String id = get("/api/v1/oauth2/callback?code=x&state=" + begun.at("/state"))
                .expect(200)
                .at("/id");
        assertThat(get("/api/v1/connections/" + id).json().at("/grantedScopes")).hasSize(1);

        String touched = connector + "/auth-methods/" + method + "/connections";
        assertThat(get(touched).at("/items/0/change")).isEqualTo("none");

        String wanting = """
                {"type":"oauth2","flow":"authorization_code","authorizationUrl":"%s","tokenUrl":"%s",
                 "scopes":["orders:read","orders:write","shop:admin"]}""".formatted(remote.url("/authorize"), remote.url("/token"));
        put(connector + "/auth-methods/" + method, wanting).expect(200);
        assertThat(get(touched).at("/items/0/change")).isEqualTo("needs_reconnect");
    }

    /** Of systems with other names, or one would be taken for a version of the other. */
    private String connectorOf(String name, String... operations) {
        String spec = """
                {"openapi":"3.0.0","info":{"title":"%s %s","version":"1"},"servers":[{"url":"%s"}],
                 "paths":{"/orders":{
                   "get":{"operationId":"listOrders","security":[{"o":["orders:read"]}],"responses":{"200":{"description":"x"}}},
                   "post":{"operationId":"makeOrder","security":[{"o":["orders:write"]}],"responses":{"200":{"description":"x"}}}}},
                 "components":{"securitySchemes":{"o":{"type":"oauth2","flows":{"authorizationCode":{
                   "authorizationUrl":"%s","tokenUrl":"%s",
                   "scopes":{"orders:read":"See orders","orders:write":"","shop:admin":"All"}}}}}}}""".formatted(
                name, java.util.UUID.randomUUID(), remote.url(""), remote.url("/authorize"), remote.url("/token"));
        String specId = post("/api/v1/specs", spec).expect(201).at("/id");
        return "/api/v1/connectors/"
                + post(
                                "/api/v1/specs/" + specId + "/connector",
                                "{\"operationIds\":[\"" + String.join("\",\"", operations) + "\"]}")
                        .expect(200)
                        .at("/connectorId");
    }
}
