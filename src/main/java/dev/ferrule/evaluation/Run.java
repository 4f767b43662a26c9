package dev.ferrule.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to ask a corpus.
 *
 * @param given whether the specs of each case are given with it, or its systems must be found in the catalogue
 */
record Run(String name, Workbench.Stocked stocked, List<Corpus.Case> cases, boolean given) {

    static List<Run> of(Workbench.Stocked stocked, EvaluationRequest request) {
        Corpus corpus = stocked.corpus();
        List<Run> runs = new ArrayList<>();
        runs.add(new Run(corpus.name(), stocked, corpus.cases(), true));
        if (request.pooled() && !corpus.bySystem()) {
            Corpus pooled = corpus.pooled();
            if (!pooled.cases().equals(corpus.cases())) {
                runs.add(new Run(corpus.name() + ", pooled", stocked, pooled.cases(), true));
            }
        }
        if (request.unnamed() && corpus.bySystem()) {
            runs.add(new Run(corpus.name() + ", none given", stocked, corpus.cases(), false));
        }
        return runs;
    }

    /** Labels by clause, system and trap are worth more than one accepted path, when weights are learned. */
    double weight() {
        return stocked.corpus().bySystem() ? 1.5 : 1;
    }
}
