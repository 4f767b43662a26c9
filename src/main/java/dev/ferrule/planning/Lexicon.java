package dev.ferrule.planning;

import dev.ferrule.catalogue.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What everyday words may mean in an API's vocabulary ({@code lexicon.tsv}). English words are looked up only where a
 * spec does not use them itself; a text in another language is put into API words one by one, as a dictionary would.
 */
final class Lexicon {

    private static final int MOST = 5;
    private static final int STEM = 4;

    private final Map<String, List<String>> english = new HashMap<>();
    private final Map<Language, Map<String, List<String>>> foreign = new EnumMap<>(Language.class);

    static final Lexicon INSTANCE = new Lexicon();

    private Lexicon() {
        for (String line : Lists.lines("lexicon.tsv")) {
            String[] parts = line.split("\t");
            Language language = Language.valueOf(parts[2].toUpperCase(Locale.ROOT));
            List<String> meanings = List.of(parts[5].split("\\s*,\\s*"));
            String phrase = parts[4].toLowerCase(Locale.ROOT);
            if (language != Language.EN) {
                foreign.computeIfAbsent(language, key -> new HashMap<>()).putIfAbsent(phrase, meanings);
            } else if (!phrase.contains(" ")) {
                english.putIfAbsent(Verbs.stem(phrase), stems(meanings));
            }
        }
    }

    private static List<String> stems(List<String> meanings) {
        Set<String> stems = new LinkedHashSet<>();
        meanings.forEach(meaning -> stems.addAll(Words.of(meaning)));
        return stems.stream().limit(MOST).toList();
    }

    /** For each word of an English text (its stem) the stems that may stand for it. */
    Map<String, List<String>> substitutes(String text) {
        Map<String, List<String>> substitutes = new LinkedHashMap<>();
        for (String stem : Words.of(text)) {
            List<String> meanings = english.get(stem);
            if (meanings != null) {
                substitutes.put(stem, meanings);
            }
        }
        return substitutes;
    }

    /** A text of another language in API words, words that are not known as they are; itself when hardly any is known. */
    String translated(String text, Language language) {
        Map<String, List<String>> dictionary = foreign.getOrDefault(language, Map.of());
        List<String> words = new ArrayList<>();
        int known = 0;
        if (language == Language.JA) {
            for (Map.Entry<String, List<String>> entry : dictionary.entrySet()) {
                if (text.contains(entry.getKey().replace("*", ""))) {
                    words.addAll(entry.getValue()
                            .subList(0, Math.min(2, entry.getValue().size())));
                    known++;
                }
            }
        } else {
            for (String word : Words.split(text)) {
                List<String> meanings = lookUp(dictionary, word);
                if (meanings.isEmpty()) {
                    words.add(word);
                } else {
                    words.addAll(meanings.subList(0, Math.min(2, meanings.size())));
                    known++;
                }
            }
        }
        return known == 0 ? text : String.join(" ", words);
    }

    /** The word itself, or the longest entry with a star that it begins with. */
    private static List<String> lookUp(Map<String, List<String>> dictionary, String word) {
        List<String> exact = dictionary.get(word);
        if (exact != null) {
            return exact;
        }
        for (int end = word.length(); end >= STEM; end--) {
            List<String> begins = dictionary.get(word.substring(0, end) + "*");
            if (begins != null) {
                return begins;
            }
        }
        return List.of();
    }
}
