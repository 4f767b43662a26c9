package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;

/** An operation that may serve a requirement, what speaks for it, and how likely it is needed. */
final class Candidate {

    final Card card;
    /** By {@link Feature#ordinal()}. */
    final double[] features = new double[Feature.values().length];
    /** The nearness to each line, in standard deviations. */
    final double[] lineZ;

    int bestLine;
    double probability;

    Candidate(Card card, int lines) {
        this.card = card;
        this.lineZ = new double[lines];
        java.util.Arrays.fill(lineZ, -3);
    }

    void set(Feature feature, double value) {
        features[feature.ordinal()] = value;
    }

    double get(Feature feature) {
        return features[feature.ordinal()];
    }
}
