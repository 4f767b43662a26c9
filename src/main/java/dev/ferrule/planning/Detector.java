package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Hit;
import dev.ferrule.catalogue.Outline;
import dev.ferrule.catalogue.Probe;
import dev.ferrule.catalogue.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lines in, ranked operations out: what each line finds, what the whole text finds, and who yields the ids for it. */
@Component
class Detector {

    private static final int PER_LINE = 120;
    private static final int CONSUMERS = 25;
    private static final int WHOLE = -1;
    private static final double SOFTNESS = 1.5;

    private final Catalogue catalogue;

    Detector(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Candidates with all features but those that tell of ids yielded, see {@link #addYields}. */
    List<Candidate> candidates(
            String org, String requirement, List<Line> lines, List<String> specIds, Prohibitions prohibitions) {
        Map<String, Candidate> pool = new LinkedHashMap<>();
        Map<String, Hit> best = new HashMap<>();
        Map<List<String>, List<Integer>> linesByScope = new LinkedHashMap<>();
        for (int line = 0; line < lines.size(); line++) {
            linesByScope
                    .computeIfAbsent(lines.get(line).specIds(), scope -> new ArrayList<>())
                    .add(line);
        }
        linesByScope.computeIfAbsent(specIds, scope -> new ArrayList<>()).add(WHOLE);
        Map<String, Double> whole = new HashMap<>();
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
                    found.get(i).forEach(hit -> {
                        whole.put(key(hit.card()), (double) hit.z());
                        pool.computeIfAbsent(key(hit.card()), key -> new Candidate(hit.card(), lines.size()));
                    });
                } else {
                    boolean trigger = lines.get(asked.get(i)).clause().kind() == Clause.Kind.TRIGGER;
                    List<Hit> hits = trigger
                            ? found.get(i).stream()
                                    .filter(hit -> Operations.isSubscribing(hit.card()))
                                    .toList()
                            : found.get(i);
                    collect(hits, asked.get(i), lines.size(), pool, best);
                }
            }
        });
        rank(pool, lines.size());
        new Weighing(requirement, lines, prohibitions, pool).weigh(best, whole);
        return new ArrayList<>(pool.values());
    }

    private static void collect(
            List<Hit> hits, int line, int lines, Map<String, Candidate> pool, Map<String, Hit> best) {
        for (Hit hit : hits) {
            Candidate candidate = pool.computeIfAbsent(key(hit.card()), key -> new Candidate(hit.card(), lines));
            candidate.lineZ[line] = Math.max(candidate.lineZ[line], hit.z());
            if (!best.containsKey(key(hit.card())) || hit.z() > candidate.lineZ[candidate.bestLine]) {
                candidate.bestLine = line;
                best.put(key(hit.card()), hit);
            }
        }
    }

    /** Ranks within each line, and then each candidate within the line where it ranks best. */
    private static void rank(Map<String, Candidate> pool, int lines) {
        Map<Candidate, Integer> bestRank = new HashMap<>();
        for (int l = 0; l < lines; l++) {
            int line = l;
            List<Candidate> order = new ArrayList<>(pool.values());
            order.sort(Comparator.comparingDouble((Candidate candidate) -> candidate.lineZ[line])
                    .reversed());
            double total = order.stream()
                    .mapToDouble(candidate -> Math.exp(candidate.lineZ[line] / SOFTNESS))
                    .sum();
            Map<String, Integer> onPath = new HashMap<>();
            for (int rank = 0; rank < order.size(); rank++) {
                Candidate candidate = order.get(rank);
                int siblings = onPath.merge(Outline.shape(candidate.card.path()), 1, Integer::sum) - 1;
                if (rank < 3) {
                    candidate.set(Feature.MANY_LINES, candidate.get(Feature.MANY_LINES) + 0.5);
                }
                if (rank < bestRank.getOrDefault(candidate, Integer.MAX_VALUE)) {
                    bestRank.put(candidate, rank);
                    candidate.bestLine = line;
                    candidate.set(Feature.SHARE, Math.exp(candidate.lineZ[line] / SOFTNESS) / total);
                    candidate.set(Feature.FIRST, rank == 0 ? 1 : 0);
                    double ahead = rank == 0 && order.size() > 1 ? candidate.lineZ[line] - order.get(1).lineZ[line] : 0;
                    candidate.set(Feature.MARGIN, Math.min(2, ahead / 3));
                    candidate.set(Feature.RANK, 1.0 / (1 + rank));
                    candidate.set(Feature.GAP, Math.max(-2, (candidate.lineZ[line] - order.get(0).lineZ[line]) / 3));
                    candidate.set(Feature.SIBLINGS, Math.min(3, siblings));
                }
            }
        }
    }

    /** Lets the surest candidates speak for those that yield the ids they take; producers not found yet join the pool. */
    void addYields(List<Candidate> pool, boolean named) {
        Map<String, Candidate> byKey = new HashMap<>();
        for (Candidate candidate : pool) {
            byKey.put(key(candidate.card), candidate);
            Feature.OF_YIELDS.forEach(feature -> candidate.set(feature, 0));
        }
        List<Candidate> consumers = new ArrayList<>(pool);
        Map<String, Producers> producers = new HashMap<>();
        consumers.sort(Comparator.comparingDouble((Candidate candidate) -> candidate.probability)
                .reversed());
        double surest = consumers.isEmpty() ? 1 : Math.max(1e-9, consumers.get(0).probability);
        for (Candidate consumer : consumers.subList(0, Math.min(CONSUMERS, consumers.size()))) {
            String specId = consumer.card.specId();
            Producers ofSpec = producers.computeIfAbsent(specId, id -> new Producers(catalogue.outline(id)));
            for (Producers.Yield yield : ofSpec.of(consumer.card)) {
                Candidate producer = byKey.get(key(yield.producer()));
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

    /** Puts figures to what speaks for each candidate. */
    private final class Weighing {

        private final List<Line> lines;
        private final Prohibitions prohibitions;
        private final Map<String, Candidate> pool;
        private final Set<String> said;
        private final List<Set<String>> saidByLine;
        private final List<Set<Verbs.Action>> actionsByLine;
        private final Set<Verbs.Action> actions = new HashSet<>();
        private final double size;

        Weighing(String requirement, List<Line> lines, Prohibitions prohibitions, Map<String, Candidate> pool) {
            this.lines = lines;
            this.prohibitions = prohibitions;
            this.pool = pool;
            said = new HashSet<>(Words.of(requirement));
            saidByLine = lines.stream()
                    .<Set<String>>map(
                            line -> new HashSet<>(Words.of(line.clause().text())))
                    .toList();
            actionsByLine = lines.stream()
                    .map(line -> Verbs.actions(line.clause().text()))
                    .toList();
            actionsByLine.forEach(actions::addAll);
            size = Math.log(1
                    + pool.values().stream()
                            .map(candidate -> candidate.card.specId())
                            .distinct()
                            .mapToInt(id -> catalogue.outline(id).size())
                            .sum());
        }

        void weigh(Map<String, Hit> best, Map<String, Double> whole) {
            pool.forEach((key, candidate) -> {
                nearness(candidate, best.get(key), whole.getOrDefault(key, -1.0));
                kind(candidate);
                candidate.set(Feature.ALWAYS, 1);
                candidate.set(Feature.SIZE, size / 3);
                candidate.set(Feature.LINES, Math.log(1 + lines.size()));
            });
        }

        private void nearness(Candidate candidate, @Nullable Hit hit, double whole) {
            Outline outline = catalogue.outline(candidate.card.specId());
            candidate.set(Feature.MEANING, hit == null ? -1 : (hit.meaning() - 0.6) * 5);
            candidate.set(Feature.WORDS, hit == null ? 0 : hit.words());
            candidate.set(Feature.WORDS_Z, hit == null ? 0 : Math.min(2, hit.wordsZ() / 4));
            candidate.set(Feature.MEANING_Z, hit == null ? -1 : hit.meaningZ() / 3);
            candidate.set(Feature.WHOLE_Z, whole / 3);
            candidate.set(Feature.OWN_WORDS, share(candidate.card, outline, said));
            if (!lines.isEmpty()) {
                int line = candidate.bestLine;
                candidate.set(Feature.LINE_Z, Math.max(-1, candidate.lineZ[line] / 3));
                candidate.set(Feature.OWN_WORDS_LINE, share(candidate.card, outline, saidByLine.get(line)));
                boolean trigger = lines.get(line).clause().kind() == Clause.Kind.TRIGGER;
                candidate.set(Feature.TRIGGER, trigger ? 1 : 0);
                candidate.set(Feature.TRIGGER_WRITES, trigger && !Operations.isSubscribing(candidate.card) ? 1 : 0);
            }
        }

        private void kind(Candidate candidate) {
            Card card = candidate.card;
            Set<Verbs.Action> does = Operations.actions(card);
            boolean unasked = does.stream().anyMatch(action -> action.isDangerous() && !actions.contains(action));
            candidate.set(Feature.DANGER, unasked ? 1 : 0);
            candidate.set(Feature.ACTION, lines.isEmpty() ? 0 : agreement(does, actionsByLine.get(candidate.bestLine)));
            candidate.set(Feature.FORBIDDEN, prohibitions.forbids(card) ? 1 : 0);
            candidate.set(Feature.DEPRECATED, card.deprecated() ? 1 : 0);
            boolean get = card.method().equals("GET");
            boolean item = card.path().endsWith("}");
            candidate.set(Feature.ITEM, get && item ? 1 : 0);
            candidate.set(Feature.LIST, get && !item ? 1 : 0);
            candidate.set(
                    Feature.PARAMETERS,
                    card.path().chars().filter(c -> c == '{').count());
        }

        private static double share(Card card, Outline outline, Set<String> said) {
            double all = 0;
            double shared = 0;
            for (String word : Outline.words(card)) {
                double rarity = outline.rarity(word);
                all += rarity;
                shared += said.contains(word) ? rarity : 0;
            }
            return all == 0 ? 0 : shared / all;
        }

        private static double agreement(Set<Verbs.Action> does, Set<Verbs.Action> asked) {
            if (asked.isEmpty()) {
                return 0;
            }
            return does.stream().anyMatch(asked::contains) ? 1 : -1;
        }
    }

    static String key(Card card) {
        return card.specId() + ' ' + card.operationId();
    }
}
