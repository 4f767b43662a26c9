package dev.ferrule.catalogue;

import dev.ferrule.embedding.Embedder;
import dev.ferrule.embedding.Precedence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    /**
     * @param bySpec the same cards by the ids of their specs
     * @param byTitle in the order of their titles
     */
    private record Systems(
            long state, List<SystemCard> cards, Map<String, SystemCard> bySpec, List<SystemCard> byTitle) {

        static Systems of(long state, List<SystemCard> cards) {
            List<SystemCard> sorted = new ArrayList<>(cards);
            sorted.sort(Comparator.comparing(SystemCard::title, String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(SystemCard::specId));
            Map<String, SystemCard> bySpec = new HashMap<>();
            cards.forEach(card -> bySpec.put(card.specId(), card));
            return new Systems(state, List.copyOf(cards), bySpec, List.copyOf(sorted));
        }
    }

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
     *
     * @param typing the last word may be the beginning of one, and the answer must come at once: by words alone
     */
    List<Hit> search(String org, List<String> specIds, String text, boolean typing, int limit) {
        List<Hit> hits = find(org, specIds, text, typing, Math.max(limit, 50));
        if (!specIds.isEmpty() || hits.isEmpty()) {
            return hits.subList(0, Math.min(limit, hits.size()));
        }
        List<String> likely = searchSystems(org, text, typing, 5).stream()
                .map(system -> system.found().specId())
                .toList();
        Map<Card, Hit> all = new LinkedHashMap<>();
        hits.forEach(hit -> all.put(hit.card(), hit));
        if (!likely.isEmpty()) {
            // What the whole catalogue's search found keeps its figures: those of a smaller scope are no match for
            // them.
            for (Hit hit : find(org, likely, text, typing, limit)) {
                Hit known = all.getOrDefault(hit.card(), hit);
                all.put(
                        hit.card(),
                        new Hit(hit.card(), known.words(), known.wordsZ() + 2, known.meaning(), known.meaningZ()));
            }
        }
        List<Hit> best = new ArrayList<>(all.values());
        best.sort(Comparator.comparingDouble(Hit::z).reversed());
        List<Hit> shown = typing ? onceEach(org, best) : best;
        return shown.subList(0, Math.min(limit, shown.size()));
    }

    /** Of an operation that several versions of an API have only one: the newest version's if it is among them. */
    private List<Hit> onceEach(String org, List<Hit> hits) {
        Map<String, SystemCard> cards = known(org).bySpec();
        Map<String, Hit> once = new LinkedHashMap<>();
        for (Hit hit : hits) {
            SystemCard system = cards.get(hit.card().specId());
            String api = system == null ? hit.card().specId() : system.apiId();
            String key = api + ' ' + hit.card().method() + ' ' + hit.card().path();
            if (system != null && system.current()) {
                once.put(key, hit);
            } else {
                once.putIfAbsent(key, hit);
            }
        }
        return List.copyOf(once.values());
    }

    private List<Hit> find(String org, List<String> specIds, String text, boolean typing, int limit) {
        return typing
                ? search.typed(new Scope(org, specIds), text, limit)
                : find(org, specIds, List.of(text), limit).get(0);
    }

    /** The systems whose titles, hosts, tags and descriptions fit a text best; scores from 0 to 1. */
    List<Scored<SystemCard>> searchSystems(String org, String text, boolean typing, int limit) {
        Map<String, Float> words = typing ? Search.typedWeights(text) : Search.weights(text);
        String unfinished = typing ? Search.unfinished(text) : null;
        List<Scored<SystemCard>> found = index.systems().search(org, words, unfinished, Math.max(limit, 60));
        float top = found.isEmpty() ? 1 : found.get(0).score();
        Stream<Scored<SystemCard>> scored = found.stream().map(hit -> new Scored<>(hit.found(), hit.score() / top));
        if (typing) {
            scored = scored.map(hit -> named(hit, text.strip().toLowerCase(Locale.ROOT)))
                    .sorted(Comparator.comparingDouble((Scored<SystemCard> hit) -> -hit.score()));
        }
        return scored.limit(limit).toList();
    }

    /** Whoever types the beginning of a name means what is called so, not what speaks of it; and the newest of its kind. */
    private static Scored<SystemCard> named(Scored<SystemCard> hit, String typed) {
        SystemCard card = hit.found();
        String host = card.host() == null ? "" : card.host();
        boolean titled = card.title().toLowerCase(Locale.ROOT).startsWith(typed);
        boolean hosted = host.startsWith(typed) || host.contains("." + typed);
        float score = hit.score() * 0.5f + (titled ? 0.25f : 0) + (hosted ? 0.15f : 0) + (card.current() ? 0.1f : 0);
        return new Scored<>(card, score);
    }

    /** All operations of a spec in short; small ones are kept in memory. */
    public Outline outline(String specId) {
        return outlines.of(specId);
    }

    /** Some operations of a spec, in the order of its outline and without the rest of it. */
    List<Card> cards(String specId, int from, int most) {
        return index.words().cards(specId, from, most);
    }

    /** Every system of the organisation; the same list as long as nothing was added or removed. */
    public List<SystemCard> systems(String org) {
        return known(org).cards();
    }

    List<SystemCard> systemsByTitle(String org) {
        return known(org).byTitle();
    }

    /** The title of a spec; null while it is not complete in the index. */
    @Nullable
    String title(String org, String specId) {
        SystemCard card = known(org).bySpec().get(specId);
        return card == null ? null : card.title();
    }

    private synchronized Systems known(String org) {
        long state = index.systems().state();
        Systems known = systems.get(org);
        if (known == null || known.state() != state) {
            known = Systems.of(state, index.systems().all(org));
            systems.put(org, known);
        }
        return known;
    }

    /** How well titles, hosts, tags and descriptions of systems fit a text, by spec; only the best. */
    public Map<String, Float> systemScores(String org, String text, int limit) {
        Map<String, Float> scores = new LinkedHashMap<>();
        index.systems()
                .search(org, Search.weights(text), null, limit)
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
