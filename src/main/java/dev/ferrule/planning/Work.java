package dev.ferrule.planning;

import dev.ferrule.llm.Progress;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.util.ArrayList;
import java.util.List;

/** One planning under way: what is asked, who is told, and what came up that the reader should know. For one thread. */
final class Work {

    final String org;
    final PlanRequest request;
    final List<String> notes = new ArrayList<>();
    final List<Plan.Refusal> refused = new ArrayList<>();
    private final Progress progress;
    private final long start = System.nanoTime();

    Work(String org, PlanRequest request, Progress progress) {
        this.org = org;
        this.request = request;
        this.progress = progress;
    }

    /** Tells of a step; nothing more is done for somebody who does not want it any more. */
    void step(String kind, String text) {
        if (progress.isCancelled()) {
            throw new Problem(Kind.CONFLICT, "cancelled", "The work was cancelled.");
        }
        progress.step(kind, text);
    }

    Plan.Engine engine() {
        return Plan.Engine.OFFLINE;
    }

    Plan.Usage usage() {
        return new Plan.Usage(0, 0, (System.nanoTime() - start) / 1_000_000);
    }
}
