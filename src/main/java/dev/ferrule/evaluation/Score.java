package dev.ferrule.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a corpus was planned.
 *
 * @param name of the corpus, with what was changed about it
 * @param figures only those that apply
 * @param reliability of the probabilities
 * @param use what a language model took; null without one
 */
public record Score(
        String name,
        int requirements,
        List<Figure> figures,
        Latency latencyMillis,
        List<Reliability.Bin> reliability,
        List<Worst> worst,
        @Nullable Use use) {

    /** Of planning, the search for operations with it. */
    public record Latency(double p50, double p95) {

        static Latency of(List<Trial> trials) {
            double[] sorted =
                    trials.stream().mapToDouble(Trial::millis).sorted().toArray();
            return new Latency(percentile(sorted, 0.5), percentile(sorted, 0.95));
        }

        private static double percentile(double[] sorted, double share) {
            int place = (int) Math.ceil(share * sorted.length) - 1;
            return sorted.length == 0 ? 0 : Math.round(sorted[Math.max(0, place)] * 10) / 10.0;
        }
    }

    static Score of(String name, List<Trial> trials, int worst) {
        List<Figure> figures = Arrays.stream(Measure.values())
                .map(measure -> Figure.of(
                        measure.label, trials.stream().mapToDouble(measure::of).toArray()))
                .filter(figure -> figure.cases() > 0)
                .toList();
        return new Score(
                name,
                trials.size(),
                figures,
                Latency.of(trials),
                Reliability.of(trials),
                Worst.of(trials, worst),
                null);
    }

    Score with(Use used) {
        return new Score(name, requirements, figures, latencyMillis, reliability, worst, used);
    }

    Optional<Figure> figure(String label) {
        return figures.stream().filter(figure -> figure.name().equals(label)).findFirst();
    }

    /** The main figures that are worse than those of an earlier run allow, each in words. */
    List<String> worseThan(Score earlier) {
        return Arrays.stream(Measure.values())
                .filter(measure -> measure.main)
                .flatMap(measure -> figure(measure.label).stream()
                        .flatMap(now -> earlier.figure(measure.label).stream()
                                .filter(before -> now.isWorseThan(before, measure.lessIsBetter()))
                                .map(before -> String.format(
                                        java.util.Locale.ROOT,
                                        "%s: %s is %.3f, was %.3f (%.3f to %.3f)",
                                        name,
                                        measure.label,
                                        now.value(),
                                        before.value(),
                                        before.low(),
                                        before.high()))))
                .toList();
    }
}
