package dev.ferrule.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * The mean of a measure over the cases that it applies to, with the 95 % interval that a bootstrap over these cases
 * gives (Efron and Tibshirani, "An Introduction to the Bootstrap", percentile method). The same values always give the
 * same interval.
 *
 * @param cases how many it is the mean of
 */
public record Figure(String name, double value, double low, double high, int cases) {

    private static final int RESAMPLES = 2000;
    private static final long SEED = 20_240_229;

    static Figure of(String name, double[] values) {
        double[] known =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        if (known.length == 0) {
            return new Figure(name, 0, 0, 0, 0);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = DoubleStream.generate(() -> {
                    double sum = 0;
                    for (int i = 0; i < known.length; i++) {
                        sum += known[random.nextInt(known.length)];
                    }
                    return sum / known.length;
                })
                .limit(RESAMPLES)
                .sorted()
                .toArray();
        double mean = Arrays.stream(known).average().orElseThrow();
        return new Figure(
                name,
                round(mean),
                round(means[(int) (RESAMPLES * 0.025)]),
                round(means[(int) (RESAMPLES * 0.975)]),
                known.length);
    }

    static double round(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    /**
     * Whether this is worse than an earlier figure's interval allows. One case less is never enough: where all cases
     * agreed, the interval is a point.
     */
    boolean isWorseThan(Figure earlier, boolean lessIsBetter) {
        double one = 1.0 / Math.max(1, earlier.cases) + 1e-6;
        return lessIsBetter
                ? value > Math.max(earlier.high, earlier.value + one)
                : value < Math.min(earlier.low, earlier.value - one);
    }
}
