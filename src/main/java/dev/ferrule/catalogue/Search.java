package dev.ferrule.catalogue;

import dev.ferrule.embedding.Embedder;
import dev.ferrule.embedding.EmbeddingFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds operations by words and by meaning at once: the best of both lists, each score put into standard deviations
 * from the mean of the scope so that the two can be added.
 */
final class Search {

    private static final Logger LOG = LoggerFactory.getLogger(Search.class);

    private final OperationIndex index;
    private final Embedder embedder;
    private final QueryVectors queries;

    Search(OperationIndex index, Embedder embedder) {
        this.index = index;
        this.embedder = embedder;
        this.queries = new QueryVectors(embedder);
    }

    /** For each probe at most {@code limit} hits from either list, best sum first. */
    List<List<Hit>> find(Scope scope, List<Probe> probes, int limit) {
        int size = index.words().count(scope);
        if (size == 0) {
            return probes.stream().map(probe -> List.<Hit>of()).toList();
        }
        List<VectorIndex.Near> near =
                nearest(scope, probes.stream().map(Probe::text).toList(), limit);
        List<List<Hit>> answers = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            List<Scored<Card>> byWords = index.words()
                    .search(scope, weights(probes.get(i).text()), probes.get(i).substitutes(), null, limit);
            answers.add(join(byWords, near.isEmpty() ? null : near.get(i), size));
        }
        return answers;
    }

    /**
     * By words alone, for somebody who types still: it must be there before the next letter is, and the last word may be
     * the beginning of one.
     */
    List<Hit> typed(Scope scope, String text, int limit) {
        int size = index.words().count(scope);
        if (size == 0) {
            return List.of();
        }
        String unfinished = unfinished(text);
        return join(index.words().search(scope, typedWeights(text), Map.of(), unfinished, limit), null, size);
    }

    /** The word at the end of a text, as it stands there; null when something follows it. */
    static @Nullable String unfinished(String text) {
        List<String> words = Words.split(text);
        boolean ended = text.isEmpty() || !Character.isLetterOrDigit(text.charAt(text.length() - 1));
        return ended || words.isEmpty() ? null : words.get(words.size() - 1);
    }

    /** As {@link #weights}, but the unfinished word is not stemmed, since nobody knows its end. */
    static Map<String, Float> typedWeights(String text) {
        String unfinished = unfinished(text);
        if (unfinished == null) {
            return weights(text);
        }
        int begins = Math.max(0, text.length() - unfinished.length());
        Map<String, Float> weights = new LinkedHashMap<>(weights(text.substring(0, begins)));
        weights.put(unfinished, 1f);
        return weights;
    }

    private List<VectorIndex.Near> nearest(Scope scope, List<String> texts, int limit) {
        if (!knowsMeanings(scope)) {
            return List.of();
        }
        try {
            return index.vectors().search(scope, queries.of(texts), limit);
        } catch (EmbeddingFailed e) {
            LOG.warn("Searching by words alone: {}", e.getMessage());
            return List.of();
        }
    }

    boolean awaitModel(Duration most) {
        return embedder.awaitReady(most);
    }

    boolean knowsMeanings(Scope scope) {
        return embedder.ready() && index.vectors().count(scope) > 0;
    }

    /** Each spec has one vector more than operations, for the system as a whole. */
    boolean knowsAllMeanings(String org, List<String> specIds) {
        return embedder.ready()
                && specIds.stream()
                        .map(id -> new Scope(org, List.of(id)))
                        .allMatch(spec ->
                                index.vectors().count(spec) > index.words().count(spec));
    }

    /** Every distinct word once, with the square root of how often it stands there. */
    static Map<String, Float> weights(String text) {
        Map<String, Float> counts = new LinkedHashMap<>();
        for (String word : Words.of(text)) {
            if (counts.size() < 64 || counts.containsKey(word)) {
                counts.merge(word, 1f, Float::sum);
            }
        }
        counts.replaceAll((word, count) -> (float) Math.sqrt(count));
        return counts;
    }

    private List<Hit> join(List<Scored<Card>> byWords, VectorIndex.@Nullable Near near, int size) {
        Map<String, Card> cards = new LinkedHashMap<>();
        Map<String, Float> words = new HashMap<>();
        byWords.forEach(hit -> {
            cards.put(key(hit.found()), hit.found());
            words.put(key(hit.found()), hit.score());
        });
        Map<String, Float> meanings = new HashMap<>();
        if (near != null) {
            for (Scored<String> hit : near.hits()) {
                meanings.put(hit.found(), hit.score());
                if (!cards.containsKey(hit.found())) {
                    cardOf(hit.found()).ifPresent(card -> cards.put(hit.found(), card));
                }
            }
        }
        Spread wordSpread = Spread.of(words.values(), size);
        float meaningFloor = near == null || near.hits().isEmpty()
                ? 0
                : near.hits().get(near.hits().size() - 1).score();
        List<Hit> hits = new ArrayList<>(cards.size());
        cards.forEach((key, card) -> {
            float word = words.getOrDefault(key, 0f);
            float meaning = near == null ? 0 : meanings.getOrDefault(key, meaningFloor);
            float meaningZ = near == null ? 0 : near.spread().z(meaning);
            hits.add(new Hit(card, word, wordSpread.z(word), meaning, meaningZ));
        });
        hits.sort(Comparator.comparingDouble(Hit::z).reversed());
        return hits;
    }

    private java.util.Optional<Card> cardOf(String key) {
        int space = key.indexOf(' ');
        return index.words().card(key.substring(0, space), key.substring(space + 1));
    }

    private static String key(Card card) {
        return card.specId() + ' ' + card.operationId();
    }
}
