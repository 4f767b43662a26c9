package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Outline;
import dev.ferrule.planning.Producers.Yield;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What has to run before an operation that somebody put into a plan by hand: it cannot be called without the ids in its
 * path and those that its request must have, so one producer of each comes along, and what that one takes itself.
 */
final class LookUps {

    private static final int DEEPEST = 6;
    private static final int MOST = 24;
    private static final int SCHEMA_DEPTH = 3;

    private final Producers producers;
    private final Predicate<Card> there;
    private final List<LookUp> found = new ArrayList<>();
    private final Set<String> visited = new HashSet<>();

    private LookUps(Outline outline, Predicate<Card> there) {
        this.producers = new Producers(outline);
        this.there = there;
    }

    /** @param takes the parameter or field of the consumer that the producer's id is for */
    record LookUp(Card producer, Card consumer, String takes, double strength) {}

    /**
     * In the order in which they have to run. One producer may be there for several ids.
     *
     * @param there what is in the plan already: it is taken before others, and needs nothing more
     */
    static List<LookUp> of(Operation operation, Card card, Outline outline, Predicate<Card> there) {
        LookUps lookUps = new LookUps(outline, there);
        lookUps.add(card, required(operation), 1);
        return List.copyOf(lookUps.found);
    }

    private void add(Card consumer, Set<String> required, int depth) {
        if (depth > DEEPEST || !visited.add(consumer.operationId())) {
            return;
        }
        Map<String, List<Yield>> byId = new LinkedHashMap<>();
        for (Yield yield : producers.of(consumer)) {
            if (required.contains(yield.takes()) || consumer.path().contains('{' + yield.takes() + '}')) {
                byId.computeIfAbsent(yield.takes(), takes -> new ArrayList<>()).add(yield);
            }
        }
        for (List<Yield> yields : byId.values()) {
            Yield best = yields.stream()
                    .filter(yield -> !visited.contains(yield.producer().operationId()))
                    .min(Comparator.comparing((Yield yield) -> !isThere(yield.producer()))
                            .thenComparing(yield -> -yield.strength()))
                    .orElse(null);
            if (best != null && found.size() < MOST) {
                if (!isThere(best.producer())) {
                    add(best.producer(), Set.of(), depth + 1);
                }
                found.add(new LookUp(best.producer(), consumer, best.takes(), best.strength()));
            }
        }
        // Only what stands above it must not wait for it.
        visited.remove(consumer.operationId());
    }

    private boolean isThere(Card card) {
        return there.test(card) || found.stream().anyMatch(one -> one.producer().equals(card));
    }

    /** Names of parameters and fields without which the request is not complete. */
    private static Set<String> required(Operation operation) {
        Set<String> names = new HashSet<>();
        operation.parameters().stream()
                .filter(Operation.Parameter::required)
                .forEach(parameter -> names.add(parameter.name()));
        if (operation.requestBody() != null) {
            operation.requestBody().contents().forEach(content -> addRequired(content.schema(), names, SCHEMA_DEPTH));
        }
        return names;
    }

    private static void addRequired(@Nullable Object schema, Set<String> names, int depth) {
        if (depth == 0 || !(schema instanceof Map<?, ?> map)) {
            return;
        }
        if (map.get("required") instanceof List<?> required) {
            required.forEach(name -> names.add(String.valueOf(name)));
            // What an optional object must have, only matters to who sends that object.
            if (map.get("properties") instanceof Map<?, ?> properties) {
                required.forEach(name -> addRequired(properties.get(name), names, depth - 1));
            }
        }
        if (map.get("allOf") instanceof List<?> parts) {
            parts.forEach(part -> addRequired(part, names, depth - 1));
        }
        addRequired(map.get("items"), names, depth - 1);
    }
}
