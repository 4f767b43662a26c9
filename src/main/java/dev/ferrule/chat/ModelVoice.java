package dev.ferrule.chat;

import dev.ferrule.llm.LanguageModel;
import dev.ferrule.llm.ModelFailure;
import dev.ferrule.llm.Role;
import dev.ferrule.llm.Spent;
import dev.ferrule.llm.Tool;
import dev.ferrule.llm.Turn;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.PlanRequest;
import dev.ferrule.planning.Question;
import dev.ferrule.planning.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The language model in a conversation, where one is configured and wanted; without it, or when it fails, the rules do. */
@Component
class ModelVoice {

    private static final int LONGEST_CONTEXT = 12_000;

    private final LanguageModel model;

    ModelVoice(LanguageModel model) {
        this.model = model;
    }

    boolean isWanted(@Nullable String engine) {
        return model.isConfigured() && !PlanRequest.OFFLINE.equals(engine);
    }

    /** An answer in the model's words, which have been streamed already. */
    record Told(String text, Plan.Engine engine) {}

    /**
     * Answers from what was found, and from what the tools find; nothing that is not among it is let through unmarked.
     */
    Optional<Told> tell(Said said, String context, List<Tool> tools, Grounded grounded) {
        Turn turn = model.turn(grounded);
        long start = System.nanoTime();
        try {
            grounded.step("model", "Asking " + model.name());
            turn.converse(
                    Role.ASK,
                    Map.of(
                            "context",
                            Texts.shortened(context, LONGEST_CONTEXT),
                            "history",
                            History.of(said.chat()),
                            "question",
                            said.text()),
                    tools);
            String text = grounded.end();
            if (text.isBlank()) {
                grounded.step("fallback", "The language model said nothing. The rules answer.");
                return Optional.empty();
            }
            return Optional.of(new Told(text, engine(turn)));
        } catch (ModelFailure failure) {
            grounded.step("fallback", failure.description() + " The rules answer.");
            return Optional.empty();
        } finally {
            grounded.took(usage(turn, start));
        }
    }

    /** What a message changes about a plan; empty when the model cannot say. */
    Optional<Refined> refine(Said said, Plan plan, TurnProgress progress) {
        Turn turn = model.turn(progress);
        long start = System.nanoTime();
        try {
            progress.step("model", "Asking " + model.name() + " what that changes");
            Refined refined = turn.ask(
                    Role.REFINE,
                    Map.of(
                            "plan",
                            Texts.shortened(brief(plan, said.chat().agreed()), LONGEST_CONTEXT),
                            "history",
                            History.of(said.chat()),
                            "message",
                            said.text()),
                    Refined.class,
                    answer -> answer.faults(PlanText.endpoints(plan)));
            return refined.faults(PlanText.endpoints(plan)).isEmpty() ? Optional.of(refined) : Optional.empty();
        } catch (ModelFailure failure) {
            progress.step("fallback", failure.description() + " The rules go on.");
            return Optional.empty();
        } finally {
            progress.took(usage(turn, start));
        }
    }

    private static String brief(Plan plan, Agreed agreed) {
        StringBuilder text = new StringBuilder("Requirement:\n" + agreed.requirement() + "\n\nEndpoints:\n");
        int number = 0;
        for (Plan.PlannedSystem system : plan.systems()) {
            for (Plan.PlannedEndpoint one : system.endpoints()) {
                text.append(++number)
                        .append(". ")
                        .append(Texts.line(system.name()))
                        .append(": ")
                        .append(one.method())
                        .append(' ')
                        .append(one.path())
                        .append(", for: ")
                        .append(PlanText.shortened(one.clause()))
                        .append('\n');
            }
        }
        text.append("\nOpen questions:\n");
        for (Question question : PlanText.open(plan)) {
            text.append(question.id())
                    .append(": ")
                    .append(Texts.line(question.text()))
                    .append(question.options().isEmpty() ? "" : " Options: " + String.join(" | ", question.options()))
                    .append('\n');
        }
        return text.toString();
    }

    private Plan.Engine engine(Turn turn) {
        return new Plan.Engine(PlanRequest.LLM, model.name(), turn.prompts());
    }

    private static Usage usage(Turn turn, long start) {
        Spent spent = turn.spent();
        return new Usage(
                spent.promptTokens(),
                spent.completionTokens(),
                (System.nanoTime() - start) / 1_000_000,
                spent.rounds(),
                spent.cost());
    }
}
