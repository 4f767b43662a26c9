package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Hit;
import dev.ferrule.catalogue.Outline;
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

/** Every operation that some line found, and what speaks for each. For one thread. */
final class Pool {

    /** A text of more lines than this wants something done, even where its verbs do not say so. */
    private static final int QUESTION = 3;

    private final Catalogue catalogue;
    private final List<Line> lines;
    private final Prohibitions prohibitions;
    private final Set<String> said;
    private final Set<Verbs.Action> actions = new HashSet<>();
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final Map<String, Double> whole = new HashMap<>();
    private final boolean named;
    private final NamedThings things;
    private double size;
    private double reading;

    /** @param systemNames words of the requirement that name systems */
    Pool(
            Catalogue catalogue,
            String requirement,
            List<Line> lines,
            Prohibitions prohibitions,
            Set<String> systemNames) {
        this.catalogue = catalogue;
        this.lines = lines;
        this.prohibitions = prohibitions;
        things = new NamedThings(lines, systemNames);
        named = lines.stream().anyMatch(line -> !line.clause().names().isEmpty());
        said = new HashSet<>(Words.of(requirement));
        lines.forEach(line -> actions.addAll(Verbs.actions(line.clause().text())));
    }

    List<Candidate> candidates() {
        return List.copyOf(candidates.values());
    }

    @Nullable
    Candidate get(Card card) {
        return candidates.get(key(card));
    }

    static String key(Card card) {
        return card.specId() + ' ' + card.operationId();
    }

    private Candidate candidate(Card card) {
        return candidates.computeIfAbsent(key(card), key -> new Candidate(card, lines.size()));
    }

    /** What the whole text found. */
    void addWhole(List<Hit> hits) {
        for (Hit hit : hits) {
            whole.put(key(hit.card()), (double) hit.z());
            candidate(hit.card());
        }
    }

    /** What a line found; where it found one operation in several wordings, the best counts. */
    void add(int line, List<Hit> hits) {
        for (Hit hit : hits) {
            Candidate candidate = candidate(hit.card());
            Hit known = candidate.hits[line];
            if (known == null || hit.z() > known.z()) {
                candidate.hits[line] = hit;
                candidate.lineZ[line] = hit.z();
            }
        }
    }

    /** To be called once when all hits are in: sees how like each operation is to each line that found it. */
    void compare() {
        int operations = candidates.values().stream()
                .map(candidate -> candidate.card.specId())
                .distinct()
                .mapToInt(id -> catalogue.outline(id).size())
                .sum();
        size = (Math.log(1 + operations) - 4) / 2;
        boolean changes = false;
        boolean triggered = false;
        for (int line = 0; line < lines.size(); line++) {
            Likeness likeness = new Likeness(lines.get(line), size);
            changes |= likeness.changes();
            triggered |= lines.get(line).clause().kind() == Clause.Kind.TRIGGER;
            for (Candidate candidate : candidates.values()) {
                Hit hit = candidate.hits[line];
                if (hit != null) {
                    candidate.traits[line] = likeness.traits(
                            hit,
                            catalogue.outline(candidate.card.specId()),
                            whole.getOrDefault(key(candidate.card), -1.0));
                }
            }
        }
        reading = !changes && !triggered && !lines.isEmpty() && lines.size() <= QUESTION ? 1 : 0;
    }

    /** Lets the operations compete within each line, and puts figures to what then speaks for each. */
    void weigh(Weights weights) {
        for (Candidate candidate : candidates.values()) {
            java.util.Arrays.fill(candidate.features, 0);
            for (int line = 0; line < lines.size(); line++) {
                double[] traits = candidate.traits[line];
                candidate.score[line] = traits == null ? Candidate.UNFOUND : weights.likeness(traits);
            }
        }
        rank();
        candidates.values().forEach(this::describe);
    }

