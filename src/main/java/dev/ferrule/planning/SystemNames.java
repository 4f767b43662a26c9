package dev.ferrule.planning;

import dev.ferrule.catalogue.SystemCard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The names by which systems are called: the words of their titles and of their domains, without those that every API
 * has. How much a word tells is how few systems bear it.
 */
final class SystemNames {

    private static final Set<String> GENERIC = Set.of(
            "api",
            "apis",
            "rest",
            "restful",
            "web",
            "service",
            "services",
            "the",
            "public",
            "open",
            "openapi",
            "swagger",
            "version",
            "http",
            "https",
            "json",
            "reference",
            "documentation",
            "docs",
            "spec",
            "specification",
            "server",
            "client",
            "sdk",
            "interface",
            "endpoint",
            "endpoints",
            "of",
            "for",
            "and",
            "by",
            "www",
            "com",
            "net",
            "org",
            "io",
            "co",
            "app",
            "dev",
            "local",
            "localhost",
            "example",
            "invalid",
            "test",
            "cloud",
            "platform",
            "core",
            "a",
            "an",
            "in",
            "to",
            "with",
            "v",
            "definition",
            "gateway",
            "internal",
            "external",
            "beta",
            "alpha",
            "preview");

    private final List<Named> systems = new ArrayList<>();
    private final Map<String, Integer> bearers = new HashMap<>();
    private final Predicate<String> ordinary;

    /** Words of titles only, each of which costs a look into the index once. */
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    /** @param title words of the title; @param domain words of the domain that are not in the title; @param site its name */
    private record Named(SystemCard card, Set<String> title, Set<String> domain, String site) {

        /** Whether the system is called by this word alone. */
        boolean isCalled(String word) {
            return word.equals(site) || (title.size() == 1 && title.contains(word));
        }
    }

    /**
     * How well a text's words name a system, and which words those are (by their place in the text).
     *
     * @param sure whether one of them is a name: it is written like one, or the system is called nothing else. A title
     *     that only describes ("Energy Usage Service") shares its words with what is asked for.
     */
    record Match(SystemCard card, double score, Set<Integer> places, boolean sure) {}

