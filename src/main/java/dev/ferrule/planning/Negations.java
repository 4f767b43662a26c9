package dev.ferrule.planning;

import dev.ferrule.catalogue.Words;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises what a text rules out, in the languages that requirements are written in here. */
final class Negations {

    private static final String FILLER =
            "(?:but |and |so |also |please |pls |just |only |bitte |aber |pero |mais |mas )*+";

    /** Who or what a prohibition is about: a few words at most, before the negated verb. */
    private static final String SUBJECT = "(?:\\S+ ){0,4}?";

    private static final Pattern START = Pattern.compile(
            "^\\W*+" + FILLER
                    + "(?:(?:never|do(?:n[’']?t| not)|not|no|without|nothing|nobody|no one|none of|avoid|hands off|keine?[nrms]?|nicht|nichts|nie|niemals|ohne|nunca|jamás|sin|jamais|sans|ne|não|nao|sem|nada|rien|niemand)\\b"
                    + "|" + SUBJECT
                    + "(?:must|may|should|shall|can|will|do|does|did|is|are)(?: not\\b|n[’']t\\b| never\\b| in no case\\b)"
                    + "|" + SUBJECT + "(?:cannot|never)\\b"
                    + "|" + SUBJECT + "(?:darf|dürfen|soll|sollen) (?:nicht|nie|kein)"
                    + "|leave\\b.{1,80}\\b(?:alone|untouched|as (?:it|they) (?:is|are))"
                    + "|keep .{1,60} (?:untouched|as (?:it|they) (?:is|are))"
                    + "|.{0,60}\\b(?:must|should|has to|have to|shall|will)? ?(?:stays?|remains?) (?:exactly |just )?(?:as (?:it|they) (?:is|are)|untouched|unchanged))"
                    + "|(?:ない|しない|せず)で?(?:ください)?。?$",
            Pattern.CASE_INSENSITIVE);

    /** Where a clause that asks for something goes on with what is ruled out. */
    private static final Pattern TURN = Pattern.compile(
            "\\s*[,(–-]?\\s*\\b(?:(?:but |and |so that |so )?(?:not (?:just|merely|only|yet)|do(?:n[’']?t| not)|never|without|rather than|instead of|so (?:that )?(?:nobody|no one|nothing)|ohne|nicht|aber nicht|sin|sans|sem|jamais|nunca)\\b)",
            Pattern.CASE_INSENSITIVE);

    private Negations() {}

    /** Whether a text begins by ruling something out. */
    static boolean startsNegated(String text) {
        return START.matcher(text).find();
    }

    /** Where what is ruled out begins within a clause that asks for something first; -1 where nothing is. */
    static int turn(String clause) {
        Matcher turn = TURN.matcher(clause);
        int words = 0;
        int counted = 0;
        while (turn.find()) {
            words += Words.of(clause.substring(counted, turn.start())).size();
            counted = turn.start();
            if (words >= 2) {
                return turn.start();
            }
        }
        return -1;
    }
}
