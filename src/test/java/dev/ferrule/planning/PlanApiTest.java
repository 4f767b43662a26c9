package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Planning over HTTP, on the sample systems. */
class PlanApiTest extends SampleSystems {

    @Test
    void aRequirementThatNamesThreeSystemsYieldsThemWithAHandfulOfEndpoints() {
        Reply made = plan(PAID_ORDERS).expect(201);

        assertThat(made.header("Location")).contains(PLANS + "/" + made.at("/id"));
        assertThat(made.header("ETag")).contains("\"0\"");
        assertThat(texts(made.json().at("/systems"), "/specId"))
                .containsExactlyInAnyOrder(specId("Northcart"), specId("Ledgerly"), specId("Parley"));
        assertThat(endpoints(made.json())).hasSizeBetween(3, 12).contains("POST /v3/invoices");
        assertThat(each(made.json().at("/systems")))
                .allSatisfy(
                        system -> assertThat(system.at("/connectorId").isNull()).isTrue());
        assertThat(get(PLANS + "/" + made.at("/id")).expect(200).json()).isEqualTo(made.json());
    }

    @Test
    void aPlanHasTheFieldsOfTheContract() {
        JsonNode plan = plan(PAID_ORDERS).expect(201).json();

        assertThat(names(plan))
                .contains("id", "requirement", "engine", "systems", "coverage", "questions", "workflows", "usage");
        assertThat(names(plan)).doesNotContain("org", "version", "_class");
        assertThat(plan.at("/requirement").asString()).isEqualTo(PAID_ORDERS);
        assertThat(plan.at("/engine/kind").asString()).isEqualTo("offline");
        assertThat(plan.at("/mode").asString()).isEqualTo("balanced");
        JsonNode system = plan.at("/systems/0");
        assertThat(names(system)).contains("name", "specId", "connectorId", "baseUrl", "authMethods", "endpoints");
        assertThat(names(system.at("/authMethods/0"))).contains("type", "recommended", "scopes", "evidence");
        assertThat(names(system.at("/authMethods/0/evidence/0"))).contains("pointer", "quote");
        assertThat(names(system.at("/endpoints/0")))
                .contains("operationId", "method", "path", "summary", "role", "clause", "confidence", "evidence");
        for (JsonNode one : each(plan.at("/systems"))) {
            assertThat(texts(one.at("/endpoints"), "/role")).isSubsetOf("requested", "prerequisite");
            assertThat(each(one.at("/authMethods")).stream()
                            .filter(method -> method.at("/recommended").asBoolean()))
                    .hasSize(1);
        }
        assertThat(texts(plan.at("/coverage"), "/status")).isSubsetOf("covered", "ambiguous", "missing");
        assertThat(names(plan.at("/coverage/0"))).containsExactlyInAnyOrder("clause", "status", "alternatives");
        assertThat(each(plan.at("/questions"))).isNotEmpty().allSatisfy(question -> {
            assertThat(names(question))
                    .contains("id", "text", "importance", "answer")
                    .doesNotContain("about");
            assertThat(question.at("/answer").isNull()).isTrue();
        });
        assertThat(texts(plan.at("/questions"), "/importance")).isSubsetOf("high", "low");
        assertThat(names(plan.at("/workflows/0"))).contains("name", "trigger", "steps", "mappings");
        assertThat(plan.at("/workflows/0/trigger").asString()).isEqualTo("webhook");
        assertThat(names(plan.at("/workflows/0/steps/0"))).contains("system", "method", "path", "purpose");
        assertThat(names(plan.at("/usage")))
                .containsExactlyInAnyOrder("promptTokens", "completionTokens", "durationMs");
    }

    @Test
    void everyEndpointAndAuthMethodIsInItsSpecWhereTheEvidenceSays() {
        Reply plan = plan("When a deal is won in Haloform, open a repository in Gitmoor, "
                + "buy a label in Crateline and text the customer by Pingwren");
        assertThat(texts(plan.expect(201).json().at("/systems"), "/name")).hasSize(4);
        for (JsonNode system : each(plan.json().at("/systems"))) {
            JsonNode document = document(system.at("/specId").asString());
            for (JsonNode endpoint : each(system.at("/endpoints"))) {
                String method = endpoint.at("/method").asString().toLowerCase();
                String path = endpoint.at("/path").asString();
                assertThat(document.at("/paths").has(path)).as("path %s", path).isTrue();
                assertThat(document.at("/paths").get(path).has(method)).isTrue();
                assertThat(each(endpoint.at("/evidence"))).isNotEmpty();
            }
            for (JsonNode pointer : system.findValues("pointer")) {
                assertThat(document.at(pointer.asString().substring(1)).isMissingNode())
                        .as("%s of %s is missing", pointer.asString(), system.at("/name"))
                        .isFalse();
            }
            Set<String> declared = new TreeSet<>();
            document.findValues("scopes").forEach(scopes -> declared.addAll(names(scopes)));
            document.at("/paths")
                    .findValues("security")
                    .forEach(all -> all.forEach(
                            one -> one.forEach(scopes -> scopes.forEach(scope -> declared.add(scope.asString())))));
            system.at("/authMethods")
                    .findValues("scopes")
                    .forEach(scopes ->
                            scopes.forEach(scope -> assertThat(declared).contains(scope.asString())));
        }
    }