    /** @param ordinary whether a word is also used by the operations of many systems, so that it names none by itself */
    SystemNames(List<SystemCard> cards, Predicate<String> ordinary) {
        this.ordinary = word -> known.computeIfAbsent(word, ordinary::test);
        for (SystemCard card : cards) {
            if (!card.current()) {
                continue;
            }
            Set<String> title = words(card.title());
            String site = domain(card.host());
            Set<String> domain = words(site);
            domain.removeAll(title);
            systems.add(new Named(card, title, domain, site));
            Set<String> all = new HashSet<>(title);
            all.addAll(domain);
            all.forEach(word -> bearers.merge(word, 1, Integer::sum));
        }
    }

    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (Token token : tokens(text)) {
            if (!GENERIC.contains(token.word())
                    && !token.word().matches("v?\\d+")
                    && token.word().length() > 1) {
                words.add(token.word());
            }
        }
        return words;
    }

    /** The host without what all hosts have: "api.eu.shop.example" is "eu shop". */
    private static String domain(@Nullable String host) {
        if (host == null || host.matches("[\\d.]+")) {
            return "";
        }
        String[] labels = host.split("\\.");
        int last = labels.length > 2 && labels[labels.length - 2].length() <= 3 ? labels.length - 2 : labels.length - 1;
        return last <= 0 ? host : labels[last - 1];
    }

    private double rarity(String word) {
        return Math.log((systems.size() + 1.0) / (bearers.getOrDefault(word, 0) + 0.5));
    }

    /** A word of a text: as it is compared, and whether it looks like a name there. */
    record Token(String word, boolean nameLike) {}

    /** The words of a text; hyphenated names also count as one word. */
    static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        boolean sentenceStart = true;
        for (String raw : text.split("[\\s/(),;:\"“”'’!?]+")) {
            String trimmed = trimmed(raw);
            String word = trimmed.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(java.util.Locale.ROOT);
            if (!word.isEmpty()) {
                boolean capital = Character.isUpperCase(trimmed.charAt(0));
                boolean inner = trimmed.chars().skip(1).anyMatch(Character::isUpperCase);
                tokens.add(new Token(word, inner || (capital && !sentenceStart)));
            }
            sentenceStart = raw.endsWith(".") || raw.endsWith(":");
        }
        return tokens;
    }

    private static String trimmed(String raw) {
        int[] points = raw.codePoints().toArray();
        int start = 0;
        int end = points.length;
        while (start < end && !Character.isLetterOrDigit(points[start])) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(points[end - 1])) {
            end--;
        }
        return new String(points, start, end - start);
    }

    /**
     * The systems that a text names, best first; each mention goes to the systems that it fits best, several only when
     * they fit alike.
     */
    List<Match> named(String text) {
        List<Token> tokens = tokens(text);
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            places.computeIfAbsent(tokens.get(i).word(), word -> new ArrayList<>())
                    .add(i);
        }
        List<Match> matches = new ArrayList<>();
        for (Named system : systems) {
            Match match = match(system, tokens, places);
            if (match != null) {
                matches.add(match);
            }
        }
        matches.sort(Comparator.comparingDouble(Match::score).reversed());
        List<Match> chosen = new ArrayList<>();
        Map<Integer, Double> taken = new HashMap<>();
        for (Match match : matches) {
            boolean better = match.places().stream().anyMatch(place -> !taken.containsKey(place));
            boolean alike =
                    match.places().stream().allMatch(place -> taken.getOrDefault(place, 0.0) <= match.score() * 1.05);
            if (better || alike) {
                chosen.add(match);
                match.places().forEach(place -> taken.merge(place, match.score(), Math::max));
            }
        }
        return chosen;
    }

    private @Nullable Match match(Named system, List<Token> tokens, Map<String, List<Integer>> places) {
        double total = 0;
        double held = 0;
        double strongest = 0;
        boolean sure = false;
        Set<Integer> used = new LinkedHashSet<>();
        List<String> words = new ArrayList<>(system.title());
        words.addAll(system.domain());
        boolean onlyWord = system.title().size() <= 1;
        for (String word : words) {
            List<Integer> at = places.getOrDefault(word, List.of());
            double rarity = rarity(word);
            // A title that is named in part fits less; a domain is a bonus.
            total += !at.isEmpty() || system.title().contains(word) ? rarity : 0;
            if (!at.isEmpty()) {
                held += rarity;
                used.addAll(at);
                double strength = strength(word, rarity, onlyWord, tokens, at);
                strongest = Math.max(strongest, strength);
                sure |= strength >= 1 && (isWritten(tokens, at) || system.isCalled(word));
            }
        }
        if (strongest < 1 || total == 0) {
            return null;
        }
        return new Match(system.card(), held * Math.sqrt(held / total), used, sure);
    }

    private static boolean isWritten(List<Token> tokens, List<Integer> at) {
        return at.stream().anyMatch(place -> tokens.get(place).nameLike());
    }

    /** At least 1 where a word by itself makes a name: few systems bear it, and it is written or used like one. */
    private double strength(String word, double rarity, boolean onlyWord, List<Token> tokens, List<Integer> at) {
        boolean written = isWritten(tokens, at);
        boolean used = onlyWord
                && at.stream()
                        .anyMatch(place -> place > 0
                                && BEFORE_NAMES.contains(tokens.get(place - 1).word()));
        double needed = Math.log((systems.size() + 1.0) / (Math.max(3, systems.size() * 0.03) + 0.5));
        boolean everyday = Verbs.isVerb(word) || ORDINARY.contains(Verbs.stem(word)) || ordinary.test(word);
        if (everyday && !written) {
            return 0;
        }
        return written || used || rarity >= needed ? (everyday ? 1 : 2) : 0.5;
    }

    private static final Set<String> BEFORE_NAMES = Set.of(
            "in", "on", "to", "from", "via", "through", "with", "into", "our", "my", "using", "at", "of", "the", "auf",
            "von", "mit", "nach", "über", "en", "de", "con", "a", "dans", "sur", "avec", "em", "no", "na", "com");

    /** Words that titles of APIs and requirements share without meaning one system by them; stems. */
    private static final Set<String> ORDINARY = new HashSet<>();

    static {
        for (String word : Lists.lines("ordinary.txt")) {
            for (String one : word.split(" ")) {
                ORDINARY.add(Verbs.stem(one));
            }
        }
    }
}
