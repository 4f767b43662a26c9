package dev.ferrule.planning;

import dev.ferrule.llm.Progress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every candidate for one requirement, and the plan that is selected from them, by the learned weights or by others:
 * what evaluation and training look at. The searching is done once, when this is made. For one thread.
 */
public final class Ranking {

    private final Planner planner;
    private final Work work;
    private final Findings findings;

    /** By a language model, whatever the weights; null: by rule. */
    private final Selector.@Nullable Selection judged;

    Ranking(Planner planner, String org, PlanRequest request) {
        this.planner = planner;
        this.work = planner.work(org, request, Progress.NONE);
        this.findings = planner.find(work);
        this.judged = work.turn() == null ? null : planner.select(work, findings);
    }

    private Selector.Selection selection(Weights weights) {
        return judged != null ? judged : planner.select(work, findings, weights);
    }

    /**
     * A candidate.
     *
     * @param probability that it is needed
     * @param terms in the order of {@link Weights#terms}
     * @param forbidden by the requirement, so that it has no chance whatever its features
     */
    public record Ranked(
            String specId, String method, String path, double probability, double[] terms, boolean forbidden) {}

    /** A system that was found. */
    public record RankedSystem(String specId, List<String> lookAlikes) {}

    /** Most likely first. */
    public List<Ranked> operations(Weights weights) {
        return selection(weights).ranked().stream()
                .map(candidate -> new Ranked(
                        candidate.card.specId(),
                        candidate.card.method(),
                        candidate.card.path(),
                        candidate.probability,
                        Term.of(candidate),
                        candidate.get(Feature.FORBIDDEN) > 0))
                .toList();
    }

    /**
     * An operation within a line.
     *
     * @param traits in the order of {@link Weights#traits}
     */
    public record Rival(String specId, String method, String path, double[] traits) {}

    /** For each line the operations that it found, which compete there. */
    public List<List<Rival>> lines() {
        List<List<Rival>> lines = new ArrayList<>();
        for (int l = 0; l < findings.systems().lines().size(); l++) {
            int line = l;
            List<Rival> rivals = new ArrayList<>();
            for (Candidate candidate : findings.pool().candidates()) {
                double[] traits = candidate.traits[line];
                if (traits != null) {
                    rivals.add(
                            new Rival(candidate.card.specId(), candidate.card.method(), candidate.card.path(), traits));
                }
            }
            lines.add(rivals);
        }
        return lines;
    }

    /** In the order in which they were found, with the others that would have fitted. */
    public List<RankedSystem> systems() {
        return findings.systems().systems().stream()
                .map(system -> new RankedSystem(
                        system.card().specId(),
                        system.lookAlikes().stream()
                                .map(other -> other.specId())
                                .toList()))
                .toList();
    }

    public Plan plan(Weights weights) {
        return planner.write(work, findings, selection(weights));
    }
}
