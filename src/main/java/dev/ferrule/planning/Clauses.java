package dev.ferrule.planning;

import dev.ferrule.catalogue.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a requirement apart into clauses: at sentences, bullets and semicolons always; at commas and conjunctions where
 * what follows stands by itself, which is when it begins with a verb or is a conjunction's second sentence.
 */
final class Clauses {

    private static final int MOST = 40;

    /** How far to look for what a part begins with. */
    private static final int BEGINNING = 160;

    /** Longer than any word or address that somebody writes; what follows counts as another one. */
    private static final Pattern TOO_LONG = Pattern.compile("(?:(?<!\\S)https?://\\S++)|(\\S{300}+)(?=\\S)");

    private static final Pattern BLANKS = Pattern.compile("[ \\t\\x0B\\f\\u00A0\\u2000-\\u200A\\u202F\\u3000]{2,}+");

    /** Quoted text, addresses and dotted names keep their punctuation to themselves. */
    private static final Pattern WHOLE = Pattern.compile(
            "https?://\\S+|(?<![\\w.+-])[\\w.+-]++@[\\w-]++\\.[\\w.]+|\"[^\"\\n]{1,200}\"|“[^”\\n]{1,200}”|«[^»\\n]{1,200}»|„[^“”\\n]{1,200}[“”]"
                    + "|(?<![\\p{L}\\p{N}])['‘][^'’\\n]{1,120}['’](?![\\p{L}])|\\([^()\\n]{1,200}\\)|\\b\\p{L}\\.\\p{L}\\.|\\b\\d++[.,:]\\d++|(?<![\\w-])[\\w-]++(?:\\.[\\w-]++)++");

    private static final Pattern SENTENCE = Pattern.compile(
            "(?<=[.!?。！？])\\s+|(?<=[。！？])|\\s*;\\s+|\\s*[\\r\\n]+\\s*(?:[-*•–]|\\d{1,2}[.)])?\\s*|:\\s+(?=\\S)|\\s+[–—-]\\s+");

