package dev.ferrule.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of a clause what names one particular thing or moment, since no spec holds those words. */
final class Noise {

    private static final Pattern NAMED = Pattern.compile(
            "\"([^\"\\n]{1,200})\"|“([^”\\n]{1,200})”|«([^»\\n]{1,200})»|„([^“”\\n]{1,200})[“”]|(?<![\\p{L}\\p{N}])['‘]([^'’\\n]{1,120})['’](?![\\p{L}])");

    private static final Pattern ADDRESS = Pattern.compile(
            "https?://\\S+|(?<![\\w.+-])[\\w.+-]++@[\\w-]++(?:\\.[\\w-]+)+\\b|(?<![\\w-])(?:[\\w-]++\\.)+[a-z]{2,}(?:/\\S*)?\\b|(?<!\\S)/[\\w./-]+");

    private static final Pattern CODE =
            Pattern.compile("\\b(?=[\\p{L}_]*[-_]?\\d)[\\p{L}]+[-_]?\\d[\\w-]*\\b|\\b[a-z]+_[a-z_]+\\b|#\\w+");

    private static final String MONTH =
            "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

    private static final Pattern MOMENT = Pattern.compile(
            "\\b(?:every|each|next|last|this|on|by|until|till|from|since|before|after|coming)?\\s*(?:mon|tues|wednes|thurs|fri|satur|sun)days?\\b"
                    + "|\\b(?:every|each)\\s+(?:morning|night|evening|day|week|month|hour|quarter|year)\\b(?:\\s+at\\s+\\d{1,2}(?::\\d\\d)?(?:\\s*[ap]m)?)?"
                    + "|\\b(?:once|twice)\\s+(?:a|per)\\s+(?:day|week|month|hour|year)\\b|\\b(?:today|tomorrow|yesterday(?:[’']s)?|tonight|straight away|right away|immediately|as soon as)\\b"
                    + "|\\b\\d{1,2}(?:st|nd|rd|th)?\\.?\\s+" + MONTH + "\\b(?:\\s+\\d{4})?|\\b" + MONTH
                    + "\\s+\\d{1,2}(?:st|nd|rd|th)?\\b(?:,?\\s+\\d{4})?|\\b\\d{4}-\\d{2}-\\d{2}\\b"
                    + "|\\b\\d{1,2}:\\d{2}\\b|\\bat\\s+\\d{1,2}(?:\\s*[ap]m)?\\b|[$€£¥]\\s*\\d[\\d.,]*|\\b\\d[\\d.,]*\\s*(?:%|percent|eur|usd|gbp|chf)?(?![\\p{L}])",
            Pattern.CASE_INSENSITIVE);

    /** Capitalised words within a sentence: people, places, titles; not abbreviations, which are often words of the spec. */
    private static final Pattern PROPER = Pattern.compile(
            "(?<=[\\p{Ll}\\p{N},'’)]\\s)(?:The |A )?\\p{Lu}[\\p{Ll}’']++[\\p{L}]*+(?:[\\s-](?:(?:of|the|and|de|von|van|der|la|le)\\s)?\\p{Lu}[\\p{Ll}]++[\\p{L}]*+)*+");

    private Noise() {}

    /** A clause's query and the names that were taken out of it; a query that would be left empty is the clause itself. */
    record Stripped(String query, List<String> names) {}

    static Stripped strip(String clause) {
        List<String> names = new ArrayList<>();
        String query = take(NAMED, clause, names);
        query = take(ADDRESS, query, names);
        query = take(CODE, query, names);
        if (capitalsAreNames(query)) {
            query = take(PROPER, query, names);
        }
        query = MOMENT.matcher(query).replaceAll(" ");
        query = query.replaceAll("\\s+", " ").strip();
        boolean empty = dev.ferrule.catalogue.Words.of(query).isEmpty();
        return new Stripped(empty ? clause : query, List.copyOf(names));
    }

    /** In German every noun has a capital, and in a heading every word. */
    private static boolean capitalsAreNames(String text) {
        String[] words = text.split("\\s+");
        int capitals = 0;
        for (String word : words) {
            capitals += !word.isEmpty() && Character.isUpperCase(word.charAt(0)) ? 1 : 0;
        }
        return words.length >= 3
                && capitals * 2 <= words.length + 1
                && !GERMAN.matcher(text).find();
    }

    private static final Pattern GERMAN = Pattern.compile(
            "\\b(?:der|die|das|den|dem|ein|eine|einen|einem|und|nicht|wenn|bitte|für|mit|auf|im|zum|zur|soll|wir)\\b",
            Pattern.CASE_INSENSITIVE);

    private static String take(Pattern pattern, String text, List<String> names) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder rest = new StringBuilder();
        while (matcher.find()) {
            names.add(matcher.group().replaceAll("^[\"“«„'‘]|[\"”»“'’]$", ""));
            matcher.appendReplacement(rest, " ");
        }
        return matcher.appendTail(rest).toString();
    }
}
