package dev.ferrule.llm;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ferrule.Asked;
import dev.ferrule.ScriptedModel;
import dev.ferrule.ScriptedModel.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** A server that a test plays, and turns that speak to it. */
abstract class Turns {

    static final String KEY = "not-a-key-that-anybody-has";
    static final Map<String, String> VARIABLES = Map.of("systems", "1. Shop", "requirement", "list the orders");
    static final Map<String, String> FAULTS = Map.of("faults", "none");

    final ScriptedModel server = new ScriptedModel(asked -> Answer.structured(Map.of("word", "fine")));
    final List<String> steps = new ArrayList<>();
    final List<String> tokens = new ArrayList<>();
    final AtomicBoolean cancelled = new AtomicBoolean();
    final Settings settings = new Settings();
    final Endpoint[] endpoint = new Endpoint[1];

    record Word(String word, int count, List<String> more) {}

    /** Those of the tests, to be changed before the first turn. */
    static final class Settings {
        int rounds = 8;
        int tokens = 60_000;
        Duration time = Duration.ofSeconds(60);
        BigDecimal money;
        BigDecimal price;
        Duration patience = Duration.ofSeconds(20);
    }

    @AfterEach
    void close() {
        server.close();
    }

    LlmSettings bound(String url) {
        return new LlmSettings(
                url,
                KEY,
                "scripted",
                Duration.ofSeconds(5),
                settings.patience,
                settings.patience,
                3,
                Duration.ofMillis(1),
                0,
                new LlmSettings.Budget(settings.rounds, settings.tokens, settings.time, settings.money),
                new LlmSettings.Price(settings.price, settings.price),
                "");
    }

    /** All turns of one test speak to one endpoint, which remembers. */
    Turn turn() {
        LlmSettings bound = bound(server.url());
        if (endpoint[0] == null) {
            endpoint[0] = new Endpoint(bound);
        }
        Progress progress = new Progress() {
            @Override
            public void step(String kind, String text) {
                steps.add(kind + ": " + text);
            }

            @Override
            public void token(String text) {
                tokens.add(text);
            }

            @Override
            public boolean isCancelled() {
                return cancelled.get();
            }
        };
        return new LanguageModel(bound, endpoint[0], new Prompts(bound)).turn(progress);
    }

    Word ask() {
        return turn().ask(Role.RESTATE, VARIABLES, Word.class, word -> List.of());
    }

    ModelFailure failure(Runnable work) {
        return catchThrowableOfType(ModelFailure.class, work::run);
    }

    void answers(Answer... answers) {
        Iterator<Answer> next = List.of(answers).iterator();
        Function<Asked, Answer> script =
                asked -> next.hasNext() ? next.next() : Answer.structured(Map.of("word", "fine"));
        server.script(script);
    }
}
