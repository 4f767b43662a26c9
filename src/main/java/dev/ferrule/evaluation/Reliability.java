package dev.ferrule.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Predicted probabilities against what was observed: of the candidates given such a chance, how many were needed. */
final class Reliability {

    private static final double[] EDGES = {0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};

    private Reliability() {}

    /** Candidates with a probability from {@code from} to below {@code to}; what is neither right nor wrong is left out. */
    public record Bin(double from, double to, int candidates, double predicted, double observed) {}

    /** One thing that was predicted, and whether it came true. */
    record Outcome(double probability, boolean right) {}

    static List<Bin> of(List<Trial> trials) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Trial trial : trials) {
            for (Trial.Choice choice : trial.ranked()) {
                boolean right = trial.asked().isRight(choice.operation());
                if (right || !trial.asked().extras().contains(choice.operation())) {
                    outcomes.add(new Outcome(choice.probability(), right));
                }
            }
        }
        return bins(outcomes);
    }

    static List<Bin> bins(List<Outcome> outcomes) {
        int[] counts = new int[EDGES.length - 1];
        double[] predicted = new double[counts.length];
        int[] needed = new int[counts.length];
        for (Outcome outcome : outcomes) {
            int bin = bin(outcome.probability());
            counts[bin]++;
            predicted[bin] += outcome.probability();
            needed[bin] += outcome.right() ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                bins.add(new Bin(
                        EDGES[i],
                        EDGES[i + 1],
                        counts[i],
                        Figure.round(predicted[i] / counts[i]),
                        Figure.round((double) needed[i] / counts[i])));
            }
        }
        return bins;
    }

    private static int bin(double probability) {
        int bin = EDGES.length - 2;
        while (bin > 0 && probability < EDGES[bin]) {
            bin--;
        }
        return bin;
    }
}
