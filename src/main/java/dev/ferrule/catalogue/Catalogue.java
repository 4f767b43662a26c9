package dev.ferrule.catalogue;

import dev.ferrule.embedding.Embedder;
import dev.ferrule.embedding.Precedence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/** Finds the few operations, among all that were ingested, that fit a text. */
@Service
public class Catalogue {

    private final OperationIndex index;
    private final Search search;
    private final Outlines outlines;
    private final Precedence precedence;
    private final Map<String, Systems> systems = new HashMap<>();

    Catalogue(OperationIndex index, Embedder embedder, Precedence precedence) {
        this.precedence = precedence;
        this.index = index;
        this.search = new Search(index, embedder);
        this.outlines = new Outlines(index);
    }

    /**
     * Does something for which somebody waits, and which works all the while: specs that are being taken in, and vectors
     * that are being made, wait until it is done.
     */
    public <T> T first(Supplier<T> question) {
        return precedence.first(question);
    }

    private record Systems(long state, List<SystemCard> cards) {}

    /** For each text the operations of these specs (of all, when none is named) that are nearest to it, best first. */
    public List<List<Hit>> find(String org, List<String> specIds, List<String> texts, int limit) {
        return probe(org, specIds, texts.stream().map(Probe::of).toList(), limit);
    }

    /** Like {@link #find}, for texts whose words may stand for others. */
    public List<List<Hit>> probe(String org, List<String> specIds, List<Probe> probes, int limit) {
        return search.find(new Scope(org, specIds), probes, limit);
    }

    /**
     * The operations nearest to a text as somebody types it. Over the whole catalogue those of systems that the text
     * names come before their like elsewhere.
     */
    List<Hit> search(String org, List<String> specIds, String text, int limit) {
        List<Hit> hits = find(org, specIds, List.of(text), Math.max(limit, 50)).get(0);
        if (!specIds.isEmpty() || hits.isEmpty()) {
            return hits.subList(0, Math.min(limit, hits.size()));
        }
        List<String> likely = searchSystems(org, text, 5).stream()
                .map(system -> system.found().specId())
                .toList();
        Map<Card, Hit> all = new LinkedHashMap<>();
        hits.forEach(hit -> all.put(hit.card(), hit));
        if (!likely.isEmpty()) {
            // What the whole catalogue's search found keeps its figures: those of a smaller scope are no match for
            // them.
            for (Hit hit : find(org, likely, List.of(text), limit).get(0)) {
                Hit known = all.getOrDefault(hit.card(), hit);
                all.put(
                        hit.card(),
                        new Hit(hit.card(), known.words(), known.wordsZ() + 2, known.meaning(), known.meaningZ()));
            }
        }
        List<Hit> best = new ArrayList<>(all.values());
        best.sort(Comparator.comparingDouble(Hit::z).reversed());
        return best.subList(0, Math.min(limit, best.size()));
    }

    /** The systems whose titles, hosts, tags and descriptions fit a text best; scores from 0 to 1. */
    List<Scored<SystemCard>> searchSystems(String org, String text, int limit) {
        List<Scored<SystemCard>> found = index.systems().search(org, Search.weights(text), Math.max(limit, 20));
        float top = found.isEmpty() ? 1 : found.get(0).score();
        return found.stream()
                .limit(limit)
                .map(hit -> new Scored<>(hit.found(), hit.score() / top))
                .toList();
    }

    /** All operations of a spec in short; small ones are kept in memory. */
    public Outline outline(String specId) {
        return outlines.of(specId);
    }

    /** Every system of the organisation; the same list as long as nothing was added or removed. */
    public synchronized List<SystemCard> systems(String org) {
        long state = index.systems().state();
        Systems known = systems.get(org);
        if (known == null || known.state() != state) {
            known = new Systems(state, List.copyOf(index.systems().all(org)));
            systems.put(org, known);
        }
        return known.cards();
    }

    /** How well titles, hosts, tags and descriptions of systems fit a text, by spec; only the best. */
    public Map<String, Float> systemScores(String org, String text, int limit) {
        Map<String, Float> scores = new LinkedHashMap<>();
        index.systems()
                .search(org, Search.weights(text), limit)
                .forEach(hit -> scores.put(hit.found().specId(), hit.score()));
        return scores;
    }

    /** Waits until searches can go by meaning, at most so long. */
    public boolean awaitModel(Duration most) {
        return search.awaitModel(most);
    }

    /** Whether a word is used by operations of several systems, so that it is no name of one. */
    public boolean isOrdinary(String org, String word) {
        List<String> stems = Words.of(word);
        return stems.isEmpty() || index.words().isWidelyUsed(org, stems.get(0));
    }

    /** Whether searches go by meaning too, or by words alone since the model or the vectors are not ready. */
    public boolean knowsMeanings(String org, List<String> specIds) {
        return search.knowsMeanings(new Scope(org, specIds));
    }

    /** Whether every operation of these specs is found by its meaning. */
    public boolean knowsAllMeanings(String org, List<String> specIds) {
        return search.knowsAllMeanings(org, specIds);
    }
}
