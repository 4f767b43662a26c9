package dev.ferrule.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a language model answers when it says how people would ask for operations; see {@code prompts/enrich.md}. */
record PhrasesAnswer(List<Said> operations) {

    private static final int MOST = 4;
    private static final int MOST_WORDS = 8;
    private static final int LONGEST = 80;

    PhrasesAnswer {
        operations = operations == null ? List.of() : operations;
    }

    /** @param operation its number in the list that was shown */
    record Said(JsonNode operation, List<String> phrases) {}

    /** What is wrong with it, for the model. */
    List<String> faults(int shown) {
        return byNumber(shown).isEmpty()
                ? List.of("'operations' must have the numbers 1 to " + shown + " with phrases for each.")
                : List.of();
    }

    /**
     * The phrases by number, as nothing but a few words each; whatever was said of numbers that were not shown is dropped. A
     * spec can make a model say what it likes here, and comes to no more than what its own description could say.
     */
    Map<Integer, List<String>> byNumber(int shown) {
        Map<Integer, List<String>> known = new HashMap<>();
        for (Said said : operations) {
            int number = said == null || said.operation() == null
                    ? 0
                    : said.operation().asInt(0);
            if (number >= 1 && number <= shown && said.phrases() != null && !known.containsKey(number)) {
                known.put(number, cleaned(said.phrases()));
            }
        }
        return known;
    }

    private static List<String> cleaned(List<String> phrases) {
        List<String> cleaned = new ArrayList<>();
        for (String phrase : phrases) {
            if (phrase == null || cleaned.size() == MOST) {
                continue;
            }
            String shortened = phrase.length() > LONGEST ? phrase.substring(0, LONGEST) : phrase;
            List<String> words = Words.split(shortened);
            String text = String.join(" ", words.subList(0, Math.min(MOST_WORDS, words.size())));
            if (!text.isEmpty() && !cleaned.contains(text)) {
                cleaned.add(text);
            }
        }
        return List.copyOf(cleaned);
    }
}
