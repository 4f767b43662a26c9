package dev.ferrule.evaluation;

import dev.ferrule.evaluation.Corpus.Case;
import dev.ferrule.evaluation.Corpus.Expected;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What came of planning one case.
 *
 * @param ranked every candidate, most likely first
 * @param chosen what stands in the plan
 * @param missing clauses that the plan says it cannot meet
 * @param auth the first auth method of each planned system, its kind by spec; see {@link #accepts}
 * @param systems found, when none were given; null when they were
 */
record Trial(
        Case asked,
        List<Choice> ranked,
        List<Choice> chosen,
        List<String> missing,
        Map<String, String> auth,
        @Nullable List<Found> systems,
        double millis) {

    Trial {
        ranked = distinct(ranked);
        chosen = distinct(chosen);
    }

    /** @param operation by {@link Corpus#operation} */
    record Choice(String spec, String operation, double probability) {}

    record Found(String spec, List<String> lookAlikes) {}

    /** Two spellings of one path are one operation here; the better one stands for both. */
    private static List<Choice> distinct(Collection<Choice> choices) {
        return List.copyOf(choices.stream()
                .collect(Collectors.toMap(
                        Choice::operation, choice -> choice, (a, b) -> a, java.util.LinkedHashMap::new))
                .values());
    }

    boolean isChosen(String operation) {
        return chosen.stream().anyMatch(choice -> choice.operation.equals(operation));
    }

    boolean isMet(Expected expected) {
        return expected.anyOf().stream().anyMatch(this::isChosen);
    }

    /** The first place, from 1, at which the clause is satisfied, counted within its own system where it has one. */
    OptionalInt place(Expected expected) {
        int place = 0;
        for (Choice choice : ranked) {
            if (expected.spec() == null || choice.spec.equals(expected.spec())) {
                place++;
                if (expected.anyOf().contains(choice.operation)) {
                    return OptionalInt.of(place);
                }
            }
        }
        return OptionalInt.empty();
    }

    boolean isWithin(Expected expected, int k) {
        OptionalInt place = place(expected);
        return place.isPresent() && place.getAsInt() <= k;
    }

    double probability(Expected expected) {
        return ranked.stream()
                .filter(choice -> expected.anyOf().contains(choice.operation))
                .mapToDouble(Choice::probability)
                .findFirst()
                .orElse(0);
    }

    Map<String, Integer> placesOfSystems() {
        Map<String, Integer> places = new HashMap<>();
        if (systems != null) {
            for (int i = 0; i < systems.size(); i++) {
                places.putIfAbsent(systems.get(i).spec(), i);
            }
        }
        return places;
    }

    /** Whether a label such as {@code api_key} or {@code oauth2_client_credentials} is met by a kind, type and detail. */
    static boolean accepts(String label, String kind) {
        return kind.equals(label) || kind.startsWith(label + "_");
    }
}
