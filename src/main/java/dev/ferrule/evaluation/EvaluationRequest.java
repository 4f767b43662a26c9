package dev.ferrule.evaluation;

import dev.ferrule.planning.Plan;
import dev.ferrule.planning.PlanRequest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be evaluated.
 *
 * @param corpora folders, see {@link CorpusReader}
 * @param specs where specs are that do not lie beside their corpus; null: the samples
 * @param pooled whether to ask each query against the specs of all domains of its corpus too
 * @param unnamed whether to ask each requirement with no spec given too, so that its systems must be found
 * @param heldOut whether to plan each fold by weights that are learned from the others
 * @param worst how many cases to explain, of each corpus
 * @param engine who restates and selects, see {@code PlanRequest}
 * @param parallel how many requirements to plan at a time
 */
public record EvaluationRequest(
        List<Path> corpora,
        @Nullable Path specs,
        Plan.Mode mode,
        boolean pooled,
        boolean unnamed,
        boolean heldOut,
        int worst,
        String engine,
        int parallel) {

    public EvaluationRequest {
        corpora = List.copyOf(corpora);
    }

    /** By the rules, one after the other. */
    public EvaluationRequest(
            List<Path> corpora,
            @Nullable Path specs,
            Plan.Mode mode,
            boolean pooled,
            boolean unnamed,
            boolean heldOut,
            int worst) {
        this(corpora, specs, mode, pooled, unnamed, heldOut, worst, PlanRequest.OFFLINE, 1);
    }

    boolean byModel() {
        return engine.equals(PlanRequest.LLM);
    }

    /** The corpora that the folders hold. */
    List<Corpus> read() {
        CorpusReader reader = new CorpusReader(specs);
        return corpora.stream().flatMap(folder -> reader.read(folder).stream()).toList();
    }
}
