package dev.ferrule.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class MockSessionApiTest extends RunningFerrule {

    private static final String PATH = "/api/v1/mock-sessions";

    @Autowired
    private MockSessions sessions;

    @Test
    void beginsChangesAndEndsASession() {
        Reply made = post(PATH, "{\"seed\":7,\"faults\":[{\"kind\":\"rate_limit\",\"times\":2}]}")
                .expect(201);
        assertThat(made.json().at("/seed").asInt()).isEqualTo(7);
        String path = made.header("Location").orElseThrow();
        assertThat(path).isEqualTo(PATH + "/" + made.at("/id"));
        assertThat(get(path).expect(200).at("/faults/0/kind")).isEqualTo("rate_limit");

        Reply changed = patch(path, "{\"faults\":[{\"kind\":\"none\"},{\"kind\":\"schema_violation\"}]}")
                .expect(200);
        assertThat(changed.json().at("/faults")).hasSize(2);
        assertThat(patch(path, "{\"faults\":[]}").expect(200).json().at("/faults"))
                .isEmpty();

        delete(path).expect(204);
        get(path).expectProblem(404, "mock-session-not-found");
        delete(path).expectProblem(404, "mock-session-not-found");
    }

    @Test
    void needsNothingToBegin() {
        assertThat(post(PATH, "{}").expect(201).json().at("/seed").asInt()).isEqualTo(1);
    }

    @Test
    void hidesTheSessionsOfOtherOrganisations() {
        String path = PATH + "/" + sessions.begin("somebody-else", null, null).id();
        get(path).expectProblem(404, "mock-session-not-found");
        patch(path, "{\"faults\":[]}").expectProblem(404, "mock-session-not-found");
        delete(path).expectProblem(404, "mock-session-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"earthquake\"}",
                "{}",
                "{\"kind\":\"rate_limit\",\"times\":0}",
                "{\"kind\":\"rate_limit\",\"times\":1001}",
                "{\"kind\":\"slow\",\"delayMillis\":5001}",
                "{\"kind\":\"server_error\",\"status\":404}",
                "{\"kind\":\"rate_limit\",\"retryAfterSeconds\":-1}",
            })
    void refusesFaultsThatItDoesNotKnowOrThatGoTooFar(String fault) {
        Reply refused = post(PATH, "{\"faults\":[" + fault + "]}").expect(400);
        assertThat(refused.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(refused.body()).contains("faults");
    }

    @Test
    void saysWhichFaultsThereAre() {
        assertThat(post(PATH, "{\"faults\":[{\"kind\":\"earthquake\"}]}").body())
                .contains("rate_limit", "schema_violation", "earthquake");
    }

    @Test
    void refusesTooManyFaults() {
        String many = "{\"kind\":\"none\"},".repeat(100) + "{\"kind\":\"none\"}";
        assertThat(post(PATH, "{\"faults\":[" + many + "]}").expect(400).body()).contains("100");
    }
}
