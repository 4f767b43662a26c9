package dev.ferrule.planning;

import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Hit;
import dev.ferrule.catalogue.SystemCard;
import dev.ferrule.catalogue.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Systems first: which of the catalogue's APIs a requirement is about, and which of its clauses is about which. A system
 * is named, or, where nothing is named, described by what its operations do.
 */
@Component
class SystemFinder {

    private static final int DESCRIBED = 3;
    private static final int MOST = 8;
    private static final int HITS = 40;

    private final Catalogue catalogue;
    private final Map<String, SystemNames> namesByOrg = new HashMap<>();
    private final Map<String, List<SystemCard>> cardsByOrg = new HashMap<>();

    SystemFinder(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The systems, the lines with the systems that each is about, and clauses about systems that nobody knows.
     *
     * @param names words of the requirement that name systems, in small letters
     */
    record Found(List<FoundSystem> systems, List<Line> lines, List<Stranger> strangers, Set<String> names) {}

    /** A name that looks like a system's, in a clause that names no known one. */
    record Stranger(String name, Clause clause) {}

    /** @param given specs to stay within; empty: the whole catalogue */
    Found find(String org, String requirement, Restatement restatement, List<String> given) {
        SystemNames names = names(org);
        List<SystemNames.Match> matches = new ArrayList<>(names.named(requirement));
        if (!given.isEmpty()) {
            matches.removeIf(match -> !given.contains(match.card().specId()));
        }
        List<FoundSystem> systems = given.isEmpty()
                ? named(org, requirement, matches, restatement)
                : given(org, given, matches, requirement);
        boolean described = systems.isEmpty() && given.isEmpty();
        if (described) {
            systems = described(org, requirement, restatement);
        }
        List<Line> lines = new ArrayList<>();
        List<String> all =
                systems.stream().map(system -> system.card().specId()).toList();
        List<Stranger> strangers = new ArrayList<>();
        for (Clause clause : restatement.lines()) {
            Set<String> own = new LinkedHashSet<>();
            for (SystemNames.Match match : names.named(clause.text())) {
                if (match.sure() && all.contains(match.card().specId())) {
                    own.add(match.card().specId());
                }
            }
            String stranger =
                    own.isEmpty() && given.isEmpty() && !described ? stranger(clause.text(), requirement) : null;
            if (stranger != null) {
                strangers.add(new Stranger(stranger, clause));
                continue;
            }
            String query = withoutNames(clause, names, all);
            if (!Words.of(query).isEmpty()) {
                lines.add(new Line(clause, query, own.isEmpty() ? all : List.copyOf(own)));
            }
        }
        if (lines.isEmpty()) {
            restatement.lines().forEach(clause -> lines.add(new Line(clause, clause.query(), all)));
        }
        return new Found(systems, lines, strangers, said(requirement, matches));
    }

    private List<FoundSystem> given(
            String org, List<String> given, List<SystemNames.Match> matches, String requirement) {
        Map<String, SystemCard> cards = catalogue.systems(org).stream()
                .collect(Collectors.toMap(SystemCard::specId, card -> card, (a, b) -> a));
        Map<String, SystemNames.Match> named =
                matches.stream().collect(Collectors.toMap(match -> match.card().specId(), match -> match, (a, b) -> a));
        List<FoundSystem> systems = new ArrayList<>();
        for (String specId : new LinkedHashSet<>(given)) {
            SystemCard card = cards.get(specId);
            if (card != null) {
                SystemNames.Match match = named.get(specId);
                systems.add(new FoundSystem(
                        card,
                        match == null ? "given with the requirement" : said(requirement, match),
                        match != null,
                        List.of()));
            }
        }
        return systems;
    }

    /** One system a mention; of several that fit a mention alike, the one whose operations fit best. */
    private List<FoundSystem> named(
            String org, String requirement, List<SystemNames.Match> matches, Restatement restatement) {
        List<FoundSystem> systems = new ArrayList<>();
        List<SystemNames.Match> left = new ArrayList<>(matches);
        while (!left.isEmpty() && systems.size() < MOST) {
            SystemNames.Match first = left.get(0);
            List<SystemNames.Match> alike = left.stream()
                    .filter(match -> match.score() >= 0.8 * first.score()
                            && match.places().stream().anyMatch(first.places()::contains))
                    .limit(12)
                    .toList();
            SystemNames.Match best = alike.size() == 1 ? first : fittest(org, alike, restatement, requirement);
            systems.add(new FoundSystem(
                    best.card(),
                    said(requirement, best),
                    true,
                    alike.stream()
                            .filter(match -> match != best)
                            .map(SystemNames.Match::card)
                            .limit(5)
                            .toList()));
            Set<Integer> used = new HashSet<>(first.places());
            left.removeIf(match -> match == first || match.places().stream().anyMatch(used::contains));
        }
        return systems;
    }

    private SystemNames.Match fittest(
            String org, List<SystemNames.Match> alike, Restatement restatement, String requirement) {
        List<String> ids = alike.stream().map(match -> match.card().specId()).toList();
        Map<String, Double> fit = fit(org, ids, requirement, restatement);
        return alike.stream()
                .max(Comparator.comparingDouble(match ->
                        match.score() * (1 + fit.getOrDefault(match.card().specId(), 0.0))))
                .orElseThrow();
    }

    /** How well systems' best operations fit the clauses: the mean over clauses of each one's best nearness, 0 to 1. */
    private Map<String, Double> fit(String org, List<String> specIds, String requirement, Restatement restatement) {
        List<String> texts = texts(requirement, restatement);
        Map<String, Double> sums = new HashMap<>();
        for (List<Hit> hits : catalogue.find(org, specIds, texts, HITS)) {
            Map<String, Double> best = new HashMap<>();
            hits.forEach(hit -> best.merge(hit.card().specId(), nearness(hit), Math::max));
            best.forEach((id, near) -> sums.merge(id, near / texts.size(), Double::sum));
        }
        return sums;
    }

    private static double nearness(Hit hit) {
        return 0.5 * hit.words() + Math.max(0, hit.meaning() - 0.5);
    }

    private static List<String> texts(String requirement, Restatement restatement) {
        List<String> texts = new ArrayList<>();
        restatement.lines().stream().limit(8).forEach(line -> texts.add(line.query()));
        if (texts.isEmpty()) {
            texts.add(requirement);
        }
        return texts;
    }

    /** Where nothing is named: the systems whose operations and descriptions fit the clauses best. */
    private List<FoundSystem> described(String org, String requirement, Restatement restatement) {
        Map<String, SystemCard> cards = new LinkedHashMap<>();
        cards(org).forEach(card -> cards.put(card.specId(), card));
        Map<String, Double> scores = new HashMap<>();
        List<String> texts = texts(requirement, restatement);
        for (List<Hit> hits : catalogue.find(org, List.of(), texts, HITS)) {
            Map<String, Double> best = new HashMap<>();
            hits.forEach(hit -> best.merge(hit.card().specId(), nearness(hit), Math::max));
            double top = best.values().stream().mapToDouble(x -> x).max().orElse(1);
            best.forEach((id, near) -> scores.merge(id, near * near / Math.max(0.1, top), Double::sum));
        }
        double topText = 0;
        Map<String, Float> byText = catalogue.systemScores(org, requirement, 20);
        for (float score : byText.values()) {
            topText = Math.max(topText, score);
        }
        for (Map.Entry<String, Float> entry : byText.entrySet()) {
            scores.merge(entry.getKey(), 0.5 * entry.getValue() / Math.max(1e-6, topText), Double::sum);
        }
        List<SystemCard> ranked = scores.entrySet().stream()
                .filter(entry -> cards.containsKey(entry.getKey())
                        && cards.get(entry.getKey()).current())
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(DESCRIBED + 5)
                .map(entry -> cards.get(entry.getKey()))
                .toList();
        List<FoundSystem> systems = new ArrayList<>();
        for (SystemCard card : ranked.subList(0, Math.min(DESCRIBED, ranked.size()))) {
            systems.add(new FoundSystem(
                    card,
                    "its operations fit what is described",
                    false,
                    ranked.stream().filter(other -> !other.equals(card)).toList()));
        }
        return systems;
    }

    /** "in Shopify" at the end of a clause, where other clauses name systems that are known. */
    private static @Nullable String stranger(String clause, String requirement) {
        if (Language.of(requirement) == Language.DE) {
            return null;
        }
        Matcher matcher = STRANGER.matcher(clause);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static final Pattern STRANGER =
            Pattern.compile("\\b(?:in|on|via|through|with|using|from|to|into)\\s+(\\p{Lu}[\\p{L}\\p{N}.-]{2,40})\\W*$");

    /** The words of the requirement that name systems. */
    private static Set<String> said(String requirement, List<SystemNames.Match> matches) {
        List<SystemNames.Token> tokens = SystemNames.tokens(requirement);
        Set<String> words = new LinkedHashSet<>();
        matches.stream()
                .filter(SystemNames.Match::sure)
                .forEach(match -> match.places()
                        .forEach(place -> words.add(tokens.get(place).word())));
        return words;
    }

    private static String said(String requirement, SystemNames.Match match) {
        List<SystemNames.Token> tokens = SystemNames.tokens(requirement);
        return "named: "
                + match.places().stream()
                        .sorted()
                        .map(place -> tokens.get(place).word())
                        .distinct()
                        .collect(Collectors.joining(" "));
    }

    private static String withoutNames(Clause clause, SystemNames names, List<String> systems) {
        String query = clause.query();
        List<SystemNames.Token> tokens = SystemNames.tokens(clause.query());
        for (SystemNames.Match match : names.named(clause.query())) {
            if (match.sure() && systems.contains(match.card().specId())) {
                Set<String> words = new LinkedHashSet<>();
                match.places().forEach(place -> words.add(tokens.get(place).word()));
                for (String word : words) {
                    query = query.replaceAll("(?iu)\\b" + Pattern.quote(word) + "(?:[’']s)?\\b", " ");
                }
            }
        }
        return query.replaceAll("\\s+", " ").strip();
    }

    private synchronized SystemNames names(String org) {
        cards(org);
        return namesByOrg.computeIfAbsent(
                org, id -> new SystemNames(cards(org), word -> catalogue.isOrdinary(org, word)));
    }

    /** Renews what is remembered when the catalogue has changed; its list is one object as long as it is the same. */
    private synchronized List<SystemCard> cards(String org) {
        List<SystemCard> now = catalogue.systems(org);
        if (cardsByOrg.put(org, now) != now) {
            namesByOrg.remove(org);
        }
        return now;
    }
}
