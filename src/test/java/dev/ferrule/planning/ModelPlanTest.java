package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.Asked;
import dev.ferrule.Reply;
import dev.ferrule.ScriptedModel.Answer;
import dev.ferrule.http.AccessToken;
import dev.ferrule.llm.Progress;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Plans that a language model restates and selects for, over HTTP on both sides. */
class ModelPlanTest extends ModelSystems {

    @Autowired
    private Planning planning;

    @BeforeEach
    void forget() {
        MODEL.forget();
        MODEL.script(ModelSystems::honest);
    }

    @Test
    void twoCallsMakeAPlanOfWhatTheModelPicked() {
        Reply made = plan(PAID_ORDERS).expect(201);

        assertThat(endpoints(made.json())).containsExactlyInAnyOrderElementsOf(PAID_ORDER_PICKS);
        assertThat(MODEL.asked()).hasSize(2);
        assertThat(made.at("/engine/kind")).isEqualTo("llm");
        assertThat(made.at("/engine/model")).isEqualTo("scripted-1");
        assertThat(made.json().at("/engine/prompts").toString()).isEqualTo("[\"restate/1\",\"select/1\"]");
        assertThat(made.json().at("/usage/promptTokens").asInt()).isEqualTo(2_000);
        assertThat(made.json().at("/usage/completionTokens").asInt()).isEqualTo(200);
        assertThat(made.json().at("/usage/rounds").asInt()).isEqualTo(2);
        assertThat(texts(made.json().at("/coverage"), "/clause"))
                .containsExactly(
                        "When an order is paid in Northcart",
                        "create an invoice in Ledgerly",
                        "tell the team in Parley");
        assertThat(texts(made.json().at("/coverage"), "/status")).containsOnly("covered");
        assertThat(made.at("/workflows/0/trigger")).isEqualTo("webhook");
        assertThat(made.json().at("/refused").size()).isZero();
        JsonNode parley = each(made.json().at("/systems")).stream()
                .filter(system -> system.at("/name").asString().startsWith("Parley"))
                .findFirst()
                .orElseThrow();
        JsonNode rooms = each(parley.at("/endpoints")).stream()
                .filter(one -> one.at("/path").asString().equals("/rooms"))
                .findFirst()
                .orElseThrow();
        assertThat(rooms.at("/role").asString()).isEqualTo("prerequisite");
        assertThat(rooms.at("/evidence/1/quote").asString()).contains("takes room_id");
        assertThat(get(PLANS + "/" + made.at("/id")).expect(200).json()).isEqualTo(made.json());
    }

    @Test
    void theEngineIsChosenByTheRequest() {
        assertThat(plan(PAID_ORDERS, "\"engine\":\"offline\"").expect(201).at("/engine/kind"))
                .isEqualTo("offline");
        assertThat(MODEL.asked()).isEmpty();
        assertThat(plan(PAID_ORDERS, "\"engine\":\"llm\"").expect(201).at("/engine/kind"))
                .isEqualTo("llm");
        plan(PAID_ORDERS, "\"engine\":\"oracle\"").expectProblem(400, "invalid-request");
    }

    @Test
    void theRulesFinishWhatTheModelCannotBegin() {
        MODEL.script(asked -> Answer.status(500, "broken, with " + KEY));
        Reply made = plan(PAID_ORDERS).expect(201);
        assertThat(made.at("/engine/kind")).isEqualTo("offline");
        assertThat(made.at("/notes/0")).contains("failed (500)");
        assertThat(made.body()).doesNotContain(KEY);
        assertThat(endpoints(made.json())).contains("POST /v3/invoices");
    }

    @Test
    void theRulesPickFromTheModelsLinesWhenItFailsInBetween() {
        MODEL.script(asked -> asked.isRestating() ? honest(asked) : Answer.text("I would rather not."));
        Reply made = plan(PAID_ORDERS).expect(201);
        assertThat(made.at("/engine/kind")).isEqualTo("offline");
        assertThat(made.at("/notes/0")).contains("picked by rule");
        assertThat(endpoints(made.json()))
                .contains("POST /v3/invoices", "POST /rooms/{room_id}/messages", "GET /rooms");
        assertThat(texts(made.json().at("/coverage"), "/clause")).contains("create an invoice in Ledgerly");
    }

