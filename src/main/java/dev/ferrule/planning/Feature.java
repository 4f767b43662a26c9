package dev.ferrule.planning;

import java.util.EnumSet;
import java.util.Set;

/** What may speak for or against an operation; each is between about -3 and 3. {@link Term} says how they are weighed. */
enum Feature {
    /** Always 1. */
    ALWAYS,
    /** 1 for the first of its best line, 1/2 for the second, and so on. */
    RANK,
    /** 1 for the first of a line. */
    FIRST,
    /** How far behind the first of its best line it is, in halves of log odds. */
    GAP,
    /** For the first of its best line: how far ahead of the second. */
    MARGIN,
    /** Its chance among all candidates of its best line ({@link Likeness}). */
    SHARE,
    /** Half the logarithm of that. */
    LOG_SHARE,
    /** The sum of its chances over all lines. */
    MANY_LINES,
    /** Nearness to its best line by meaning alone, a third of its standard deviations. */
    MEANING_Z,
    /** Nearness to its best line by words alone, a quarter of its standard deviations. */
    WORDS_Z,
    /** Share of its best line's words that it holds. */
    WORDS,
    /** Cosine to its best line, less .6, times 5. */
    MEANING,
    /** Share of its own words (by rarity) that its best line holds. */
    OWN_WORDS_LINE,
    /** The same for the whole text. */
    OWN_WORDS,
    /** Nearness to the whole text. */
    WHOLE_Z,
    /** It does something dangerous that its best line does not ask for. */
    DANGER_LINE,
    /** It does something dangerous that the whole text does not ask for. */
    DANGER,
    /** How many better ones of its best line work on the same path. */
    SIBLINGS,
    DEPRECATED,
    /** It reads one thing by its id. */
    ITEM,
    /** It reads a list or searches. */
    LIST,
    /** Path parameters. */
    PARAMETERS,
    /** It searches or filters by a text. */
    SEARCHES,
    /** The same, when the text names one particular thing. */
    SEARCHES_NAMED,
    /** The same, when its best line names one. */
    SEARCHES_NAMED_LINE,
    /** It lists things of the kind that the text calls something by name ("the server 'build-07'"): 1 when it searches them. */
    NAMED_KIND,
    /** It lists people, and the text names a person. */
    NAMED_PERSON,
    /** It does what the text rules out. Not weighed: such an operation has no chance. */
    FORBIDDEN,
    /** Lines of the requirement, logarithm. */
    LINES,
    /** Operations to choose from: 0 for about fifty, 1 for four hundred. */
    SIZE,
    /** The text only wants to know something. */
    READING,
    /** The surest operation that takes an id which this one yields. */
    YIELDS,
    /** The same, when the text names one particular thing. */
    YIELDS_NAMED,
    /** The same, for a search. */
    YIELDS_SEARCH;

    /** Those that are known only once other candidates have a probability. */
    static final Set<Feature> OF_YIELDS = EnumSet.of(YIELDS, YIELDS_NAMED, YIELDS_SEARCH);
}
