package dev.ferrule.planning;

import dev.ferrule.catalogue.Words;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what "it" and "them" stand for: the thing that the clauses before spoke of. "Create a server … and stop it" asks
 * to stop a server, which the second clause alone does not say. English only; a guess, so it is added, not put instead.
 */
final class Pronouns {

    private static final Pattern PRONOUN = Pattern.compile(
            "\\b(?:it|them|they|its|their|this one|that one|the same|those|these)\\b", Pattern.CASE_INSENSITIVE);

    /** An article or the like, and what follows it. */
    private static final Pattern THING = Pattern.compile(
            "\\b(?:the|an?|our|my|your|this|another|each|every|all|new|existing)\\s+((?:[\\p{L}-]+\\s*){1,3})",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> END = Set.of(
            "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "is", "are", "was", "were", "and", "or",
            "that", "which", "who", "when", "if", "has", "have", "into", "via", "through", "will", "should", "must");

    private static final int LONG = 12;

    private String thing = "";

    /** The query of a clause, with the thing that its pronoun stands for where it has one and is short. */
    String resolve(String text, String query) {
        boolean speaksOfIt = PRONOUN.matcher(text).find() && Words.split(query).size() <= LONG;
        String resolved = speaksOfIt && !thing.isEmpty() ? query + " " + thing : query;
        String own = thing(query);
        if (!own.isEmpty() && !(speaksOfIt && !thing.isEmpty())) {
            thing = own;
        }
        return resolved;
    }

    /** The first thing that a clause names with an article: up to two words that are no verbs. */
    private static String thing(String query) {
        Matcher matcher = THING.matcher(query);
        while (matcher.find()) {
            StringBuilder thing = new StringBuilder();
            int words = 0;
            for (String word : matcher.group(1).strip().split("\\s+")) {
                List<String> pieces = Words.split(word);
                if (words == 0 && Character.isUpperCase(word.charAt(0))) {
                    continue;
                }
                boolean stops = pieces.isEmpty() || END.contains(pieces.get(0)) || Verbs.isVerb(pieces.get(0));
                if (stops || words == 2) {
                    break;
                }
                thing.append(words == 0 ? "" : " ").append(word);
                words++;
            }
            if (words > 0 && !Words.of(thing.toString()).isEmpty()) {
                return thing.toString();
            }
        }
        return "";
    }
}