    @Test
    void aPlanStaysWithinTheGivenSpecs() {
        String ledgerly = specId("Ledgerly");
        Reply plan = plan(PAID_ORDERS, "\"specIds\":[\"" + ledgerly + "\"]").expect(201);

        assertThat(texts(plan.json().at("/systems"), "/specId")).containsExactly(ledgerly);
        plan(PAID_ORDERS, "\"specIds\":[\"" + ledgerly + "\",\"nope\"]").expectProblem(404, "spec-not-found");
    }

    @Test
    void recallShowsAtLeastAsMuch() {
        List<String> balanced = endpoints(plan(PAID_ORDERS).json());
        Reply recall = plan(PAID_ORDERS, "\"mode\":\"recall\"").expect(201);

        assertThat(endpoints(recall.json())).containsAll(balanced);
        assertThat(recall.at("/mode")).isEqualTo("recall");
        plan(PAID_ORDERS, "\"mode\":\"precise\"").expectProblem(400, "invalid-request");
    }

    @Test
    void whatIsForbiddenIsNotPlanned() {
        Reply plan = plan("Sync changed Northcart customers to Haloform contacts. Never delete or merge anything.");

        assertThat(endpoints(plan.expect(201).json()))
                .isNotEmpty()
                .noneMatch(one -> one.startsWith("DELETE") || one.contains("merge"));
    }

    @Test
    void aVaguePlanAsksWhichSystemIsMeant() {
        Reply plan = plan("text every customer when their parcel is on its way").expect(201);

        assertThat(texts(plan.json().at("/questions"), "/text"))
                .anyMatch(text -> text.contains("does not name this system"));
    }

    @Test
    void choosingAnotherSystemMakesThePlanAnewWithinIt() {
        JsonNode plan = plan("send the customer an invoice and remember that it was sent")
                .expect(201)
                .json();
        JsonNode question = each(plan.at("/questions")).stream()
                .filter(one -> one.at("/text").asString().contains("the one you mean"))
                .findFirst()
                .orElseThrow();
        String other = question.at("/options/1").asString();
        String otherId = other.substring(other.lastIndexOf('[') + 1, other.length() - 1);

        JsonNode settled = post(
                        PLANS + "/" + plan.at("/id").asString() + "/answers",
                        "[{\"questionId\":\"" + question.at("/id").asString() + "\",\"answer\":\"" + other + "\"}]")
                .expect(200)
                .json();

        assertThat(settled.at("/id")).isEqualTo(plan.at("/id"));
        assertThat(texts(settled.at("/systems"), "/specId"))
                .contains(otherId)
                .isSubsetOf(java.util.stream.Stream.concat(
                                texts(plan.at("/systems"), "/specId").stream(), java.util.stream.Stream.of(otherId))
                        .toList());
        assertThat(each(settled.at("/questions")).stream()
                        .filter(one -> one.at("/id").equals(question.at("/id")))
                        .map(one -> one.at("/answer").asString()))
                .containsExactly(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n\t", "😀🎉", "12345 !!!"})
    void aRequirementWithoutWordsIsRefused(String requirement) {
        plan(requirement).expectProblem(400, "requirement-empty");
    }

    @Test
    void badRequestsAreRefusedClearly() {
        post(PLANS, "{}").expectProblem(400, "requirement-empty");
        plan("create an order ".repeat(12_500)).expectProblem(400, "requirement-too-long");
        assertThat(plan(PAID_ORDERS, "\"engine\":\"llm\"").expect(400).at("/detail"))
                .contains("not configured");
        plan(PAID_ORDERS, "\"colour\":\"red\"").expectProblem(400, "unknown-field");
        plan(PAID_ORDERS, "\"integrationId\":\"nope\"").expectProblem(404, "integration-not-found");
        plan(PAID_ORDERS, "\"specIds\":[null]").expectProblem(400, "invalid-request");
        get(PLANS + "/nope").expectProblem(404, "plan-not-found");
        post(PLANS + "/nope/answers", "[]").expectProblem(404, "plan-not-found");
        post(PLANS + "/nope/build", "").expectProblem(404, "plan-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,", "a((", "\"a", "a.", "delete Northcart "})
    void theLongestHostileRequirementGetsAPlan(String piece) {
        plan(piece.repeat(PlanRequest.LONGEST / piece.length())).expect(201);
    }

    @Test
    void aRepeatedRequestWithItsKeyIsTheSamePlan() {
        String body = "{\"requirement\":\"list the rooms of Parley\"}";
        Reply first = post(PLANS, body, "Idempotency-Key", "plan-once").expect(201);

        assertThat(post(PLANS, body, "Idempotency-Key", "plan-once").expect(201).at("/id"))
                .isEqualTo(first.at("/id"));
    }

    private JsonNode document(String specId) {
        String text = get("/api/v1/specs/" + specId + "/document").expect(200).body();
        if (text.stripLeading().startsWith("{")) {
            return JsonMapper.shared().readTree(text);
        }
        Object yaml = new org.yaml.snakeyaml.Yaml().load(text);
        return JsonMapper.shared().valueToTree(yaml);
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }
}
