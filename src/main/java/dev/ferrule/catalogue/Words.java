package dev.ferrule.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * Cuts text, identifiers and paths into the words that are indexed: letters and digits, camelCase taken apart, lower
 * case, without the emptiest English words, stemmed by Porter's second algorithm. The same for documents and queries.
 */
public final class Words {

    private static final Set<String> EMPTY = Set.of(
            "a",
            "an",
            "the",
            "and",
            "or",
            "of",
            "in",
            "on",
            "at",
            "to",
            "for",
            "from",
            "by",
            "with",
            "as",
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "it",
            "its",
            "this",
            "that",
            "these",
            "those",
            "we",
            "our",
            "us",
            "you",
            "your",
            "i",
            "my",
            "me",
            "they",
            "their",
            "them",
            "he",
            "she",
            "his",
            "her",
            "there",
            "here",
            "so",
            "then",
            "than",
            "if",
            "when",
            "whenever",
            "while",
            "which",
            "who",
            "whom",
            "whose",
            "what",
            "will",
            "would",
            "should",
            "shall",
            "can",
            "could",
            "may",
            "might",
            "must",
            "do",
            "does",
            "did",
            "has",
            "have",
            "had",
            "not",
            "no",
            "also",
            "too",
            "very",
            "just",
            "only",
            "please",
            "want",
            "wants",
            "need",
            "needs",
            "into",
            "onto",
            "about",
            "per",
            "via",
            "some",
            "any",
            "such",
            "own",
            "same",
            "each",
            "every",
            "all",
            "both",
            "but");

    /** The first words are the common ones, so they stay; stemming takes most of the time of indexing otherwise. */
    private static final Map<String, String> STEMS = new ConcurrentHashMap<>();

    private static final int MOST_STEMS = 20_000;

    private Words() {}

    /** The words of a text in their order, repeated ones kept. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        EnglishStemmer stemmer = new EnglishStemmer();
        for (String word : split(text)) {
            if (!EMPTY.contains(word)) {
                words.add(stem(stemmer, word));
            }
        }
        return words;
    }

    static String stem(String word) {
        return stem(new EnglishStemmer(), word);
    }

    private static String stem(EnglishStemmer stemmer, String word) {
        if (word.length() < 3) {
            return word;
        }
        String known = STEMS.get(word);
        if (known != null) {
            return known;
        }
        stemmer.setCurrent(word);
        stemmer.stem();
        String stem = stemmer.getCurrent();
        if (STEMS.size() < MOST_STEMS && word.length() < 30) {
            STEMS.put(word, stem);
        }
        return stem;
    }

    /** Lower-case pieces, unstemmed and with the empty words: "getUserIDs/v2" is get, user, ids, v2. */
    public static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (start >= 0 && (!inside || isHump(text, i))) {
                pieces.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
            if (inside && start < 0) {
                start = i;
            }
        }
        return pieces;
    }

    /** A capital after a small letter, or the last capital of a run that a small one follows ("HTTPServer"). */
    private static boolean isHump(String text, int i) {
        if (!Character.isUpperCase(text.charAt(i))) {
            return false;
        }
        char before = text.charAt(i - 1);
        boolean plural = i + 1 < text.length() && text.charAt(i + 1) == 's' && !isSmall(text, i + 2);
        return Character.isLowerCase(before) || (Character.isUpperCase(before) && isSmall(text, i + 1) && !plural);
    }

    private static boolean isSmall(String text, int i) {
        return i < text.length() && Character.isLowerCase(text.charAt(i));
    }
}
