package dev.ferrule.planning;

import java.util.EnumSet;
import java.util.Set;

/** What may speak for or against an operation; each is between about -3 and 3. */
enum Feature {
    /** Always 1. */
    ALWAYS,
    /** Nearness to its best line: words and meaning, in standard deviations, a third of it. */
    LINE_Z,
    /** Cosine to its best line, less .6, times 5. */
    MEANING,
    /** Share of its best line's words that it holds. */
    WORDS,
    /** Nearness to the whole text. */
    WHOLE_Z,
    /** 1 for the first of its best line, 1/2 for the second, and so on. */
    RANK,
    /** How far behind the first of its best line it is. */
    GAP,
    /** For the first of its best line: how far ahead of the second. */
    MARGIN,
    /** 1 for the first of a line. */
    FIRST,
    /** Its share among all candidates of its best line (softmax of the nearness). */
    SHARE,
    /** Nearness to its best line by words alone, a quarter of it. */
    WORDS_Z,
    /** Nearness to its best line by meaning alone, a third of it. */
    MEANING_Z,
    /** In how many lines it is among the first three. */
    MANY_LINES,
    /** Share of its own words (by rarity) that the whole text holds. */
    OWN_WORDS,
    /** The same for its best line. */
    OWN_WORDS_LINE,
    /** 1 when its kind of action is among those of the line, -1 when others are. */
    ACTION,
    /** It does something dangerous that the text does not ask for. */
    DANGER,
    /** It does what the text rules out. */
    FORBIDDEN,
    /** How many better ones of its best line work on the same path. */
    SIBLINGS,
    DEPRECATED,
    /** It reads one thing by its id. */
    ITEM,
    /** It reads a list or searches. */
    LIST,
    /** Path parameters. */
    PARAMETERS,
    /** Its best line is a trigger. */
    TRIGGER,
    /** Its best line is a trigger, yet it writes and does not subscribe to anything. */
    TRIGGER_WRITES,
    /** Operations to choose from, logarithm. */
    SIZE,
    /** Lines of the requirement, logarithm. */
    LINES,
    /** The surest operation that takes an id which this one yields. */
    YIELDS,
    /** The same, when the text names one particular thing. */
    YIELDS_NAMED,
    /** The same, for a search. */
    YIELDS_SEARCH;

    /** Those that are known only once other candidates have a probability. */
    static final Set<Feature> OF_YIELDS = EnumSet.of(YIELDS, YIELDS_NAMED, YIELDS_SEARCH);
}