    private static final Pattern JOINT = Pattern.compile(
            "\\s*,\\s*(?:and then|and also|and|then|but|or|und dann|und|dann|aber|y luego|luego|y|pero|et puis|puis|et|mais|e depois|depois|e|mas)\\s+|\\s*[,、]\\s*"
                    + "|\\s+(?:and then|and also|as well as|and|then|und dann|und|dann|y luego|luego|y|et puis|puis|et|e depois|e)\\s+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern OPENER = Pattern.compile(
            "^(?:and|then|but|or|also|next|finally|afterwards|please|pls|just|only|we|i|you|it|they|need|want|would|like|should|must|shall|will|can|could|to|und|dann|bitte|y|et|e)\\s+",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> CONDITION_STARTS = Set.of(
            "when",
            "whenever",
            "once",
            "if",
            "as",
            "after",
            "every",
            "each",
            "for",
            "wenn",
            "sobald",
            "falls",
            "jedes",
            "jeden",
            "cuando",
            "cada",
            "si",
            "quand",
            "chaque",
            "dès",
            "quando",
            "sempre",
            "on",
            "upon");

    private Clauses() {}

    /** The parts of a requirement in their order; never empty for a text with a word in it. */
    static List<String> split(String requirement) {
        List<String> wholes = new ArrayList<>();
        String guarded = guard(plain(requirement), wholes);
        List<String> parts = new ArrayList<>();
        for (String sentence : SENTENCE.split(guarded)) {
            if (!sentence.isBlank()) {
                cut(sentence.strip(), parts);
            }
        }
        List<String> clauses = new ArrayList<>();
        for (String part : parts) {
            String clause = trimmed(restore(part, wholes));
            if (Words.of(clause).isEmpty() || isLonelyAdverb(clause)) {
                continue;
            }
            if (clauses.size() == MOST) {
                clauses.set(MOST - 1, clauses.get(MOST - 1) + ", " + clause);
            } else {
                clauses.add(clause);
            }
        }
        return clauses;
    }

    /** "Additionally, …": an adverb and a comma say nothing by themselves. */
    private static boolean isLonelyAdverb(String clause) {
        List<String> words = Words.split(clause);
        return words.size() == 1 && (words.get(0).endsWith("ly") || LINKS.contains(words.get(0)));
    }

    private static final Set<String> LINKS = Set.of(
            "first",
            "second",
            "third",
            "next",
            "last",
            "then",
            "afterwards",
            "moreover",
            "furthermore",
            "meanwhile",
            "therefore",
            "besides",
            "instead",
            "lastly",
            "außerdem",
            "danach",
            "zuerst",
            "además",
            "ensuite",
            "depois");

    /** Without the first bullet, one blank at a time and no endless words, so that no pattern has far to go before it fails. */
    private static String plain(String text) {
        String narrow = BLANKS.matcher(text.replaceAll("[\\uE000-\\uF8FF]", " ").strip())
                .replaceAll(" ")
                .replaceAll("(?: ?[\\r\\n] ?)++", "\n")
                .replaceFirst("^\\d{1,2}[.)] ", "");
        return TOO_LONG.matcher(narrow).replaceAll(match -> match.group(1) == null ? "$0" : "$0 ");
    }

    private static String trimmed(String clause) {
        String text = clause.strip();
        int start = 0;
        while (start < text.length() && "-*•–,.".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        int end = text.length();
        while (end > start
                && (Character.isWhitespace(text.charAt(end - 1)) || ",.;:".indexOf(text.charAt(end - 1)) >= 0)) {
            end--;
        }
        return text.substring(start, end).strip();
    }

    /** Replaces what must stay whole by a private-use character each. */
    private static String guard(String text, List<String> wholes) {
        Matcher matcher = WHOLE.matcher(text);
        StringBuilder guarded = new StringBuilder();
        while (matcher.find()) {
            if (wholes.size() >= 6000) {
                break;
            }
            wholes.add(matcher.group());
            matcher.appendReplacement(guarded, String.valueOf((char) ('\uE000' + wholes.size() - 1)));
        }
        return matcher.appendTail(guarded).toString();
    }

    private static String restore(String part, List<String> wholes) {
        StringBuilder text = new StringBuilder();
        part.chars().forEach(c -> {
            if (c >= '\uE000' && c < '\uE000' + wholes.size()) {
                text.append(wholes.get(c - '\uE000'));
            } else {
                text.append((char) c);
            }
        });
        return text.toString();
    }

    private static void cut(String sentence, List<String> parts) {
        Matcher joint = JOINT.matcher(sentence);
        int start = 0;
        int looked = 0;
        boolean worded = false;
        boolean condition = startsCondition(beginning(sentence, 0));
        while (parts.size() < MOST && joint.find()) {
            worded = worded || saysMoreThanAVerb(sentence.substring(looked, joint.start()));
            looked = joint.end();
            String after = beginning(sentence, joint.end());
            boolean comma = joint.group().contains(",") || joint.group().contains("、");
            boolean closesCondition = condition && comma;
            if (worded && (closesCondition || standsAlone(after))) {
                parts.add(sentence.substring(start, joint.start()));
                start = joint.end();
                worded = false;
                condition = startsCondition(after);
            }
        }
        parts.add(sentence.substring(start));
    }

    /** "Check and confirm the order" is one thing to do, whichever verb it goes by. */
    private static boolean saysMoreThanAVerb(String text) {
        List<String> words = Words.of(text);
        return words.size() > 1 || (words.size() == 1 && !Verbs.isVerb(words.get(0)));
    }

    private static String beginning(String text, int from) {
        return text.substring(from, Math.min(text.length(), from + BEGINNING));
    }

    private static boolean startsCondition(String text) {
        List<String> words = Words.split(text);
        return !words.isEmpty() && CONDITION_STARTS.contains(words.get(0));
    }

    /** Nothing but a verb stands before an article or a possessive, save a preposition or another small word. */
    private static boolean isFollowedLikeVerb(String word, String next) {
        return DETERMINERS.contains(next)
                && !SMALL.contains(word)
                && !Words.of(word).isEmpty();
    }

    private static final Set<String> DETERMINERS = Set.of(
            "a", "an", "the", "its", "their", "our", "my", "your", "his", "her", "this", "these", "those", "any", "all",
            "each", "every", "it", "them", "us", "me");

    private static final Set<String> SMALL = Set.of(
            "above",
            "across",
            "against",
            "along",
            "among",
            "around",
            "because",
            "before",
            "behind",
            "below",
            "beside",
            "between",
            "beyond",
            "despite",
            "down",
            "during",
            "except",
            "including",
            "inside",
            "like",
            "near",
            "off",
            "out",
            "outside",
            "over",
            "since",
            "through",
            "throughout",
            "toward",
            "towards",
            "under",
            "unless",
            "until",
            "up",
            "upon",
            "where",
            "whether",
            "within",
            "without",
            "although",
            "though",
            "after",
            "half",
            "double",
            "using",
            "based",
            "given",
            "depending",
            "how",
            "why");

    /** Whether a text begins with a verb, after fillers such as "then please". */
    private static boolean standsAlone(String text) {
        String rest = text.strip();
        for (int i = 0; i < 4; i++) {
            Matcher opener = OPENER.matcher(rest);
            if (!opener.lookingAt()) {
                break;
            }
            rest = rest.substring(opener.end());
        }
        List<String> words = Words.split(rest.length() > 60 ? rest.substring(0, 60) : rest);
        if (words.isEmpty()) {
            return false;
        }
        int first = words.size() > 1 && words.get(0).endsWith("ly") ? 1 : 0;
        return Verbs.isVerb(words.get(first))
                || (words.size() > first + 1 && isFollowedLikeVerb(words.get(first), words.get(first + 1)))
                || Negations.startsNegated(rest)
                || startsCondition(rest);
    }
}
