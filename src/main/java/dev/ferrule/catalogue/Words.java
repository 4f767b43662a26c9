package dev.ferrule.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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

    /** The same by how they are written, empty for the emptiest words, so that most need one look. */
    private static final Map<String, String> WORDS = new ConcurrentHashMap<>();

    /** The words of short texts that stand in document after document, such as the names of parameters. */
    private static final Map<String, List<String>> NAMES = new ConcurrentHashMap<>();

    private static final int MOST_STEMS = 20_000;

    private Words() {}

    /** The words of a text in their order, repeated ones kept. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        each(text, words::add);
        return words;
    }

    /** The same for a name that is likely to come again. */
    static List<String> ofName(String name) {
        List<String> known = NAMES.get(name);
        if (known == null) {
            known = List.copyOf(of(name));
            if (NAMES.size() < MOST_STEMS && name.length() < 40) {
                NAMES.put(name, known);
            }
        }
        return known;
    }

    static void each(String text, Consumer<String> words) {
        pieces(text, piece -> {
            String word = WORDS.get(piece);
            if (word == null) {
                word = word(piece);
            }
            if (!word.isEmpty()) {
                words.accept(word);
            }
        });
    }

    private static String word(String piece) {
        String lower = piece.toLowerCase(Locale.ROOT);
        String word = EMPTY.contains(lower) ? "" : stem(lower);
        if (WORDS.size() < MOST_STEMS && piece.length() < 30) {
            WORDS.put(piece, word);
        }
        return word;
    }

    static String stem(String word) {
        if (word.length() < 3) {
            return word;
        }
        String known = STEMS.get(word);
        if (known != null) {
            return known;
        }
        EnglishStemmer stemmer = new EnglishStemmer();
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
        pieces(text, piece -> pieces.add(piece.toLowerCase(Locale.ROOT)));
        return pieces;
    }

    private static void pieces(String text, Consumer<String> pieces) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (start >= 0 && (!inside || isHump(text, i))) {
                pieces.accept(text.substring(start, i));
                start = -1;
            }
            if (inside && start < 0) {
                start = i;
            }
        }
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
