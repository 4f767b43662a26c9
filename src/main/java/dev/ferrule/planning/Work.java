package dev.ferrule.planning;

import dev.ferrule.llm.ModelFailure;
import dev.ferrule.llm.Progress;
import dev.ferrule.llm.Spent;
import dev.ferrule.llm.Turn;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One planning under way: what is asked, who is told, and what came up that the reader should know. For one thread. */
final class Work {

    private static final int SHOWN = 120;

    final String org;
    final PlanRequest request;
    final List<String> notes = new ArrayList<>();
    final List<Plan.Refusal> refused = new ArrayList<>();
    private final Progress progress;
    private final @Nullable Turn turn;
    private final String model;
    private final long start = System.nanoTime();
    private boolean gaveUp;

    /** By rule alone. */
    Work(String org, PlanRequest request, Progress progress) {
        this(org, request, progress, null, "");
    }

    /** @param turn of the language model of this name; null: by rule alone */
    Work(String org, PlanRequest request, Progress progress, @Nullable Turn turn, String model) {
        this.org = org;
        this.request = request;
        this.progress = progress;
        this.turn = turn;
        this.model = model;
    }

    /** What asks the language model; null when there is none, or it has failed for good. */
    @Nullable
    Turn turn() {
        return gaveUp ? null : turn;
    }

    /** From here on the rules go on alone. */
    void giveUp(ModelFailure failure, String who) {
        gaveUp = true;
        notes.add(failure.description() + " " + who);
        step("fallback", failure.description() + " " + who);
    }

    /** Tells of a step; nothing more is done for somebody who does not want it any more. */
    void step(String kind, String text) {
        if (progress.isCancelled()) {
            throw new Problem(Kind.CONFLICT, "cancelled", "The work was cancelled.");
        }
        progress.step(kind, text);
    }

    /** Something that the language model named although it was not offered. */
    void refuse(String what, String reason) {
        String shown = Cut.line(what, SHOWN);
        refused.add(new Plan.Refusal(shown, reason));
        step("refuse", shown + ": " + reason);
    }

    Plan.Engine engine() {
        if (turn == null) {
            return Plan.Engine.OFFLINE;
        }
        return gaveUp
                ? new Plan.Engine(PlanRequest.OFFLINE, "rules", turn.prompts())
                : new Plan.Engine(PlanRequest.LLM, model, turn.prompts());
    }

    Usage usage() {
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (turn == null) {
            return new Usage(0, 0, millis, null, null);
        }
        Spent spent = turn.spent();
        return new Usage(spent.promptTokens(), spent.completionTokens(), millis, spent.rounds(), spent.cost());
    }
}
