package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.Reply;
import dev.ferrule.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** From a plan to connectors and templates, and what answers change. */
class PlanBuildTest extends SampleSystems {

    @Autowired
    private Planning planning;

    @Test
    void aPlanOfAnIntegrationIsSavedAsDraftsAndBuildingPublishesItOnce() {
        String integration = integration("Drafts first");
        Reply plan = plan("list the rooms of Parley", "\"integrationId\":\"" + integration + "\"")
                .expect(201);
        String connector = plan.at("/systems/0/connectorId");
        assertThat(connector).isNotNull();
        String templates = "/api/v1/integrations/" + integration + "/templates";
        assertThat(get(templates).expect(200).at("/items/0/connectorId")).isEqualTo(connector);
        assertThat(get(templates).at("/items/0/connectorRevision")).isNull();
        assertThat(texts(
                        get("/api/v1/connectors/" + connector + "/endpoints")
                                .json()
                                .at("/items"),
                        "/path"))
                .containsAll(texts(plan.json().at("/systems/0/endpoints"), "/path"));

        Reply built = build(plan);
        Reply again = build(plan);

        assertThat(built.at("/connectors/0/revision")).isNotNull();
        assertThat(again.at("/connectors/0/revision")).isEqualTo(built.at("/connectors/0/revision"));
        assertThat(again.at("/connectors/0/outcome")).isEqualTo("unchanged");
        assertThat(get(templates).at("/items/0/connectorRevision")).isEqualTo(built.at("/connectors/0/revision"));
        delete("/api/v1/specs/" + plan.at("/systems/0/specId")).expect(409);
    }

    @Test
    void operationsPickedFromASpecBecomeEndpointsOfItsConnectorWithoutAPlan() {
        Reply spec = get("/api/v1/specs?q=Pingwren").expect(200);
        String path = "/api/v1/specs/" + spec.at("/items/0/id");
        Reply empty = post(path + "/connector", "{}").expect(200);
        // Other tests plan with this system, too.
        List<String> there = texts(
                get("/api/v1/connectors/" + empty.at("/connectorId") + "/endpoints")
                        .json()
                        .at("/items"),
                "/operationId");
        String operation = texts(get(path + "/operations?limit=50").json().at("/items"), "/operationId").stream()
                .filter(one -> !there.contains(one))
                .findFirst()
                .orElseThrow();
        Reply picked = post(path + "/connector", "{\"operationIds\":[\"" + operation + "\"]}")
                .expect(200);

        assertThat(picked.at("/connectorId")).isEqualTo(empty.at("/connectorId"));
        assertThat(picked.at("/outcome")).isEqualTo("updated");
        Reply connector = get("/api/v1/connectors/" + picked.at("/connectorId")).expect(200);
        assertThat(connector.at("/systemKey")).isEqualTo(spec.at("/items/0/apiId"));
        assertThat(connector.json().at("/authMethods").isEmpty()).isFalse();
        assertThat(get("/api/v1/connectors/" + picked.at("/connectorId") + "/endpoints/" + picked.at("/endpointIds/0"))
                        .expect(200)
                        .at("/provenance/specId"))
                .isEqualTo(spec.at("/items/0/id"));
        assertThat(post(path + "/connector", "{\"operationIds\":[\"nothing\"]}")
                        .expectProblem(400, "invalid-request")
                        .at("/errors/0/pointer"))
                .isEqualTo("/operationIds/0");
    }

    @Test
    void aPlanWithoutAnIntegrationMakesOneWhenItIsBuiltAndOnlyOne() {
        Reply plan = plan("list the employees of Peoplegrove").expect(201);

        String integration = build(plan).at("/integrationId");

        assertThat(build(plan).at("/integrationId")).isEqualTo(integration);
        assertThat(get(PLANS + "/" + plan.at("/id")).at("/integrationId")).isEqualTo(integration);
        assertThat(get("/api/v1/integrations/" + integration).expect(200).at("/name"))
                .isEqualTo("list the employees of Peoplegrove");
        post(PLANS + "/" + plan.at("/id") + "/build", "{\"integrationId\":\"" + integration("Another") + "\"}")
                .expectProblem(409, "plan-of-another-integration");
    }

    @Test
    void anotherIntegrationThatNeedsMoreMakesARevisionAndLeavesTheFirstTemplateWhereItIs() {
        Reply first = plan("list the calendars in Dayloom");
        Reply built = build(first);
        String templates = "/api/v1/integrations/" + built.at("/integrationId") + "/templates";
        int before = built.json().at("/connectors/0/revision").asInt();

        Reply more = build(plan("create an event in Dayloom and invite attendees, then delete a calendar in Dayloom"));

        assertThat(more.at("/connectors/0/connectorId")).isEqualTo(built.at("/connectors/0/connectorId"));
        assertThat(more.json().at("/connectors/0/revision").asInt()).isGreaterThan(before);
        assertThat(get(templates).json().at("/items/0/connectorRevision").asInt())
                .isEqualTo(before);
        assertThat(build(first).at("/connectors/0/outcome")).isEqualTo("unchanged");
    }

