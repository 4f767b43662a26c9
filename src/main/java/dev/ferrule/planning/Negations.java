package dev.ferrule.planning;

import java.util.regex.Pattern;

/** Recognises what a text rules out, in the languages that requirements are written in here. */
final class Negations {

    private static final Pattern ANYWHERE = Pattern.compile(
            "\\b(?:never|don[’']?t|do not|does not|doesn[’']?t|must not|mustn[’']?t|should not|shouldn[’']?t|may not|cannot|can[’']?t|won[’']?t"
                    + "|without|rather than|instead of|no longer|not (?:yet|just|to|by|be|the|any)|no need|nobody|no one|nothing|none of"
                    + "|leave .{1,60} (?:alone|untouched|as (?:it|they) (?:is|are))|keep .{1,40} untouched|hands off|stays? (?:exactly )?(?:as (?:it|they) (?:is|are)|untouched|unchanged|in)"
                    + "|nicht|nie|niemals|keine?[nrms]?|ohne|nunca|jamás|sin|jamais|sans|ne .{1,30} pas|não|nao|sem)\\b|ない|しない|せず",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern START = Pattern.compile(
            "^\\W*(?:but |and |please |just |bitte |we |it |they )*(?:never|don[’']?t|do not|not|no\\b|without|nothing|nobody|none|avoid|leave .{1,60} (?:alone|untouched)|keine?|nicht|nie|ohne|nunca|no\\b|sin|jamais|sans|ne\\b|não|nao|sem)\\b",
            Pattern.CASE_INSENSITIVE);

    private Negations() {}

    static boolean startsNegated(String text) {
        return START.matcher(text).find();
    }

    static boolean isNegated(String text) {
        return ANYWHERE.matcher(text).find() || startsNegated(text);
    }
}
