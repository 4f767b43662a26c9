package dev.ferrule.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.Asked;
import dev.ferrule.ScriptedModel.Answer;
import dev.ferrule.llm.ModelFailure.Kind;
import dev.ferrule.problem.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The seam to a language model, against a server that does what models and gateways do. */
class TurnTest extends Turns {

    @Test
    void aStructuredAnswerIsHeldToAStrictSchema() {
        assertThat(ask().word()).isEqualTo("fine");

        Asked asked = server.asked().get(0);
        JsonNode schema = asked.body().at("/response_format/json_schema");
        assertThat(schema.at("/strict").asBoolean()).isTrue();
        assertThat(schema.at("/schema/properties/count/type").asString()).isEqualTo("integer");
        assertThat(schema.at("/schema/required").size()).isEqualTo(3);
        assertThat(schema.at("/schema/additionalProperties").asBoolean(true)).isFalse();
        assertThat(asked.authorization()).isEqualTo("Bearer " + KEY);
        assertThat(asked.upgrade()).isNull();
        assertThat(asked.body().at("/model").asString()).isEqualTo("scripted");
    }

    @Test
    void anEndpointWithoutSchemasIsAskedByAToolFromThenOn() {
        server.script(asked -> asked.body().has("response_format")
                ? Answer.status(400, "{\"error\":{\"message\":\"response_format is not supported\"}}")
                : Answer.structured(Map.of("word", "by tool")));

        assertThat(ask().word()).isEqualTo("by tool");
        assertThat(ask().word()).isEqualTo("by tool");
        assertThat(server.asked()).hasSize(3);
        assertThat(server.asked().get(2).body().has("tools")).isTrue();
    }

