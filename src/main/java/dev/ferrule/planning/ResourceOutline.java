package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Outline;
import dev.ferrule.catalogue.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What resources a system has, in a few lines: names from its paths, how many operations each has, one title of them. */
public final class ResourceOutline {

    private static final int LONGEST_TITLE = 60;

    private ResourceOutline() {}

    /**
     * The resources that share words with what is looked for come first, the larger ones then.
     *
     * @param budget characters
     */
    public static String of(Outline outline, String wanted, int budget) {
        Map<String, List<Card>> byResource = new LinkedHashMap<>();
        outline.cards()
                .forEach(card -> byResource
                        .computeIfAbsent(resource(card.path()), name -> new ArrayList<>())
                        .add(card));
        Set<String> words = new HashSet<>(Words.of(wanted));
        List<String> names = new ArrayList<>(byResource.keySet());
        Map<String, Double> weights = new LinkedHashMap<>();
        byResource.forEach((name, cards) -> weights.put(name, weight(name, cards, words, outline)));
        names.sort((a, b) -> Double.compare(weights.getOrDefault(b, 0.0), weights.getOrDefault(a, 0.0)));
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            List<Card> cards = byResource.getOrDefault(name, List.of());
            String line = name + " (" + cards.size() + "): "
                    + Cut.line(best(cards, words).title(), LONGEST_TITLE) + "\n";
            if (text.length() + line.length() > budget) {
                break;
            }
            text.append(line);
        }
        return text.toString();
    }

    private static double weight(String name, List<Card> cards, Set<String> words, Outline outline) {
        double best = 0;
        for (Card card : cards) {
            double shared = Outline.words(card).stream()
                    .filter(words::contains)
                    .mapToDouble(outline::rarity)
                    .sum();
            best = Math.max(best, shared);
        }
        return best + Math.log1p(cards.size()) / 10 - name.length() / 1000.0;
    }

    private static Card best(List<Card> cards, Set<String> words) {
        Card best = cards.get(0);
        long most = -1;
        for (Card card : cards) {
            long shared = Outline.words(card).stream().filter(words::contains).count();
            if (shared > most) {
                most = shared;
                best = card;
            }
        }
        return best;
    }

    /** The segments of a path that are no parameters, at most the last three. */
    private static String resource(String path) {
        List<String> names = new ArrayList<>();
        for (String segment : path.split("[?#]", 2)[0].split("/")) {
            if (!segment.isEmpty() && !segment.contains("{")) {
                names.add(Cut.line(segment, 40));
            }
        }
        return names.isEmpty() ? "/" : String.join("/", names.subList(Math.max(0, names.size() - 3), names.size()));
    }
}
