package dev.ferrule.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Selects by rule: weighs the candidates, never takes what is ruled out, and cuts where the expected F is best. */
@Component
final class RuleSelector implements Selector {

    private static final int MOST = 40;

    private final Detector detector;
    private final Needs needs;

    RuleSelector(Detector detector, Needs needs) {
        this.detector = detector;
        this.needs = needs;
    }

    @Override
    public Selection select(Work work, Findings findings) {
        return select(findings, work.request.mode(), Weights.LEARNED);
    }

    /** The candidates' figures are those of these weights until the next call. */
    Selection select(Findings findings, Plan.Mode mode, Weights weights) {
        List<Candidate> ranked =
                ranked(detector, findings.pool(), findings.restatement().named(), weights);
        List<Candidate> chosen = chosen(findings.systems().systems(), ranked, mode);
        return new Selection(ranked, chosen, needs.among(chosen), Map.of());
    }

    /**
     * The likely ones, and at least one of every system that the requirement names. What takes away, ends or undoes
     * something is never chosen where the requirement speaks of nothing of the kind.
     */
    private static List<Candidate> chosen(List<FoundSystem> systems, List<Candidate> ranked, Plan.Mode mode) {
        List<Candidate> harmless = ranked.stream()
                .filter(candidate -> candidate.get(Feature.DANGER) == 0)
                .toList();
        List<Candidate> chosen = new ArrayList<>(cut(harmless, mode == Plan.Mode.RECALL ? 2 : 1));
        for (FoundSystem system : systems) {
            String specId = system.card().specId();
            if (system.named()
                    && chosen.stream()
                            .noneMatch(candidate -> candidate.card.specId().equals(specId))) {
                harmless.stream()
                        .filter(candidate -> candidate.card.specId().equals(specId) && candidate.probability > 0)
                        .findFirst()
                        .ifPresent(chosen::add);
            }
        }
        return chosen;
    }

    /** Candidates with their probabilities, most likely first. */
    static List<Candidate> ranked(Detector detector, Pool pool, boolean named, Weights weights) {
        pool.weigh(weights);
        pool.candidates().forEach(candidate -> candidate.probability = weights.first(candidate));
        detector.addYields(pool, named);
        pool.candidates()
                .forEach(candidate ->
                        candidate.probability = candidate.get(Feature.FORBIDDEN) > 0 ? 0 : weights.second(candidate));
        List<Candidate> ranked = new ArrayList<>(pool.candidates());
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
