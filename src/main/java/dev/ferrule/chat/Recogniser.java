package dev.ferrule.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what is said about a plan into edits, by rule, in English and German. What it does not recognise is more of the
 * requirement: that can be undone, and nothing is lost.
 */
final class Recogniser {

    /** How much of a sentence is looked at. */
    private static final int LOOKED_AT = 600;

    private static final String POLITE =
            "(?:(?:ok(?:ay)?|well|hm+|ah|oh|actually|sorry|please|pls|bitte|no|nein|yes|ja|and|but|und|aber|so|also nein|then|dann)[,.!]? )*+"
                    + "(?:(?:can|could|would|will) you (?:please )?|(?:kannst|könntest|würdest) du (?:bitte )?|i(?:'d| would) (?:like|prefer) (?:you )?(?:to )?|ich (?:möchte|will) (?:dass du )?|let'?s )?(?:rather |better |lieber )?";

    private static final Pattern NEVER_MIND = whole(
            "never ?mind(?: (?:that|this|the last (?:one|change|thing)))?|forget (?:it|that|about (?:it|that))|undo(?: (?:it|that|the last change))?|take (?:it|that) back|scratch that|revert(?: (?:it|that))?"
                    + "|vergiss (?:es|das)(?: wieder)?|schon gut|doch nicht|nimm das zurück|zurück|rückgängig(?: machen)?|mach das rückgängig|egal");

    private static final Pattern THE_OTHER = whole(
            "(?:not (?:that|this)(?: one)?,? ?(?:but )?)?(?:i mean |i meant |use |take |make it |nimm |ich mein(?:e|te) )?(?:the|an?) ?other (?:one|endpoint|operation|option)|the (?:second|next)(?: (?:one|option))?|another one|not (?:that|this) one"
                    + "|(?:nicht (?:das|den|die),? ?(?:sondern )?)?(?:nimm |ich mein(?:e|te) )?(?:das|den|die|der) ander(?:e|en)(?: davon)?|(?:das|die|den) (?:zweite|nächste)n?|nicht (?:das|den|die)(?:se[sn]?)?");

