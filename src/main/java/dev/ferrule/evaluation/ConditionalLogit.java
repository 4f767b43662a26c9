package dev.ferrule.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Learns what decides which of several is chosen (McFadden, "Conditional logit analysis of qualitative choice
 * behavior", 1974), with a ridge penalty, by Newton's method with bounded steps. The same choices in the same order give
 * the same weights.
 */
final class ConditionalLogit {

    private static final double RIDGE = 0.1;
    private static final int MOST_STEPS = 20;
    private static final double LONGEST_STEP = 2;
    private static final double SMALL = 1e-5;

    /** Less likely rivals bend the likelihood too little to be worth the time. */
    private static final double UNLIKELY = 1e-6;

    private final List<Choice> choices = new ArrayList<>();

    /** @param options the chosen one first, then its rivals */
    private record Choice(List<double[]> options, double weight) {}

    void add(List<double[]> options, double weight) {
        choices.add(new Choice(options, weight));
    }

    double[] fit(double[] start) {
        double[] weights = start.clone();
        for (int i = 0; i < MOST_STEPS; i++) {
            double[] step = step(weights);
            double largest = 0;
            for (double part : step) {
                largest = Math.max(largest, Math.abs(part));
            }
            double share = largest > LONGEST_STEP ? LONGEST_STEP / largest : 1;
            for (int j = 0; j < weights.length; j++) {
                weights[j] += share * step[j];
            }
            if (largest < SMALL) {
                break;
            }
        }
        return weights;
    }

    private double[] step(double[] weights) {
        int size = weights.length;
        double[] gradient = new double[size];
        double[][] curvature = new double[size][size];
        for (Choice choice : choices) {
            double[] chances = chances(choice.options, weights);
            double[] mean = new double[size];
            for (int n = 0; n < chances.length; n++) {
                for (int i = 0; i < size; i++) {
                    mean[i] += chances[n] * choice.options.get(n)[i];
                }
            }
            for (int i = 0; i < size; i++) {
                gradient[i] += choice.weight * (choice.options.get(0)[i] - mean[i]);
            }
            for (int n = 0; n < chances.length; n++) {
                if (chances[n] > UNLIKELY) {
                    bend(curvature, choice.options.get(n), mean, choice.weight * chances[n]);
                }
            }
        }
        for (int i = 0; i < size; i++) {
            gradient[i] -= RIDGE * weights[i];
            curvature[i][i] += RIDGE;
        }
        return LogisticRegression.solve(curvature, gradient);
    }

    private static void bend(double[][] curvature, double[] option, double[] mean, double weight) {
        for (int i = 0; i < mean.length; i++) {
            double off = weight * (option[i] - mean[i]);
            for (int j = 0; j <= i && off != 0; j++) {
                curvature[i][j] += off * (option[j] - mean[j]);
            }
        }
    }

    /** Of each option to be the chosen one: the softmax of the weighted sums. */
    private static double[] chances(List<double[]> options, double[] weights) {
        double[] chances = new double[options.size()];
        double most = Double.NEGATIVE_INFINITY;
        for (int n = 0; n < chances.length; n++) {
            chances[n] = score(options.get(n), weights);
            most = Math.max(most, chances[n]);
        }
        double sum = 0;
        for (int n = 0; n < chances.length; n++) {
            chances[n] = Math.exp(chances[n] - most);
            sum += chances[n];
        }
        for (int n = 0; n < chances.length; n++) {
            chances[n] /= sum;
        }
        return chances;
    }

    static double score(double[] option, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * option[i];
        }
        return sum;
    }
}