    @Test
    void aListThatIsTooLongIsShortenedOnce() {
        AtomicInteger longest = new AtomicInteger();
        MODEL.script(asked -> {
            int listed = asked.block("operations").size();
            if (asked.isSelecting() && longest.getAndSet(Math.max(1, listed)) == 0) {
                return Answer.status(400, "{\"error\":{\"code\":\"context_length_exceeded\"}}");
            }
            return honest(asked);
        });
        Reply made = plan(PAID_ORDERS).expect(201);
        assertThat(made.at("/engine/kind")).isEqualTo("llm");
        List<Asked> asked = MODEL.asked();
        assertThat(asked.get(2).block("operations"))
                .hasSizeLessThan(asked.get(1).block("operations").size());
    }

    @Test
    void whatStaysUnresolvedIsAskedForAgainInTheSpecsOwnWords() {
        MODEL.script(asked -> {
            if (asked.isRestating()) {
                return restated(
                        asked,
                        List.of(new Wish("tell the world", "Northcart", "requested", "frobnicate gizmos", "zork")),
                        List.of());
            }
            if (asked.isAskedAgain()) {
                assertThat(String.join("\n", asked.block("resources"))).contains("discounts (");
                return Answer.structured(Map.of(
                        "lines",
                        List.of(Map.of("line", 1, "operation", "create a discount code", "keywords", "discounts"))));
            }
            int number = number(asked.block("operations"), "POST /discounts");
            boolean again = MODEL.asked().size() > 2;
            return Answer.structured(Map.of(
                    "lines",
                    List.of(Map.of(
                            "line",
                            1,
                            "verdict",
                            again ? "chosen" : "unresolved",
                            "operations",
                            again ? List.of(number) : List.of(),
                            "why",
                            ""))));
        });
        Reply made = plan("In Northcart, tell the world").expect(201);
        assertThat(endpoints(made.json())).containsExactly("POST /discounts");
        assertThat(MODEL.asked()).hasSizeBetween(3, 4);
    }

    @Test
    void onlyWhatTheWholeListLacksIsMissing() {
        MODEL.script(asked -> {
            if (asked.isRestating()) {
                return restated(
                        asked,
                        List.of(new Wish("bake bread", "Northcart", "requested", "bake bread", "oven")),
                        List.of());
            }
            return Answer.structured(Map.of(
                    "lines", List.of(Map.of("line", 1, "verdict", "missing", "operations", List.of(), "why", ""))));
        });
        Reply made = plan("In Northcart, bake bread").expect(201);
        assertThat(made.at("/coverage/0/status")).isEqualTo("missing");
        assertThat(endpoints(made.json())).isEmpty();
        Asked last = MODEL.asked().get(MODEL.asked().size() - 1);
        assertThat(last.block("complete")).containsExactly("yes");
        assertThat(last.block("operations")).hasSizeGreaterThan(60);
    }

    @Test
    void aSystemThatIsNotThereIsAMissingClause() {
        MODEL.script(asked -> asked.isRestating()
                ? Answer.structured(Map.of(
                        "lines",
                        List.of(
                                Map.of(
                                        "clause",
                                        "ring the bell in Quasimodo",
                                        "system",
                                        0,
                                        "elsewhere",
                                        "Quasimodo",
                                        "role",
                                        "requested",
                                        "operation",
                                        "ring bell",
                                        "keywords",
                                        ""),
                                Map.of(
                                        "clause",
                                        "create an invoice in Ledgerly",
                                        "system",
                                        number(asked.block("systems"), "Ledgerly"),
                                        "elsewhere",
                                        "",
                                        "role",
                                        "requested",
                                        "operation",
                                        "create sales invoice",
                                        "keywords",
                                        "")),
                        "forbidden",
                        List.of(),
                        "trigger",
                        "manual",
                        "questions",
                        List.of("Which bell?")))
                : honest(asked));
        Reply made = plan("create an invoice in Ledgerly and ring the bell in Quasimodo")
                .expect(201);
        assertThat(endpoints(made.json())).containsExactly("POST /v3/invoices");
        assertThat(texts(made.json().at("/coverage"), "/status")).containsExactly("covered", "missing");
        assertThat(String.join(" ", texts(made.json().at("/questions"), "/text")))
                .contains("Quasimodo", "Which bell?");
    }

