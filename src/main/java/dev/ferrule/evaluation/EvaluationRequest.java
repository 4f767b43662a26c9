package dev.ferrule.evaluation;

import dev.ferrule.planning.Plan;
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
 */
public record EvaluationRequest(
        List<Path> corpora,
        @Nullable Path specs,
        Plan.Mode mode,
        boolean pooled,
        boolean unnamed,
        boolean heldOut,
        int worst) {

    public EvaluationRequest {
        corpora = List.copyOf(corpora);
    }

    /** The corpora that the folders hold. */
    List<Corpus> read() {
        CorpusReader reader = new CorpusReader(specs);
        return corpora.stream().flatMap(folder -> reader.read(folder).stream()).toList();
    }
}
