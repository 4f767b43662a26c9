package dev.ferrule.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Asked;
import dev.ferrule.Reply;
import dev.ferrule.ScriptedModel.Answer;
import dev.ferrule.http.AccessToken;
import dev.ferrule.llm.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Answers that make a plan anew, while somebody else answers too. */
class AnsweringTest extends ModelSystems {

    private static final String VAGUE = "send the customer an invoice and remember that it was sent";

    @Autowired
    private Planning planning;

    /** What happens while the model is at it: once, and only after a plan was made. */
    private volatile Runnable meanwhile = () -> {};

    private JsonNode plan;
    private JsonNode aboutSystem;

    @BeforeEach
    void planned() {
        MODEL.forget();
        MODEL.script(asked -> Answer.status(400, "the rules plan"));
        MODEL.script(this::first);
        plan = plan(VAGUE).expect(201).json();
        assertThat(plan.at("/engine/kind").asString()).isEqualTo("llm");
        aboutSystem = each(plan.at("/questions")).stream()
                .filter(one -> one.at("/text").asString().contains("the one you mean"))
                .filter(one -> one.at("/options").size() > 1)
                .findFirst()
                .orElseThrow();
        MODEL.forget();
        AtomicBoolean done = new AtomicBoolean();
        MODEL.script(asked -> {
            if (done.compareAndSet(false, true)) {
                meanwhile.run();
            }
            return first(asked);
        });
    }

    /** Takes the first system and the first operation that it is shown, and has a question. */
    private Answer first(Asked asked) {
        if (asked.isRestating()) {
            Map<String, Object> line = Map.of(
                    "clause", "send the customer an invoice",
                    "system", 1,
                    "elsewhere", "",
                    "role", "requested",
                    "operation", "send invoice",
                    "keywords", "");
            return Answer.structured(Map.of(
                    "lines",
                    List.of(line),
                    "forbidden",
                    List.of(),
                    "trigger",
                    "manual",
                    "questions",
                    List.of("Which language do the customers speak?")));
        }
        return Answer.structured(
                Map.of("lines", List.of(Map.of("line", 1, "verdict", "chosen", "operations", List.of(1), "why", ""))));
    }

    private String answers() {
        return PLANS + "/" + plan.at("/id").asString() + "/answers";
    }

    private Reply answer(JsonNode question, String text, String... headers) {
        return post(
                answers(),
                "[{\"questionId\":\"" + question.at("/id").asString() + "\",\"answer\":" + quoted(text) + "}]",
                headers);
    }

    private String option(int number) {
        return aboutSystem.at("/options/" + number).asString();
    }

    private static String answerOf(JsonNode plan, JsonNode question) {
        return each(plan.at("/questions")).stream()
                .filter(one -> one.at("/id").equals(question.at("/id")))
                .map(one -> one.at("/answer").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aModelThatMakesThePlanAnewIsAskedOnceThoughAnotherAnswerCameInBetween() {
        JsonNode note = each(plan.at("/questions")).stream()
                .filter(one -> one.at("/text").asString().contains("Which language"))
                .findFirst()
                .orElseThrow();
        meanwhile = () -> answer(note, "Finnish").expect(200);

        JsonNode settled = answer(aboutSystem, option(1)).expect(200).json();

        assertThat(MODEL.asked().stream().filter(Asked::isRestating)).hasSize(1);
        assertThat(texts(settled.at("/systems"), "/specId"))
                .allMatch(id -> option(1).contains(id));
        assertThat(answerOf(settled, aboutSystem)).isEqualTo(option(1));
        assertThat(answerOf(settled, note)).isEqualTo("Finnish");
        assertThat(settled.at("/usage/rounds").asInt())
                .as("what the model did for the first plan and for this one")
                .isEqualTo(4);
        assertThat(settled.at("/usage/promptTokens").asInt()).isEqualTo(4_000);
    }

    @Test
    void ofTwoAnswersThatMeanDifferentSystemsTheSlowerOneIsRefused() {
        assertThat(aboutSystem.at("/options").size()).isGreaterThan(2);
        meanwhile = () -> answer(aboutSystem, option(2)).expect(200);

        answer(aboutSystem, option(1)).expectProblem(409, "plan-changed");

        JsonNode now = get(PLANS + "/" + plan.at("/id").asString()).json();
        assertThat(answerOf(now, aboutSystem)).isEqualTo(option(2));
        assertThat(texts(now.at("/systems"), "/specId"))
                .allMatch(id -> option(2).contains(id));
    }

    @Test
    void anAnswerToAnotherVersionThanTheNewestIsRefusedWhereTheCallerSaysSo() {
        JsonNode note = each(plan.at("/questions")).stream()
                .filter(one -> one.at("/text").asString().contains("Which language"))
                .findFirst()
                .orElseThrow();
        answer(note, "Finnish", "If-Match", "\"0\"").expect(200);
        answer(note, "Swedish", "If-Match", "\"0\"").expectProblem(412, "stale-version");
        answer(note, "Swedish", "If-Match", "\"1\"").expect(200);
    }

    @Test
    void theStepsOfMakingThePlanAnewAreTold() {
        List<String> steps = new ArrayList<>();
        Progress progress = (kind, text) -> steps.add(kind);
        planning.answer(
                AccessToken.ORGANISATION,
                plan.at("/id").asString(),
                List.of(new Planning.Answer(aboutSystem.at("/id").asString(), option(1), false)),
                null,
                progress);
        assertThat(steps).containsSequence("restate", "systems", "search", "select", "write");
    }
}
