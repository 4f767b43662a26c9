package dev.ferrule.planning;

import dev.ferrule.planning.Draft.Need;
import dev.ferrule.planning.Plan.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was picked line by line, and the selection that this comes to. */
final class Picks {

    private static final int RANKED = 60;

    private final List<Line> lines;
    private final Set<Candidate> pool;
    private final Map<Integer, List<Candidate>> picked = new LinkedHashMap<>();
    private final Map<Integer, Status> verdicts = new HashMap<>();

    Picks(List<Line> lines, List<Candidate> pool) {
        this.lines = lines;
        this.pool = new LinkedHashSet<>(pool);
    }

    /** These serve the line, the best first. */
    void pick(int line, List<Candidate> candidates) {
        picked.put(line, List.copyOf(candidates));
        verdicts.put(line, Status.COVERED);
        pool.addAll(candidates);
    }

    /** None serves the line, or none is known to. */
    void leave(int line, Status status) {
        verdicts.put(line, status);
    }

    boolean isOpen(int line) {
        return !picked.containsKey(line);
    }

    boolean isMissing(int line) {
        return verdicts.get(line) == Status.MISSING;
    }

    /** @param needs knows from the structure what is there for what */
    Selector.Selection selection(Needs needs) {
        pool.forEach(candidate -> candidate.probability = candidate.get(Feature.FORBIDDEN) > 0 ? 0 : 0.01);
        List<List<Candidate>> byLine = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            byLine.add(ranked(line));
        }
        for (int place = RANKED - 1; place >= 0; place--) {
            for (List<Candidate> ranked : byLine) {
                if (place < ranked.size() && ranked.get(place).probability > 0) {
                    ranked.get(place).probability = 0.4 / (1 + place);
                }
            }
        }
        Set<Candidate> chosen = new LinkedHashSet<>();
        for (int line = lines.size() - 1; line >= 0; line--) {
            for (Candidate candidate : picked.getOrDefault(line, List.of())) {
                chosen.add(candidate);
                candidate.bestLine = line;
                candidate.probability = confidence(byLine.get(line).indexOf(candidate));
            }
        }
        List<Candidate> order = sorted(chosen);
        return new Selector.Selection(sorted(pool), order, prerequisites(order, needs), Map.copyOf(verdicts));
    }

    /** Those near a line, nearest first. */
    List<Candidate> ranked(int line) {
        return pool.stream()
                .filter(candidate ->
                        candidate.lineZ[line] > -3 && lines.get(line).specIds().contains(candidate.card.specId()))
                .sorted((a, b) -> Double.compare(b.lineZ[line], a.lineZ[line]))
                .limit(RANKED)
                .toList();
    }

    /** More where the search alone would have put it first too. */
    private static double confidence(int place) {
        return place == 0 ? 0.95 : place > 0 && place < 3 ? 0.9 : 0.8;
    }

    private static List<Candidate> sorted(Set<Candidate> candidates) {
        return candidates.stream()
                .sorted((a, b) -> Double.compare(b.probability, a.probability))
                .toList();
    }

    /** Picked by lines of prerequisites only: each with what it is for, from the structure where that tells. */
    private Map<Candidate, Need> prerequisites(List<Candidate> chosen, Needs needs) {
        Map<Candidate, Need> found = new LinkedHashMap<>();
        List<Candidate> consumers = new ArrayList<>();
        for (Candidate candidate : chosen) {
            if (lines.get(candidate.bestLine).isRequested()) {
                consumers.add(candidate);
            }
        }
        for (Candidate candidate : chosen) {
            if (!lines.get(candidate.bestLine).isRequested() && !consumers.isEmpty()) {
                found.put(
                        candidate,
                        needs.of(candidate, consumers).orElseGet(() -> new Need(served(candidate, consumers), "")));
            }
        }
        return found;
    }

    /** What the line itself was quoted for, else something of its system. */
    private Candidate served(Candidate candidate, List<Candidate> consumers) {
        String clause = lines.get(candidate.bestLine).clause().text();
        return consumers.stream()
                .filter(one -> lines.get(one.bestLine).clause().text().startsWith(clause))
                .findFirst()
                .or(() -> consumers.stream()
                        .filter(one -> one.card.specId().equals(candidate.card.specId()))
                        .findFirst())
                .orElse(consumers.get(0));
    }
}
