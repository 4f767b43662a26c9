package dev.ferrule.catalogue;

import dev.ferrule.spec.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which words an operation is found, and how much each tells of it. With its card it is all that the index wants to know
 * of an operation, and a small part of its size: what is read by the thousand waits for the index as this.
 */
final class OperationWords {

    private final Card card;
    private final String[] words;
    private final int[] weights;

    private OperationWords(Card card, Map<String, Integer> weighted) {
        this.card = card;
        this.words = weighted.keySet().toArray(String[]::new);
        this.weights = WeightedWords.counts(weighted);
    }

    /** How often each word counts: path and summary thrice, the id twice, tags and the description's beginning once. */
    static OperationWords of(String specId, Operation operation) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        count(weights, 3, operation.path());
        count(weights, 3, operation.summary());
        count(weights, 2, operation.operationId());
        operation.tags().forEach(tag -> countName(weights, tag));
        String description = operation.description();
        if (description != null) {
            count(weights, 1, description.length() > 400 ? description.substring(0, 400) : description);
        }
        operation.parameters().forEach(parameter -> countName(weights, parameter.name()));
        weights.remove("");
        return new OperationWords(Card.of(specId, operation), weights);
    }

    static List<OperationWords> of(String specId, List<Operation> operations) {
        return operations.stream().map(operation -> of(specId, operation)).toList();
    }

    Card card() {
        return card;
    }

    /** With the phrases in which people would ask for it, which count once. */
    WeightedWords field(String name, List<String> phrases) {
        if (phrases.isEmpty()) {
            return new WeightedWords(name, words, weights);
        }
        Map<String, Integer> all = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i++) {
            all.put(words[i], weights[i]);
        }
        phrases.forEach(phrase -> count(all, 1, phrase));
        all.remove("");
        return WeightedWords.of(name, all);
    }

    private static void countName(Map<String, Integer> weights, String name) {
        for (String word : Words.ofName(name)) {
            add(weights, 1, word);
        }
    }

    private static void count(Map<String, Integer> weights, int weight, @Nullable String text) {
        if (text != null) {
            Words.each(text, word -> add(weights, weight, word));
        }
    }

    private static void add(Map<String, Integer> weights, int weight, String word) {
        weights.merge(word.length() > 100 ? word.substring(0, 100) : word, weight, Integer::sum);
    }
}
