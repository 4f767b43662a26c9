package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations that a language model is shown, by number: what it may pick from, and nothing else. Numbers stay the same
 * when more are added.
 */
final class OperationList {

    private static final int LONGEST_TITLE = 90;
    private static final int LONGEST_PATH = 140;

    private final List<Candidate> shown = new ArrayList<>();
    private final Map<String, String> names;

    /** @param names of systems by spec */
    OperationList(Map<String, String> names) {
        this.names = names;
    }

    /** Adds what is not there yet; the numbers of all of them, from 1. */
    List<Integer> add(List<Candidate> candidates) {
        List<Integer> numbers = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (!shown.contains(candidate)) {
                shown.add(candidate);
            }
            numbers.add(shown.indexOf(candidate) + 1);
        }
        return numbers;
    }

    String name(String specId) {
        return names.getOrDefault(specId, specId);
    }

    boolean has(int number) {
        return number >= 1 && number <= shown.size();
    }

    Candidate get(int number) {
        return shown.get(number - 1);
    }

    /** These numbers in one line each, by system. */
    String text(List<Integer> numbers, boolean titles) {
        Map<String, StringBuilder> bySystem = new LinkedHashMap<>();
        for (int number : new LinkedHashSet<>(numbers)) {
            Card card = get(number).card;
            bySystem.computeIfAbsent(card.specId(), id -> new StringBuilder())
                    .append(number)
                    .append(". ")
                    .append(oneLine(card, titles))
                    .append('\n');
        }
        StringBuilder text = new StringBuilder();
        bySystem.forEach(
                (specId, lines) -> text.append(name(specId)).append(":\n").append(lines));
        return text.toString();
    }

    /** Method, path and title, which is left out when it says no more than the path. */
    static String oneLine(Card card, boolean titles) {
        String line = card.method() + " " + Cut.line(card.path(), LONGEST_PATH);
        Set<String> more = new LinkedHashSet<>(Words.of(card.title()));
        Words.of(card.path()).forEach(more::remove);
        return titles && !more.isEmpty() ? line + " " + Cut.line(card.title(), LONGEST_TITLE) : line;
    }
}
