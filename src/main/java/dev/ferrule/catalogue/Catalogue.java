package dev.ferrule.catalogue;

import java.util.List;

/** Finds the few operations, among all that were ingested, that fit a text. */
public final class Catalogue {

    private final OperationIndex index;
    private final Search search;
    private final Outlines outlines;

    Catalogue(OperationIndex index, Embedder embedder) {
        this.index = index;
        this.search = new Search(index, embedder);
        this.outlines = new Outlines(index.words());
    }

    /** For each text the operations of these specs (of all, when none is named) that are nearest to it, best first. */
    public List<List<Hit>> find(String org, List<String> specIds, List<String> texts, int limit) {
        return search.find(new Scope(org, specIds), texts, limit);
    }

    /** All operations of a spec in short; small ones are kept in memory. */
    public Outline outline(String specId) {
        return outlines.of(specId);
    }

    public List<SystemCard> systems(String org) {
        return index.systems().all(org);
    }
}
