package dev.ferrule.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What was learned; see {@code detector.weights}, which says from what. One set says how the operations of a line
 * compete ({@link Likeness}). Two sets say how likely an operation is needed, by logistic regression: the first knows
 * nothing of ids yielded, the second is used once the first has said which operations take them.
 */
public final class Weights {

    /** Those that come with the program. */
    public static final Weights LEARNED = parse(Lists.lines("detector.weights"));

    private final double[] likeness;
    private final double[] first;
    private final double[] second;

    /**
     * @param likeness one number for each of {@link #traits}
     * @param first one for each of {@link #terms}, as in {@code second}
     */
    public Weights(double[] likeness, double[] first, double[] second) {
        this.likeness = likeness.clone();
        this.first = first.clone();
        this.second = second.clone();
    }

    /** The names of what is compared within a line, in the order of every vector of traits. */
    public static List<String> traits() {
        return Likeness.NAMES;
    }

    /** The names of what is weighed, in the order of every vector of terms; the first is the constant one. */
    public static List<String> terms() {
        return Term.ALL.stream().map(Term::toString).toList();
    }

    /** The places of the terms that a set of weights may use. */
    public static int[] places(boolean second) {
        return IntStream.range(0, Term.ALL.size())
                .filter(place -> second || !Term.ALL.get(place).isOfYields())
                .toArray();
    }

    /** Where learning begins: words and meaning count alike, and nothing else does. */
    public static double[] plainLikeness() {
        double[] plain = new double[traits().size()];
        plain[Likeness.Trait.MEANING_Z.ordinal()] = 2;
        plain[Likeness.Trait.WORDS_Z.ordinal()] = 2.6;
        return plain;
    }

    /** As lines of {@code detector.weights}, to three decimals. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < likeness.length; i++) {
            lines.add(String.format(Locale.ROOT, "like %s %.3f", traits().get(i), likeness[i]));
        }
        for (int i = 0; i < first.length; i++) {
            lines.add(String.format(Locale.ROOT, "need %s %.3f %.3f", terms().get(i), first[i], second[i]));
        }
        return lines;
    }

    private static Weights parse(List<String> lines) {
        Map<String, String[]> known = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.strip().split("\\s+");
            known.put(parts[0] + ' ' + parts[1], parts);
        }
        return new Weights(
                column(known, "like ", traits(), 2),
                column(known, "need ", terms(), 2),
                column(known, "need ", terms(), 3));
    }

    private static double[] column(Map<String, String[]> lines, String kind, List<String> names, int column) {
        return names.stream()
                .mapToDouble(name -> {
                    String[] parts = lines.get(kind + name);
                    if (parts == null) {
                        throw new IllegalStateException("detector.weights has no line for '" + kind + name + "'.");
                    }
                    return Double.parseDouble(parts[column]);
                })
                .toArray();
    }

    double likeness(double[] traits) {
        return dot(likeness, traits);
    }

    double first(Candidate candidate) {
        return probability(first, candidate);
    }

    double second(Candidate candidate) {
        return probability(second, candidate);
    }

    private static double probability(double[] weights, Candidate candidate) {
        return 1 / (1 + Math.exp(-dot(weights, Term.of(candidate))));
    }

    private static double dot(double[] weights, double[] values) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * values[i];
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Weights weights
                && Arrays.equals(likeness, weights.likeness)
                && Arrays.equals(first, weights.first)
                && Arrays.equals(second, weights.second);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(second);
    }
}
