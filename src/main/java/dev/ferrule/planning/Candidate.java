package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Hit;
import org.jspecify.annotations.Nullable;

/** An operation that may serve a requirement, what speaks for it, and how likely it is needed. */
final class Candidate {

    final Card card;
    /** By {@link Feature#ordinal()}. */
    final double[] features = new double[Feature.values().length];
    /** The nearness to each line by words and meaning alike, in standard deviations. */
    final double[] lineZ;
    /** What each line found of it; null where a line did not. */
    final @Nullable Hit[] hits;
    /** By line, then by {@link Likeness.Trait#ordinal()}; null where a line did not find it. */
    final double[] @Nullable [] traits;
    /** How well it does against the others of each line, in log odds; {@link #UNFOUND} where a line did not find it. */
    final double[] score;

    static final double UNFOUND = -99;

    int bestLine;
    double probability;

    Candidate(Card card, int lines) {
        this.card = card;
        this.lineZ = new double[lines];
        java.util.Arrays.fill(lineZ, -3);
        this.hits = new Hit[lines];
        this.traits = new double[lines][];
        this.score = new double[lines];
        java.util.Arrays.fill(score, UNFOUND);
    }

    void set(Feature feature, double value) {
        features[feature.ordinal()] = value;
    }

    double get(Feature feature) {
        return features[feature.ordinal()];
    }
}