    @Test
    void whatIsForbiddenIsSaidAgainWhereOperationsArePicked() {
        MODEL.script(asked ->
                asked.isRestating() ? restated(asked, PAID_ORDER_WISHES, List.of("void any invoice")) : honest(asked));
        plan(PAID_ORDERS + " Never void an invoice.").expect(201);
        assertThat(MODEL.asked().get(1).block("forbidden")).containsExactly("- void any invoice");
    }

    @Test
    void everyStepAndRetryIsTold() {
        AtomicInteger calls = new AtomicInteger();
        MODEL.script(asked -> calls.getAndIncrement() == 0 ? Answer.status(429, "{}") : honest(asked));
        List<String> kinds = new ArrayList<>();
        planning.plan(
                AccessToken.ORGANISATION,
                new PlanRequest(PAID_ORDERS, List.of(), null, Plan.Mode.BALANCED, "llm"),
                (kind, text) -> kinds.add(kind));
        assertThat(kinds).containsExactly("restate", "retry", "systems", "search", "select", "write");
    }

    @Test
    void cancellingEndsThePlanAndTheCall() throws InterruptedException {
        MODEL.script(asked -> Answer.endless("on "));
        Progress progress = new Progress() {
            @Override
            public void step(String kind, String text) {}

            @Override
            public boolean isCancelled() {
                return !MODEL.asked().isEmpty();
            }
        };
        PlanRequest request = new PlanRequest(PAID_ORDERS, List.of(), null, Plan.Mode.BALANCED, "llm");
        assertThatThrownBy(() -> planning.plan(AccessToken.ORGANISATION, request, progress))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("cancelled"));
        assertThat(MODEL.asked().get(0).gone().await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void theTwoQuestionsStayShortOverASpecOfAThousandOperations() {
        StringBuilder paths = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            paths.append("\"/thing")
                    .append(i)
                    .append("/{id}\":{")
                    .append("\"get\":{\"summary\":\"Retrieve the thing number ")
                    .append(i)
                    .append(" of the warehouse\",\"responses\":{}},")
                    .append("\"post\":{\"summary\":\"Create a thing of the kind ")
                    .append(i)
                    .append(" in the warehouse\",\"responses\":{}}},");
        }
        String spec = "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"Thousandfold\",\"version\":\"1\"},\"paths\":{"
                + paths + "\"/last\":{\"get\":{\"responses\":{}}}}}";
        String id = post("/api/v1/specs", spec).expect(201).at("/id");
        MODEL.script(asked -> asked.isRestating()
                ? restated(
                        asked,
                        List.of(
                                new Wish("find thing 17", "Thousandfold", "requested", "retrieve thing17", "things"),
                                new Wish("create thing 18", "Thousandfold", "requested", "create thing18", "kinds"),
                                new Wish("and thing 19", "Thousandfold", "requested", "create thing19", "kinds"),
                                new Wish(
                                        "tell of thing 20", "Thousandfold", "requested", "retrieve thing20", "things")),
                        List.of("delete anything"))
                : Answer.structured(Map.of("lines", List.of())));
        plan(
                        "In Thousandfold find thing 17, create thing 18 and thing 19, tell of thing 20",
                        "\"specIds\":[\"" + id + "\"]")
                .expect(201);
        int characters = MODEL.asked().stream()
                .limit(2)
                .flatMap(asked -> each(asked.body().path("messages")).stream())
                .mapToInt(message -> message.path("content").asString().length())
                .sum();
        assertThat(characters / 4).isLessThan(2_500);
        delete("/api/v1/specs/" + id);
    }
}
