package dev.ferrule.catalogue;

import dev.ferrule.spec.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** By which words an operation is found, and how much each tells of it. */
final class OperationWords {

    private OperationWords() {}

    /**
     * How often each word counts: path and summary thrice, the id twice, tags and the description's beginning once; and once
     * the phrases in which people would ask for it.
     */
    static Map<String, Integer> weights(Operation operation, List<String> phrases) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        count(weights, 3, operation.path());
        count(weights, 3, operation.summary());
        count(weights, 2, operation.operationId());
        operation.tags().forEach(tag -> count(weights, 1, tag));
        String description = operation.description();
        if (description != null) {
            count(weights, 1, description.length() > 400 ? description.substring(0, 400) : description);
        }
        operation.parameters().forEach(parameter -> count(weights, 1, parameter.name()));
        phrases.forEach(phrase -> count(weights, 1, phrase));
        weights.remove("");
        return weights;
    }

    private static void count(Map<String, Integer> weights, int weight, @Nullable String text) {
        if (text != null) {
            Words.of(text)
                    .forEach(word ->
                            weights.merge(word.length() > 100 ? word.substring(0, 100) : word, weight, Integer::sum));
        }
    }
}