    private void rank() {
        Map<Candidate, Integer> bestRank = new HashMap<>();
        for (int l = 0; l < lines.size(); l++) {
            int line = l;
            List<Candidate> order = new ArrayList<>(candidates.values());
            order.removeIf(candidate -> candidate.score[line] == Candidate.UNFOUND);
            order.sort(Comparator.comparingDouble((Candidate candidate) -> candidate.score[line])
                    .reversed());
            double total = order.stream()
                    .mapToDouble(candidate -> Math.exp(candidate.score[line]))
                    .sum();
            Map<String, Integer> onPath = new HashMap<>();
            for (int rank = 0; rank < order.size(); rank++) {
                Candidate candidate = order.get(rank);
                int siblings = onPath.merge(Outline.shape(candidate.card.path()), 1, Integer::sum) - 1;
                double share = Math.exp(candidate.score[line]) / total;
                candidate.set(Feature.MANY_LINES, Math.min(2, candidate.get(Feature.MANY_LINES) + share));
                if (rank < bestRank.getOrDefault(candidate, Integer.MAX_VALUE)) {
                    bestRank.put(candidate, rank);
                    candidate.bestLine = line;
                    candidate.set(Feature.SHARE, share);
                    candidate.set(Feature.LOG_SHARE, Math.max(-3, Math.log(share) / 2));
                    candidate.set(Feature.FIRST, rank == 0 ? 1 : 0);
                    double ahead = rank == 0 && order.size() > 1 ? candidate.score[line] - order.get(1).score[line] : 0;
                    candidate.set(Feature.MARGIN, Math.min(2, ahead / 2));
                    candidate.set(Feature.RANK, 1.0 / (1 + rank));
                    candidate.set(Feature.GAP, Math.max(-2, (candidate.score[line] - order.get(0).score[line]) / 2));
                    candidate.set(Feature.SIBLINGS, Math.min(3, siblings));
                }
            }
        }
    }

    private void describe(Candidate candidate) {
        Card card = candidate.card;
        Hit hit = lines.isEmpty() ? null : candidate.hits[candidate.bestLine];
        if (hit == null) {
            candidate.set(Feature.GAP, -2);
            candidate.set(Feature.LOG_SHARE, -3);
        }
        candidate.set(Feature.MEANING, hit == null ? -3 : hit.meaning() == 0 ? 0 : (hit.meaning() - 0.6) * 5);
        candidate.set(Feature.WORDS, hit == null ? 0 : hit.words());
        candidate.set(Feature.WORDS_Z, hit == null ? -0.25 : Likeness.wordsZ(hit));
        candidate.set(Feature.MEANING_Z, hit == null ? -0.67 : Likeness.meaningZ(hit));
        candidate.set(Feature.WHOLE_Z, whole.getOrDefault(key(card), -1.0) / 3);
        candidate.set(Feature.OWN_WORDS, Likeness.ownWords(card, catalogue.outline(card.specId()), said));
        double[] traits = lines.isEmpty() ? null : candidate.traits[candidate.bestLine];
        if (traits != null) {
            candidate.set(Feature.OWN_WORDS_LINE, traits[Likeness.Trait.OWN_WORDS.ordinal()]);
            candidate.set(Feature.DANGER_LINE, traits[Likeness.Trait.DANGER.ordinal()]);
        }
        if (card.searches()) {
            candidate.set(Feature.SEARCHES, 1);
            candidate.set(Feature.SEARCHES_NAMED, named ? 1 : 0);
            boolean inLine = !lines.isEmpty()
                    && !lines.get(candidate.bestLine).clause().names().isEmpty();
            candidate.set(Feature.SEARCHES_NAMED_LINE, inLine ? 1 : 0);
        }
        things.describe(candidate);
        Set<Verbs.Action> does = Operations.actions(card);
        boolean unasked = does.stream().anyMatch(action -> action.isDangerous() && !actions.contains(action));
        candidate.set(Feature.DANGER, unasked ? 1 : 0);
        candidate.set(Feature.FORBIDDEN, prohibitions.forbids(card) ? 1 : 0);
        candidate.set(Feature.DEPRECATED, card.deprecated() ? 1 : 0);
        boolean get = card.method().equals("GET");
        boolean item = card.path().endsWith("}");
        candidate.set(Feature.ITEM, get && item ? 1 : 0);
        candidate.set(Feature.LIST, get && !item ? 1 : 0);
        candidate.set(
                Feature.PARAMETERS, card.path().chars().filter(c -> c == '{').count());
        candidate.set(Feature.ALWAYS, 1);
        candidate.set(Feature.SIZE, size);
        candidate.set(Feature.READING, reading);
        candidate.set(Feature.LINES, Math.log(1 + lines.size()));
    }
}
