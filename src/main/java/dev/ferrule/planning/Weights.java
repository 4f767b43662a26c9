package dev.ferrule.planning;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The weights of the features, learned by logistic regression; see {@code detector.weights}, which says from what. The
 * first set knows nothing of ids yielded; the second is used once the first has said which operations take them.
 */
public final class Weights {

    /** Those that come with the program. */
    public static final Weights LEARNED = parse(Lists.lines("detector.weights"));

    private final double[] first = new double[Feature.values().length];
    private final double[] second = new double[Feature.values().length];

    /** Each with one number for each of {@link #features}. */
    public Weights(double[] first, double[] second) {
        System.arraycopy(first, 0, this.first, 0, first.length);
        System.arraycopy(second, 0, this.second, 0, second.length);
    }

    /** The names of the features, in the order of every vector of features or weights. */
    public static List<String> features() {
        return Arrays.stream(Feature.values()).map(Feature::name).toList();
    }

    /** The places of the features that a set of weights may use; what is forbidden is not weighed but left out. */
    public static int[] places(boolean second) {
        return Arrays.stream(Feature.values())
                .filter(feature -> feature != Feature.FORBIDDEN && (second || !Feature.OF_YIELDS.contains(feature)))
                .mapToInt(Feature::ordinal)
                .toArray();
    }

    /** As lines of {@code detector.weights}, to three decimals. */
    public List<String> lines() {
        return Arrays.stream(places(true))
                .mapToObj(place ->
                        String.format(Locale.ROOT, "%s %.3f %.3f", features().get(place), first[place], second[place]))
                .toList();
    }

    private static Weights parse(List<String> lines) {
        double[] first = new double[Feature.values().length];
        double[] second = new double[Feature.values().length];
        for (String line : lines) {
            String[] parts = line.strip().split("\\s+");
            int feature = Feature.valueOf(parts[0]).ordinal();
            first[feature] = Double.parseDouble(parts[1]);
            second[feature] = Double.parseDouble(parts[2]);
        }
        return new Weights(first, second);
    }

    double first(Candidate candidate) {
        return probability(first, candidate);
    }

    double second(Candidate candidate) {
        return probability(second, candidate);
    }

    private static double probability(double[] weights, Candidate candidate) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * candidate.features[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }
}
