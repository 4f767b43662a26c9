package dev.ferrule.enduser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.Reply;
import dev.ferrule.problem.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EmbeddedConnectionsTest extends EmbeddingFerrule {

    @Autowired
    private EndUserConnections connections;

    @BeforeEach
    void template() {
        embed();
    }

    @Test
    void anEndUserIsTheSameForTheSameExternalId() {
        Reply made = post("/api/v1/end-users", "{\"externalId\":\"ext-%s\",\"name\":\"Ann\"}".formatted(templateId))
                .expect(201);
        String path = made.header("Location").orElseThrow();
        Reply again = post("/api/v1/end-users", "{\"externalId\":\"ext-%s\",\"name\":\"Bob\"}".formatted(templateId))
                .expect(200);
        assertThat(again.at("/id")).isEqualTo(made.at("/id"));
        assertThat(again.at("/name")).isEqualTo("Ann");
        assertThat(get("/api/v1/end-users?externalId=ext-" + templateId).at("/items/0/id"))
                .isEqualTo(made.at("/id"));
        patch(path, "{\"name\":\"Bob\"}", "If-Match", "\"7\"").expectProblem(412, "stale-version");
        assertThat(patch(path, "{\"name\":\"Bob\"}", "If-Match", "\"0\"")
                        .expect(200)
                        .at("/name"))
                .isEqualTo("Bob");
        post("/api/v1/end-users", "{\"externalId\":\" \"}").expectProblem(400, "invalid-request");
        delete(path).expect(204);
        get(path).expectProblem(404, "end-user-not-found");
    }

    @Test
    void aConnectionNeedsAnEmbeddedTemplateAnAuthMethodAndAnActivation() {
        String ann = endUser("Ann");
        give(ann, "key-ann").expectProblem(409, "end-user-not-activated");
        activate(ann).expect(201);
        assertThat(activate(ann).expect(200).at("/endUserId")).isEqualTo(ann);
        patch(template, "{\"embedded\":false}").expect(200);
        give(ann, "key-ann").expectProblem(409, "template-not-embedded");
        patch(template, "{\"embedded\":true,\"authMethodId\":null}").expect(200);
        give(ann, "key-ann").expectProblem(409, "template-has-no-auth-method");
        patch(template, "{\"authMethodId\":\"%s\"}".formatted(method)).expect(200);
        post(connection(ann), "{\"credentials\":{}}").expectProblem(400, "invalid-credentials");
        assertThatThrownBy(() -> connections.connectionOf("default", templateId, ann))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("end-user-not-connected"));
        Reply made = give(ann, "key-ann").expect(201);
        assertThat(made.body()).doesNotContain("key-ann");
        assertThat(made.at("/status")).isEqualTo("unchecked");
        assertThat(post(connection(ann) + "/check", "").expect(200).at("/outcome"))
                .isEqualTo("ok");
        assertThat(get(connection(ann)).at("/status")).isEqualTo("connected");
        assertThat(give(ann, "key-ann-2").expect(200).at("/status")).isEqualTo("unchecked");
        assertThat(stored(ann)).isEqualTo(1);
    }

    @Test
    void theOrganisationsListsLinksAndAddressesKnowNothingOfThem() {
        String ann = active("Ann");
        give(ann, "key-ann").expect(201);
        String id = connections.connectionOf("default", templateId, ann);
        assertThat(get(connector + "/connections").json().at("/items")).isEmpty();
        assertThat(get(connector + "/auth-methods/" + method + "/connections")
                        .json()
                        .at("/items"))
                .isEmpty();
        get("/api/v1/connections/" + id).expectProblem(404, "connection-not-found");
        patch("/api/v1/connections/" + id, "{\"name\":\"x\"}").expectProblem(404, "connection-not-found");
        post("/api/v1/connections/" + id + "/check", "").expectProblem(404, "connection-not-found");
        post("/api/v1/connections/" + id + "/upgrade", "").expectProblem(404, "connection-not-found");
        delete("/api/v1/connections/" + id).expectProblem(404, "connection-not-found");
        put(template + "/connection", "{\"connectionId\":\"%s\"}".formatted(id))
                .expectProblem(404, "connection-not-found");
        assertThatThrownBy(() -> connections.connectionOf("another", templateId, ann))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("template-not-found"));
        assertThat(stored(ann)).isEqualTo(1);
    }

    @Test
    void fromSingleToEmbeddedAndBackNeitherIsLost() {
        String own = connect(connector, method, "{\"apiKey\":\"key-own\"}").at("/id");
        put(template + "/connection", "{\"connectionId\":\"%s\"}".formatted(own))
                .expect(200);
        String ann = active("Ann");
        String bob = active("Bob");
        give(ann, "key-ann").expect(201);
        give(bob, "wrong").expect(201);
        post(connection(bob) + "/check", "").expect(200);
        assertThat(tab(template).at("/templates/0/state")).isEqualTo("embedded");
        assertThat(tab(template).at("/templates/0/endUsers/connected")).isEqualTo("2");
        assertThat(tab(template).at("/templates/0/endUsers/needAttention")).isEqualTo("1");

        patch(template, "{\"embedded\":false}").expect(200);
        assertThat(tab(template).at("/templates/0/connection/id")).isEqualTo(own);
        assertThat(tab(template).at("/templates/0/endUsers")).isNull();
        assertThatThrownBy(() -> connections.connectionOf("default", templateId, ann))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("template-not-embedded"));

        patch(template, "{\"embedded\":true}").expect(200);
        assertThat(get(template).at("/connectionId")).isEqualTo(own);
        assertThat(post(connection(ann) + "/check", "").at("/outcome")).isEqualTo("ok");
        assertThat(connections.connectionOf("default", templateId, ann)).isNotEqualTo(own);
    }

    @Test
    void aChangedMethodIsShownAndTakenAtTheNextConnecting() {
        String ann = active("Ann");
        give(ann, "key-ann").expect(201);
        String basic = method(connector, "{\"type\":\"basic\"}");
        patch(template, "{\"authMethodId\":\"%s\"}".formatted(basic)).expect(200);
        assertThat(get(connection(ann)).at("/methodChanged")).isEqualTo("true");
        assertThat(post(connection(ann) + "/check", "").at("/outcome")).isEqualTo("ok");
        give(ann, "key-ann").expectProblem(400, "invalid-credentials");
        Reply now = post(connection(ann), "{\"credentials\":{\"username\":\"a\",\"password\":\"b\"}}")
                .expect(200);
        assertThat(now.at("/methodChanged")).isEqualTo("false");
        assertThat(now.json().at("/credentials").toString()).isEqualTo("[\"username\",\"password\"]");
        assertThat(post(connection(ann), "{\"authMethodId\":\"%s\"}".formatted(method))
                        .expectProblem(400, "invalid-request")
                        .at("/errors/0/pointer"))
                .isEqualTo("/authMethodId");
    }

    @Test
    void whateverGoesTakesTheCredentialsWithIt() {
        String ann = active("Ann");
        give(ann, "key-ann").expect(201);
        String bob = active("Bob");
        give(bob, "key-bob").expect(201);
        Reply activation =
                get(integration + "/end-users/" + ann + "/activations").expect(200);
        delete(integration + "/end-users/" + ann + "/activations/" + activation.at("/items/0/id"))
                .expect(204);
        assertThat(stored(ann)).isZero();
        get(connection(ann)).expectProblem(404, "connection-not-found");
        delete(integration + "/end-users/" + ann + "/activations/" + activation.at("/items/0/id"))
                .expectProblem(404, "activation-not-found");
        assertThat(stored(bob)).isEqualTo(1);

        activate(ann).expect(201);
        get(connection(ann)).expectProblem(404, "connection-not-found");
        give(ann, "key-ann").expect(201);
        delete(integration + "/end-users/" + ann + "/activations").expect(204);
        delete(integration + "/end-users/" + ann + "/activations").expect(204);
        assertThat(stored(ann)).isZero();

        delete(connection(bob), "If-Match", "\"5\"").expectProblem(412, "stale-version");
        delete(connection(bob)).expect(204);
        assertThat(stored(bob)).isZero();
        give(bob, "key-bob").expect(201);
        delete(template).expect(204);
        assertThat(stored(bob)).isZero();

        embed(template(connector));
        String eve = active("Eve");
        give(eve, "key-eve").expect(201);
        delete(integration).expect(204);
        assertThat(stored(eve)).isZero();

        embed(template(connector));
        activate(eve).expect(201);
        give(eve, "key-eve").expect(201);
        delete("/api/v1/end-users/" + eve).expect(204);
        assertThat(stored(eve)).isZero();
        assertThat(get(integration + "/activations").json().at("/items")).isEmpty();
    }
}
