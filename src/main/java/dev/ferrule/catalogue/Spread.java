package dev.ferrule.catalogue;

import java.util.Collection;

/** Mean and standard deviation of scores. */
record Spread(float mean, float deviation) {

    /** Of some scores among {@code size}, the rest being zero. */
    static Spread of(Collection<Float> scores, int size) {
        double sum = 0;
        double squares = 0;
        for (float score : scores) {
            sum += score;
            squares += score * score;
        }
        return of(sum, squares, Math.max(size, scores.size()));
    }

    static Spread of(double sum, double squares, int size) {
        double mean = size == 0 ? 0 : sum / size;
        double variance = size == 0 ? 0 : Math.max(0, squares / size - mean * mean);
        return new Spread((float) mean, (float) Math.max(1e-4, Math.sqrt(variance)));
    }

    float z(float score) {
        return (score - mean) / deviation;
    }
}