    @Test
    void anEndpointWithNeitherIsAskedForPlainJson() {
        server.script(
                asked -> asked.body().has("response_format") || asked.body().has("tools")
                        ? Answer.status(422, "no such field")
                        : Answer.text("Here you are:\n```json\n{\"word\": \"plain\", \"more\": \"one\",}\n```"));

        Word word = ask();
        assertThat(word.word()).isEqualTo("plain");
        assertThat(word.more()).containsExactly("one");
        assertThat(server.asked()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I am sorry.", "{\"word\": ", "[1, 2]", "{\"word\": {\"a\": 1}}", "null"})
    void anAnswerInTheWrongFormIsRepairedOnce(String wrong) {
        answers(Answer.text(wrong), Answer.text("{\"word\":\"right\"}"));
        assertThat(ask().word()).isEqualTo("right");
        assertThat(steps).anyMatch(step -> step.startsWith("repair"));
        assertThat(server.asked().get(1).isRepair()).isTrue();
    }

    @Test
    void anAnswerThatStaysInTheWrongFormIsAFailure() {
        server.script(asked -> Answer.text("no"));
        assertThat(failure(this::ask).kind()).isEqualTo(Kind.MISSHAPEN);
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void whatACheckFindsIsToldOnceAndThenLeftToTheCaller() {
        Word word = turn().ask(Role.RESTATE, VARIABLES, Word.class, said -> List.of("word is not 'else'."));
        assertThat(word.word()).isEqualTo("fine");
        assertThat(server.asked()).hasSize(2);
        assertThat(server.asked().get(1).block("faults")).containsExactly("word is not 'else'.");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504, 529})
    void whatMayPassIsTriedAgain(int status) {
        answers(Answer.status(status, "{}", "Retry-After", "0"), Answer.status(status, "{}"));
        assertThat(ask().word()).isEqualTo("fine");
        assertThat(steps).hasSize(2).allMatch(step -> step.startsWith("retry"));
    }

    @Test
    void whatDoesNotPassIsGivenUpAfterSomeAttempts() {
        server.script(asked -> Answer.status(503, "down"));
        assertThat(failure(this::ask).kind()).isEqualTo(Kind.BROKEN);
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void aWaitBeyondTheDeadlineIsNotBegun() {
        server.script(asked -> Answer.status(429, "{}", "Retry-After", "3600"));
        assertThat(failure(this::ask).kind()).isEqualTo(Kind.BUSY);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aStreamThatIsCutOffIsNoAnswer() {
        answers(Answer.cut("{\"word\":\"cut off in the middle\"}", 20), Answer.text("{\"word\":\"whole\"}"));
        assertThat(ask().word()).isEqualTo("whole");
        assertThat(steps).containsExactly("retry: The language model's answer was cut off. Trying again.");
    }

    @Test
    void aStreamThatSaysItIsCompleteNeedsNoReason() {
        answers(Answer.withoutReason("{\"word\":\"complete\"}"));
        assertThat(ask().word()).isEqualTo("complete");
        assertThat(steps).isEmpty();
    }

    @Test
    void silenceBeforeTheFirstTokenAndAfterItIsNoticed() {
        settings.patience = Duration.ofMillis(300);
        answers(Answer.silence(""), Answer.silence("{\"word"), Answer.text("{\"word\":\"at last\"}"));
        assertThat(ask().word()).isEqualTo("at last");
        assertThat(steps).hasSize(2);
        assertThat(steps.get(0)).contains("did not answer");
        assertThat(steps.get(1)).contains("fell silent");
    }

    @Test
    void theDeadlineEndsWhatGoesOnForEver() {
        settings.time = Duration.ofMillis(700);
        server.script(asked -> Answer.endless("on "));
        assertThat(failure(this::ask).kind()).isEqualTo(Kind.BUDGET);
    }

    @Test
    void aRefusedKeyIsSaidInOurWordsAndNotTriedAgain() {
        server.script(asked -> Answer.status(401, "Incorrect API key provided: " + KEY));
        ModelFailure failure = failure(this::ask);
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.description()).contains("OPENAI_API_KEY").doesNotContain(KEY, "Incorrect");
        assertThat(server.asked()).hasSize(1);
        assertThat(bound(server.url()).toString()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"This model's maximum context length is 8192\"}}",
                "{\"error\":{\"type\":\"exceed_context_size_error\",\"message\":\"the request exceeds the available context size\"}}"
            })
    void aQuestionThatIsTooLongIsToldApart(String said) {
        server.script(asked -> Answer.status(400, said));
        assertThat(failure(this::ask).kind()).isEqualTo(Kind.TOO_LONG);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void anEndpointThatTakesNoTemperatureIsAskedWithout() {
        server.script(asked -> asked.body().has("temperature")
                ? Answer.status(400, "{\"error\":{\"message\":\"Unsupported value: 'temperature'\"}}")
                : Answer.structured(Map.of("word", "warm")));
        assertThat(ask().word()).isEqualTo("warm");
        assertThat(ask().word()).isEqualTo("warm");
        assertThat(server.asked()).hasSize(3);
        assertThat(server.asked().get(1).body().has("response_format")).isTrue();
    }

    @Test
    void anAnswerInOnePieceIsTakenToo() {
        server.script(asked -> Answer.whole("{\"word\":\"whole\"}"));
        assertThat(ask().word()).isEqualTo("whole");
    }

    @Test
    void aServerThatIsNotThereIsAFailure() {
        server.close();
        ModelFailure failure = failure(this::ask);
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(steps).hasSize(3);
    }

    @Test
    void cancellingStopsTheCall() throws InterruptedException {
        server.script(asked -> {
            cancelled.set(true);
            return Answer.endless("on ");
        });
        assertThatThrownBy(this::ask)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("cancelled"));
        assertThat(server.asked().get(0).gone().await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void budgetsEndATurn() {
        settings.rounds = 1;
        Turn turn = turn();
        turn.tell(Role.REPAIR, FAULTS);
        assertThat(failure(() -> turn.tell(Role.REPAIR, FAULTS)).kind()).isEqualTo(Kind.BUDGET);
        settings.rounds = 8;
        settings.tokens = 1_000;
        Turn second = turn();
        second.tell(Role.REPAIR, FAULTS);
        assertThat(failure(() -> second.tell(Role.REPAIR, FAULTS)).kind()).isEqualTo(Kind.BUDGET);
        settings.tokens = 60_000;
        settings.price = new BigDecimal("2");
        settings.money = new BigDecimal("0.002");
        Turn third = turn();
        third.tell(Role.REPAIR, FAULTS);
        assertThat(third.spent().cost()).isEqualByComparingTo("0.0022");
        assertThat(third.spent().promptTokens()).isEqualTo(1_000);
        assertThat(third.spent().rounds()).isEqualTo(1);
        assertThat(failure(() -> third.tell(Role.REPAIR, FAULTS)).kind()).isEqualTo(Kind.BUDGET);
    }

    @Test
    void freeTextIsToldPieceByPiece() {
        server.script(asked -> Answer.text("A text that has more than one piece"));
        Turn turn = turn();
        assertThat(turn.tell(Role.REPAIR, FAULTS)).isEqualTo("A text that has more than one piece");
        assertThat(tokens).hasSizeGreaterThan(1);
        assertThat(String.join("", tokens)).isEqualTo("A text that has more than one piece");
        assertThat(turn.prompts()).containsExactly("repair/1");
    }
}
