package dev.ferrule.catalogue;

import java.util.List;

/** Outlines for tests of other packages, which have no index to take one from. */
public final class OutlineOf {

    private OutlineOf() {}

    public static Outline cards(List<Card> cards) {
        return new Outline(cards);
    }
}
