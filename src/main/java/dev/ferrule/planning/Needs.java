package dev.ferrule.planning;

import dev.ferrule.catalogue.Catalogue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells from the structure of a spec which operations are there to yield ids that others take. */
@Component
class Needs {

    private static final double SURE_CONSUMER = 0.15;

    private final Catalogue catalogue;

    Needs(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Which of the chosen are there for others: they yield an id, and no line asks for them first. */
    Map<Candidate, Draft.Need> among(List<Candidate> chosen) {
        Map<Candidate, Draft.Need> needs = new LinkedHashMap<>();
        Map<String, Producers> producers = new HashMap<>();
        for (Candidate consumer : chosen) {
            if (consumer.probability < SURE_CONSUMER) {
                continue;
            }
            Producers ofSpec =
                    producers.computeIfAbsent(consumer.card.specId(), id -> new Producers(catalogue.outline(id)));
            for (Producers.Yield yield : ofSpec.of(consumer.card)) {
                for (Candidate producer : chosen) {
                    if (producer.card.equals(yield.producer())
                            && producer != consumer
                            && producer.get(Feature.RANK) < 1
                            && !needs.containsKey(producer)
                            && !isNeededBy(needs, consumer, producer)) {
                        needs.put(producer, new Draft.Need(consumer, yield.takes()));
                    }
                }
            }
        }
        return needs;
    }

    /** Whether {@code one} is itself there for {@code other}, so that the two would wait for each other. */
    private static boolean isNeededBy(Map<Candidate, Draft.Need> needs, Candidate one, Candidate other) {
        Draft.Need need = needs.get(one);
        for (int i = 0; need != null && i < 8; i++) {
            if (need.consumer() == other) {
                return true;
            }
            need = needs.get(need.consumer());
        }
        return false;
    }

    /** What the operation yields an id for, when the structure tells so of any of these. */
    Optional<Draft.Need> of(Candidate producer, List<Candidate> consumers) {
        for (Candidate consumer : consumers) {
            if (consumer.card.specId().equals(producer.card.specId())) {
                for (Producers.Yield yield :
                        new Producers(catalogue.outline(consumer.card.specId())).of(consumer.card)) {
                    if (yield.producer().equals(producer.card)) {
                        return Optional.of(new Draft.Need(consumer, yield.takes()));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