    @Test
    void aPlanWithoutEndpointsCannotBeBuilt() {
        Plan empty = planning.plan("nobody", new PlanRequest("list the rooms", List.of(), null, Plan.Mode.BALANCED));

        assertThat(empty.systems()).isEmpty();
        assertThat(empty.coverage()).extracting(Plan.Coverage::status).containsExactly(Plan.Status.MISSING);
        assertThat(empty.questions()).isNotEmpty();
        assertThatThrownBy(() -> planning.build("nobody", empty.id(), null))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("plan-empty"));
    }

    @Test
    void anotherOrganisationSeesNothing() {
        Reply plan = plan("list the rooms of Parley").expect(201);

        assertThatThrownBy(() -> planning.get("nobody", plan.at("/id")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("plan-not-found"));
        assertThatThrownBy(() -> planning.plan(
                        "nobody",
                        new PlanRequest("list", List.of(plan.at("/systems/0/specId")), null, Plan.Mode.BALANCED)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("spec-not-found"));
    }

    @Test
    void anAnswerChoosesTheAuthMethodTheBaseUrlAndTheEndpoint() {
        Reply plan = plan("create an order in Northcart, do something useful with the payment in Northcart")
                .expect(201);
        JsonNode url = each(plan.json().at("/questions")).stream()
                .filter(question -> question.at("/text").asString().contains("{"))
                .findFirst()
                .orElseThrow();
        Reply answered = answer(plan, url.at("/id").asString(), "my-shop").expect(200);
        assertThat(answered.at("/systems/0/baseUrl")).contains("my-shop");
        assertThat(answered.header("ETag")).contains("\"1\"");
        answer(plan, url.at("/id").asString(), "evil.example/x").expectProblem(400, "base-url-invalid");

        for (JsonNode question : each(plan.json().at("/questions"))) {
            String option = question.at("/options/0").asString("");
            if (question.at("/text").asString().startsWith("Which of these")) {
                for (JsonNode any : each(question.at("/options"))) {
                    Reply swapped = answer(plan, question.at("/id").asString(), any.asString())
                            .expect(200);
                    List<String> endpoints = endpoints(swapped.json());
                    assertThat(endpoints).contains(any.asString());
                    assertThat(each(swapped.json().at("/workflows/0/steps")))
                            .extracting(step -> step.at("/method").asString() + " "
                                    + step.at("/path").asString())
                            .containsExactlyInAnyOrderElementsOf(endpoints);
                }
            } else if (question.at("/text").asString().contains("another?")) {
                assertThat(option).isNotEmpty();
                answer(plan, question.at("/id").asString(), option).expect(200);
                answer(plan, question.at("/id").asString(), "magic").expectProblem(400, "option-not-offered");
            }
        }
    }

    @Test
    void aListOfAnswersCountsAsAWholeOrNotAtAll() {
        Reply plan = plan(PAID_ORDERS).expect(201);
        String path = PLANS + "/" + plan.at("/id") + "/answers";
        String first = "{\"questionId\":\"" + plan.at("/questions/0/id") + "\",\"ignored\":true}";

        post(path, "[" + first + ",{\"questionId\":\"nope\",\"answer\":\"x\"}]")
                .expectProblem(400, "question-not-found");
        post(path, "[" + first + ",null]").expectProblem(400, "question-not-found");
        post(path, "[{\"questionId\":\"" + plan.at("/questions/0/id") + "\",\"answer\":\" \"}]")
                .expectProblem(400, "answer-empty");
        assertThat(get(PLANS + "/" + plan.at("/id")).json()).isEqualTo(plan.json());

        Reply ignored = post(path, "[" + first + "]").expect(200);
        assertThat(ignored.json().at("/questions/0/ignored").asBoolean()).isTrue();
        assertThat(ignored.at("/questions/0/answer")).isNull();
    }

    private Reply build(Reply plan) {
        return post(PLANS + "/" + plan.at("/id") + "/build", "").expect(200);
    }

    private Reply answer(Reply plan, String question, String answer) {
        return post(
                PLANS + "/" + plan.at("/id") + "/answers",
                "[{\"questionId\":" + quoted(question) + ",\"answer\":" + quoted(answer) + "}]");
    }
}
