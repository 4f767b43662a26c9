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

    /** Quoted text, addresses and dotted names keep their punctuation to themselves. */
    private static final Pattern WHOLE = Pattern.compile(
            "https?://\\S+|[\\w.+-]+@[\\w-]+\\.[\\w.]+|\"[^\"\\n]{1,200}\"|“[^”\\n]{1,200}”|«[^»\\n]{1,200}»|„[^“”\\n]{1,200}[“”]"
                    + "|(?<![\\p{L}\\p{N}])['‘][^'’\\n]{1,120}['’](?![\\p{L}])|\\([^()\\n]{1,200}\\)|\\b\\p{L}\\.\\p{L}\\.|\\b\\d+[.,:]\\d+|[\\w-]+(?:\\.[\\w-]+)+");

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
        String guarded = guard(requirement.strip(), wholes);
        List<String> parts = new ArrayList<>();
        for (String sentence : SENTENCE.split(guarded)) {
            if (!sentence.isBlank()) {
                cut(sentence.strip(), parts);
            }
        }
        List<String> clauses = new ArrayList<>();
        for (String part : parts) {
            String clause = restore(part, wholes).strip().replaceAll("^[-*•–,.]+\\s*|[\\s,.;:]+$", "");
            if (Words.of(clause).isEmpty()) {
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

    /** Replaces what must stay whole by a private-use character each. */
    private static String guard(String text, List<String> wholes) {
        Matcher matcher = WHOLE.matcher(text.replaceAll("[\\uE000-\\uF8FF]", " "));
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
        boolean condition = startsCondition(sentence);
        while (joint.find()) {
            String before = sentence.substring(start, joint.start());
            String after = sentence.substring(joint.end());
            boolean comma = joint.group().contains(",") || joint.group().contains("、");
            boolean closesCondition = condition && comma;
            if (Words.of(before).size() >= 1 && (closesCondition || standsAlone(after))) {
                parts.add(before);
                start = joint.end();
                condition = startsCondition(after);
            }
        }
        parts.add(sentence.substring(start));
    }

    private static boolean startsCondition(String text) {
        List<String> words = Words.split(text);
        return !words.isEmpty() && CONDITION_STARTS.contains(words.get(0));
    }

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
        return Verbs.isVerb(words.get(0))
                || (words.size() > 1 && words.get(0).endsWith("ly") && Verbs.isVerb(words.get(1)))
                || Negations.startsNegated(rest)
                || startsCondition(rest);
    }
}
