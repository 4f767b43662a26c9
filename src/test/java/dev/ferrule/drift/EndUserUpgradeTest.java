package dev.ferrule.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** End users' connections go where their template goes, and back, when nobody has to do anything for it. */
class EndUserUpgradeTest extends VersionedFerrule {

    private static final String TOKEN = """
            {"access_token":"not-a-real-token","token_type":"Bearer","expires_in":3600}""";

    @BeforeEach
    void tokens() {
        remote.at("/old/token", 200, TOKEN);
        remote.at("/new/token", 200, TOKEN);
        remote.at("/v1/quay", 200, "{}");
    }

    /** Whose clients ask for tokens at that path, and who else may come by this scheme. */
    private String add(String title, String version, String tokenPath, String more) {
        String document = """
                {"openapi":"3.1.0","info":{"title":"%1$s","version":"%2$s"},"servers":[{"url":"%3$s"}],
                 "security":[{"machine":[]}],"components":{"securitySchemes":{"machine":{"type":"oauth2","flows":{"clientCredentials":
                   {"tokenUrl":"%4$s","scopes":{}}}}%5$s}},
                 "paths":{"/quay":{"get":{"operationId":"getQuay","summary":"The quay","responses":{"200":{"description":"ok"}}}},
                  "/%1$s/a":{"get":{"responses":{"200":{"description":"ok"}}}},"/%1$s/b":{"get":{"responses":{"200":{"description":"ok"}}}}}}
                """.formatted(title, version, remote.url("/v1"), remote.url(tokenPath), more);
        return postBytes("/api/v1/specs", document.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json")
                .expect(201)
                .at("/id");
    }

    private String method(String type) {
        for (var method : get(connector).json().at("/authMethods")) {
            if (method.at("/type").asString().equals(type)) {
                return method.at("/id").asString();
            }
        }
        throw new AssertionError(get(connector).body());
    }

    /** Where the connection of a new end user is. */
    private String endUser(String name, String method, String credentials) {
        String id = post("/api/v1/end-users", "{\"externalId\":\"%s\",\"name\":\"%s\"}".formatted(name, name))
                .expect(201)
                .at("/id");
        String integration = template.substring(0, template.indexOf("/templates/"));
        post(integration + "/end-users/" + id + "/activations", "").expect(201);
        String path = "/api/v1/templates/" + templateId + "/end-users/" + id + "/connection";
        post(path, "{\"authMethodId\":\"%s\",\"credentials\":%s}".formatted(method, credentials))
                .expect(201);
        return path;
    }

    @Test
    void whoNeedsNobodyFollowsTheUpgradeAndItsWayBackAndTheOthersAreTold() {
        build("Pier", add("Pier", "1", "/old/token", "," + KEY));
        String machine = method("oauth2");
        patch(template, "{\"embedded\":true,\"authMethodId\":\"%s\"}".formatted(machine))
                .expect(200);
        String integration = template.substring(0, template.indexOf("/templates/"));
        put(
                        integration + "/embedding",
                        "{\"returnOrigins\":[],\"templates\":[{\"templateId\":\"%s\",\"authMethodIds\":[\"%s\"]}]}"
                                .formatted(templateId, method("api_key")))
                .expect(200);
        String ann = endUser("pier-ann", machine, "{\"clientId\":\"ann\",\"clientSecret\":\"not-a-real-secret\"}");
        String bob = endUser("pier-bob", method("api_key"), "{\"apiKey\":\"not-a-real-key\"}");
        post(ann + "/check", "").expect(200);
        assertThat(remote.asked("/old/token")).isNotEmpty();
        int old = remote.asked("/old/token").size();

        add("Pier", "2", "/new/token", "");

        Reply preview = post(connector + "/upgrade", "{\"templates\":[\"%s\"],\"dryRun\":true}".formatted(templateId));
        assertThat(preview.expect(200).at("/connected/endUsers/0/connected")).isEqualTo("2");
        assertThat(preview.at("/connected/endUsers/0/follow")).isEqualTo("1");
        assertThat(preview.at("/connected/endUsers/0/needLogin")).isEqualTo("1");
        assertThat(get(ann).at("/authMethodChange")).isEqualTo("none");

        Reply upgraded = post(connector + "/upgrade", "{\"templates\":[\"%s\"]}".formatted(templateId))
                .expect(200);
        assertThat(upgraded.at("/templates/0/endUsersFollowed")).isEqualTo("1");
        assertThat(upgraded.at("/connected/endUsers/0/follow")).isEqualTo("0");
        assertThat(upgraded.at("/connected/endUsers/0/needLogin")).isEqualTo("1");
        assertThat(get(ann).at("/authMethodChange")).isEqualTo("none");
        assertThat(get(bob).at("/authMethodChange")).isEqualTo("removed");
        assertThat(post(ann + "/check", "").expect(200).at("/outcome")).isEqualTo("ok");
        assertThat(remote.asked("/new/token")).hasSize(1);
        assertThat(remote.asked("/old/token")).hasSize(old);
        assertThat(get(connector + "/auth-methods/" + machine + "/connections").at("/endUsers/0/connected"))
                .isEqualTo("1");

        Reply undone = post(connector + "/upgrade/undo", "").expect(200);
        assertThat(undone.at("/templates/0/endUsersFollowed")).isEqualTo("1");
        assertThat(get(ann).at("/authMethodChange")).isEqualTo("none");
        assertThat(get(bob).at("/authMethodChange")).isEqualTo("none");
        post(ann + "/check", "").expect(200);
        assertThat(remote.asked("/old/token")).hasSize(old + 1);
        assertThat(remote.asked("/new/token")).hasSize(1);
    }

    @Test
    void anEditedAuthMethodTakesEndUsersAlongTogetherWithTheOrganisationsOwn() {
        build("Jetty", add("Jetty", "1", "/old/token", ""));
        String machine = method("oauth2");
        patch(template, "{\"embedded\":true,\"authMethodId\":\"%s\"}".formatted(machine))
                .expect(200);
        String ann = endUser("jetty-ann", machine, "{\"clientId\":\"ann\",\"clientSecret\":\"not-a-real-secret\"}");
        String methods = connector + "/auth-methods/" + machine;
        put(
                        methods,
                        "{\"type\":\"oauth2\",\"flow\":\"client_credentials\",\"tokenUrl\":\"%s\",\"scopes\":[]}"
                                .formatted(remote.url("/new/token")))
                .expect(200);
        post(connector + "/publish", "").expect(200);
        String revision = get(connector).at("/publishedRevision");
        patch(template, "{\"connectorRevision\":%s}".formatted(revision)).expect(200);

        assertThat(get(methods + "/connections").at("/endUsers/0/follow")).isEqualTo("1");
        assertThat(get(ann).at("/authMethodChange")).isEqualTo("needs_refresh");
        assertThat(post(methods + "/connections/upgrade", "").expect(200).at("/endUsers/0/follow"))
                .isEqualTo("0");

        assertThat(get(ann).at("/authMethodChange")).isEqualTo("none");
        assertThat(post(ann + "/check", "").expect(200).at("/outcome")).isEqualTo("ok");
        assertThat(remote.asked("/new/token")).hasSize(1);
    }
}