    private static final Pattern START_OVER = Pattern.compile(
            "^" + POLITE
                    + "(?:start (?:over|again|from scratch)|from scratch|new plan|forget everything|neuer plan|von (?:vorne?|neuem)|fang(?:e)? (?:neu|von vorne) an)\\b[:,.! ]*(?<rest>[\\s\\S]*)$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBERED = Pattern.compile(
            "(?:^|[\\n;,]\\s{0,4})(?:q|question |frage |nr\\.? ?|#)?(?<number>\\d{1,2})\\s?[:=]\\s{0,4}(?<text>.{1,2000}?)(?=\\s*(?:$|\\n|[;,]\\s{0,4}(?:(?:q|question |frage |#)?\\d{1,2}\\s?[:=]|(?:ignore|skip|ignoriere?)\\b)))",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern IGNORE = Pattern.compile(
            "(?:^|[\\n;,.]\\s{0,4})"
                    + "(?:please |bitte )?(?:ignore|skip|ignorier\\w*|überspring\\w*)\\s+(?:questions? |fragen? |the questions? )?(?<which>(?:q|#|nr\\.? ?)?\\d{1,2}(?:\\s?(?:,|and|und|&)\\s?(?:q|#)?\\d{1,2})*|all(?: questions| of them)?|the rest|the others?|everything|alle(?: fragen)?|den rest|die anderen)(?=\\s*(?:$|[\\n;,.]))",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern OPERATION =
            Pattern.compile("\\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\\s+(/[^\\s,;\"'`]{0,500})");

    private static final Pattern EXCLUDE = Pattern.compile(
            "^" + POLITE
                    + "(?:do(?:n[’']?t| not) (?:use|call|take|include)|never (?:use|call)|not|no|without|drop|remove|leave out|skip|exclude|get rid of|forget(?: about)?|nicht|keine?[nrms]?|ohne|entfern\\w*|streich\\w*|lösch\\w* aus dem plan|lass|weg mit)\\s+(?:(?:the|that|those|any|den|die|das|der|dem)\\s+)?(?<what>.{1,200}?)(?<certain>[- ]?(?:endpoints?|operations?|calls?|endpunkte?s?|operationen|aufrufe?))?(?: weg| raus| from the plan| aus dem plan| please| bitte)?[.! ]*$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern USE = Pattern.compile(
            "^" + POLITE
                    + "(?:use|take|switch to|go with|change (?:it )?to|i mean|i meant|we use|pick|choose|nimm|nutze?|verwende|benutze|wechs(?:le|el) (?:zu|auf)|ich mein(?:e|te)|wir (?:nutzen|verwenden))\\s+(?:(?:lieber|doch|stattdessen|rather)\\s+)?(?:(?:the|die|das|den|der|our|unsere?)\\s+)?(?<what>.{1,200}?)(?:\\s+(?:instead of|rather than|not|statt|anstatt|anstelle von|in place of)\\s+(?:(?:the|die|das|den|der)\\s+)?(?<instead>.{1,200}?)|(?<certain>,?\\s+(?:instead|stattdessen|then|dann)))?[.! ]*$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ALSO = Pattern.compile(
            "^" + POLITE + "(?:also|additionally|add|plus|in addition,?|außerdem|zusätzlich|auch|füge?)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ASKS = Pattern.compile(
            "^(?:what|which|why|how|where|who|when did|is|are|was|were|does|do|did|has|have|was|welche[rsnm]?|warum|wieso|weshalb|wie|wo|wer|ist|sind|gibt|hat|haben|habe)\\b.*\\?\\s*$",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern YES_NO = Pattern.compile(
            "^(?:yes|yep|yeah|no|nope|ja|nein|correct|right|richtig|stimmt|genau|exactly)[.! ]*$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?])\\s+(?=\\p{Lu})|\\n+");

    private Recogniser() {}

    private static Pattern whole(String what) {
        return Pattern.compile("^" + POLITE + "(?:" + what + ")[.! ]*$", Pattern.CASE_INSENSITIVE);
    }

    /** In the order in which they were said. A question that is nothing else comes alone. */
    static List<Edit> edits(String text) {
        String said = text.strip();
        Matcher over = START_OVER.matcher(beginning(said));
        if (over.matches()) {
            return List.of(new Edit.StartOver(said.substring(over.start("rest")).strip()));
        }
        List<Edit> edits = new ArrayList<>();
        String rest = answers(said, edits);
        StringBuilder more = new StringBuilder();
        for (String sentence : SENTENCES.split(rest)) {
            if (sentence.codePoints().noneMatch(Character::isLetter)) {
                continue;
            }
            Edit edit = edit(sentence.strip());
            if (edit instanceof Edit.Add add) {
                more.append(more.length() == 0 ? "" : "\n").append(add.text());
            } else {
                edits.add(edit);
            }
        }
        if (more.length() > 0) {
            edits.add(new Edit.Add(more.toString()));
        }
        return edits;
    }

    /** Takes numbered answers out of a text; the rest of it is returned. */
    private static String answers(String said, List<Edit> edits) {
        if (said.length() > 10 * LOOKED_AT) {
            return said;
        }
        StringBuilder rest = new StringBuilder();
        Matcher numbered = NUMBERED.matcher(said);
        while (numbered.find()) {
            edits.add(new Edit.AnswerTo(
                    Integer.valueOf(numbered.group("number")),
                    numbered.group("text").strip()));
            numbered.appendReplacement(rest, "\n");
        }
        Matcher ignore = IGNORE.matcher(numbered.appendTail(rest).toString());
        rest = new StringBuilder();
        while (ignore.find()) {
            List<Integer> numbers = new ArrayList<>();
            Matcher number = Pattern.compile("\\d{1,2}").matcher(ignore.group("which"));
            while (number.find()) {
                numbers.add(Integer.valueOf(number.group()));
            }
            edits.add(new Edit.Ignore(numbers));
            ignore.appendReplacement(rest, "\n");
        }
        return ignore.appendTail(rest).toString();
    }

    private static Edit edit(String sentence) {
        String looked = beginning(sentence);
        if (looked.length() < sentence.length()) {
            return new Edit.Add(sentence);
        }
        if (ASKS.matcher(looked).matches()) {
            return new Edit.Question(sentence);
        }
        String plain = looked.replaceAll("\\?\\s*$", "");
        if (NEVER_MIND.matcher(plain).matches()) {
            return new Edit.NeverMind();
        }
        if (THE_OTHER.matcher(plain).matches()) {
            return new Edit.TheOther();
        }
        if (YES_NO.matcher(plain).matches()) {
            return new Edit.AnswerTo(null, plain.replaceAll("[.! ]+$", ""));
        }
        Matcher exclude = EXCLUDE.matcher(plain);
        if (exclude.matches()) {
            Matcher operation = OPERATION.matcher(plain);
            boolean certain = exclude.group("certain") != null || operation.find();
            return new Edit.Exclude(exclude.group("what").strip(), certain, sentence);
        }
        Matcher operation = OPERATION.matcher(plain);
        Matcher use = USE.matcher(plain);
        boolean also = ALSO.matcher(plain).find();
        if (operation.find()
                && (use.matches()
                        || also
                        || operation.group().length() == plain.strip().length())) {
            String path = operation.group(2).replaceAll("[.!?]+$", "");
            return new Edit.UseOperation(operation.group(1).toUpperCase(Locale.ROOT), path, also);
        }
        if (use.reset().matches()) {
            boolean certain = use.group("certain") != null || use.group("instead") != null;
            return new Edit.UseSystem(use.group("what").strip(), use.group("instead"), certain, sentence);
        }
        return new Edit.Add(sentence);
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), LOOKED_AT));
    }
}
