package dev.ferrule.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All operations of one spec as cards, found by id, by method and path, and by path with its parameters' names ignored. */
public final class Outline {

    private final List<Card> cards;
    private final Map<String, Card> byId = new HashMap<>();
    private final Map<String, List<Card>> byShape = new HashMap<>();
    private final Map<String, Integer> holders = new HashMap<>();

    Outline(List<Card> cards) {
        this.cards = List.copyOf(cards);
        for (Card card : cards) {
            byId.put(card.operationId(), card);
            byShape.computeIfAbsent(shape(card.path()), shape -> new ArrayList<>())
                    .add(card);
            words(card).forEach(word -> holders.merge(word, 1, Integer::sum));
        }
    }

    /** The words by which an operation is told from its neighbours: those of its path and its title. */
    public static Set<String> words(Card card) {
        Set<String> words = new LinkedHashSet<>(Words.of(card.path()));
        words.addAll(Words.of(card.title()));
        return words;
    }

    /** How much a word tells in this spec: 0 when every operation holds it, more the fewer do (BM25's idf). */
    public double rarity(String word) {
        int count = holders.getOrDefault(word, 0);
        return Math.log(1 + (cards.size() - count + 0.5) / (count + 0.5));
    }

    public List<Card> cards() {
        return cards;
    }

    public int size() {
        return cards.size();
    }

    public Optional<Card> byId(String operationId) {
        return Optional.ofNullable(byId.get(operationId));
    }

    /** The operations on a path, whatever its parameters are called. */
    public List<Card> at(String path) {
        return byShape.getOrDefault(shape(path), Collections.emptyList());
    }

    /** The path in lower case with every parameter as {@code {}}, without what follows a '?' or '#', or a last slash. */
    public static String shape(String path) {
        StringBuilder shape = new StringBuilder(path.length());
        int depth = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '{') {
                if (depth++ == 0) {
                    shape.append("{}");
                }
            } else if (c == '}') {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0) {
                if (c == '?' || c == '#') {
                    break;
                }
                shape.append(Character.toLowerCase(c));
            }
        }
        while (shape.length() > 1 && shape.charAt(shape.length() - 1) == '/') {
            shape.setLength(shape.length() - 1);
        }
        return shape.toString();
    }
}
