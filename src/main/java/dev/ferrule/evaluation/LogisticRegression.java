package dev.ferrule.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Logistic regression with a ridge penalty, by Newton's method (Hastie, Tibshirani and Friedman, "The Elements of
 * Statistical Learning", 4.4.1). The first feature is the constant one and is not penalised. The same examples in the
 * same order give the same weights.
 */
final class LogisticRegression {

    private static final double RIDGE = 0.5;
    private static final int MOST_STEPS = 50;
    private static final double SMALL = 1e-8;

    private final int size;
    private final List<double[]> features = new ArrayList<>();
    private final List<Double> signedWeights = new ArrayList<>();

    LogisticRegression(int size) {
        this.size = size;
    }

    void add(double[] example, boolean right, double weight) {
        features.add(example);
        signedWeights.add(right ? weight : -weight);
    }

    double[] fit() {
        double[] weights = new double[size];
        for (int i = 0; i < MOST_STEPS; i++) {
            double[] step = step(weights);
            double largest = 0;
            for (int j = 0; j < size; j++) {
                weights[j] += step[j];
                largest = Math.max(largest, Math.abs(step[j]));
            }
            if (largest < SMALL) {
                break;
            }
        }
        return weights;
    }

    /** The gradient of the penalised likelihood, divided by its curvature. */
    private double[] step(double[] weights) {
        double[] gradient = new double[size];
        double[][] curvature = new double[size][size];
        for (int n = 0; n < features.size(); n++) {
            double[] x = features.get(n);
            double weight = Math.abs(signedWeights.get(n));
            double predicted = probability(weights, x);
            double error = weight * ((signedWeights.get(n) > 0 ? 1 : 0) - predicted);
            double bend = weight * predicted * (1 - predicted);
            for (int i = 0; i < size; i++) {
                gradient[i] += error * x[i];
                for (int j = 0; j <= i && x[i] != 0; j++) {
                    curvature[i][j] += bend * x[i] * x[j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            gradient[i] -= i > 0 ? RIDGE * weights[i] : 0;
            curvature[i][i] += i > 0 ? RIDGE : SMALL;
        }
        return solve(curvature, gradient);
    }

    static double probability(double[] weights, double[] x) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * x[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** Solves a symmetric positive definite system, given by its lower half, by Cholesky's method. */
    static double[] solve(double[][] lower, double[] right) {
        int size = right.length;
        double[] x = right.clone();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = lower[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }
}
