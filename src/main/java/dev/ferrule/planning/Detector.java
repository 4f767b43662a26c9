package dev.ferrule.planning;

import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Hit;
import dev.ferrule.catalogue.Probe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Lines in, ranked operations out: what each line finds, what the whole text finds, and who yields the ids for it. */
@Component
class Detector {

    private static final int PER_LINE = 120;
    private static final int CONSUMERS = 25;
    private static final int WHOLE = -1;

    private final Catalogue catalogue;

    Detector(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Every operation that the lines or the whole text find, compared with each line but not yet weighed. */
    Pool pool(
            String org,
            String requirement,
            List<Line> lines,
            List<String> specIds,
            Prohibitions prohibitions,
            Set<String> systemNames) {
        Pool pool = new Pool(catalogue, requirement, lines, prohibitions, systemNames);
        Map<List<String>, List<Integer>> linesByScope = new LinkedHashMap<>();
        for (int line = 0; line < lines.size(); line++) {
            linesByScope
                    .computeIfAbsent(lines.get(line).specIds(), scope -> new ArrayList<>())
                    .add(line);
        }
        linesByScope.computeIfAbsent(specIds, scope -> new ArrayList<>()).add(WHOLE);
        linesByScope.forEach((scope, some) -> {
            List<Probe> probes = new ArrayList<>();
            List<Integer> asked = new ArrayList<>();
            for (int line : some) {
                List<Probe> own = line == WHOLE
                        ? List.of(Probe.of(requirement))
                        : lines.get(line).probes();
                probes.addAll(own);
                own.forEach(probe -> asked.add(line));
            }
            List<List<Hit>> found = catalogue.probe(org, scope, probes, PER_LINE);
            for (int i = 0; i < asked.size(); i++) {
                if (asked.get(i) == WHOLE) {
                    pool.addWhole(found.get(i));
                } else {
                    pool.add(asked.get(i), fitting(lines.get(asked.get(i)), found.get(i)));
                }
            }
        });
        pool.compare();
        return pool;
    }

    /** What sets something off can only be read or subscribed to. */
    private static List<Hit> fitting(Line line, List<Hit> hits) {
        return line.clause().kind() == Clause.Kind.TRIGGER
                ? hits.stream()
                        .filter(hit -> Operations.isSubscribing(hit.card()))
                        .toList()
                : hits;
    }

    /** Lets the surest candidates speak for those of the pool that yield the ids they take. */
    void addYields(Pool pool, boolean named) {
        for (Candidate candidate : pool.candidates()) {
            Feature.OF_YIELDS.forEach(feature -> candidate.set(feature, 0));
        }
        List<Candidate> consumers = new ArrayList<>(pool.candidates());
        Map<String, Producers> producers = new HashMap<>();
        consumers.sort(Comparator.comparingDouble((Candidate candidate) -> candidate.probability)
                .reversed());
        double surest = consumers.isEmpty() ? 1 : Math.max(1e-9, consumers.get(0).probability);
        for (Candidate consumer : consumers.subList(0, Math.min(CONSUMERS, consumers.size()))) {
            String specId = consumer.card.specId();
            Producers ofSpec = producers.computeIfAbsent(specId, id -> new Producers(catalogue.outline(id)));
            for (Producers.Yield yield : ofSpec.of(consumer.card)) {
                Candidate producer = pool.get(yield.producer());
                if (producer == null) {
                    continue;
                }
                double surety = consumer.probability / surest * yield.strength();
                producer.set(Feature.YIELDS, Math.max(producer.get(Feature.YIELDS), surety));
                if (named) {
                    producer.set(Feature.YIELDS_NAMED, Math.max(producer.get(Feature.YIELDS_NAMED), surety));
                }
                if (yield.producer().path().toLowerCase(java.util.Locale.ROOT).contains("search")) {
                    producer.set(Feature.YIELDS_SEARCH, Math.max(producer.get(Feature.YIELDS_SEARCH), surety));
                }
            }
        }
    }
}
