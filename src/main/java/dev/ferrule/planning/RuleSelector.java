package dev.ferrule.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Selects by rule: weighs the candidates, never takes what is ruled out, and cuts where the expected F is best. */
final class RuleSelector {

    private static final int MOST = 40;

    private RuleSelector() {}

    /** Candidates with their probabilities, most likely first. */
    static List<Candidate> ranked(Detector detector, List<Candidate> pool, boolean named, Weights weights) {
        pool.forEach(candidate -> candidate.probability = weights.first(candidate));
        detector.addYields(pool, named);
        pool.forEach(candidate ->
                candidate.probability = candidate.get(Feature.FORBIDDEN) > 0 ? 0 : weights.second(candidate));
        List<Candidate> ranked = new ArrayList<>(pool);
        ranked.sort(Comparator.comparingDouble((Candidate candidate) -> candidate.probability)
                .reversed());
        return ranked;
    }

    /**
     * The first so many of a ranked list that maximise the expected F measure (Ye, Chai, Lee and Chieu, "Optimizing
     * F-measure: a tale of two approaches", ICML 2012); a beta above 1 rather takes too many.
     */
    static List<Candidate> cut(List<Candidate> ranked, double beta) {
        double total =
                ranked.stream().mapToDouble(candidate -> candidate.probability).sum();
        double squared = beta * beta;
        double best = -1;
        double sum = 0;
        int size = 0;
        for (int k = 1; k <= Math.min(MOST, ranked.size()); k++) {
            sum += ranked.get(k - 1).probability;
            double expected = (1 + squared) * sum / (k + squared * total);
            if (expected > best) {
                best = expected;
                size = k;
            }
        }
        return ranked.subList(0, size);
    }
}
