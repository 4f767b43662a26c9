package dev.ferrule.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One weighed quantity: a feature by itself, or as far as another one holds. What words and meaning tell depends on how
 * many operations there are to choose from, and who only wants to know something needs other operations than who wants
 * something done.
 */
record Term(Feature feature, @Nullable Feature times) {

    private static final Set<Feature> NOT_ALONE =
            EnumSet.of(Feature.FORBIDDEN, Feature.SEARCHES, Feature.SEARCHES_NAMED, Feature.SEARCHES_NAMED_LINE);

    private static final Set<Feature> BY_SIZE = EnumSet.of(
            Feature.RANK,
            Feature.FIRST,
            Feature.SHARE,
            Feature.LOG_SHARE,
            Feature.MANY_LINES,
            Feature.MEANING_Z,
            Feature.WORDS_Z,
            Feature.WORDS,
            Feature.MEANING,
            Feature.OWN_WORDS_LINE);

    private static final Set<Feature> WHEN_READING = EnumSet.of(
            Feature.RANK,
            Feature.SHARE,
            Feature.LOG_SHARE,
            Feature.ITEM,
            Feature.LIST,
            Feature.PARAMETERS,
            Feature.SEARCHES,
            Feature.SEARCHES_NAMED,
            Feature.SEARCHES_NAMED_LINE,
            Feature.NAMED_KIND,
            Feature.NAMED_PERSON);

    /** All of them, in the order of every vector of terms or weights; the first is the constant one. */
    static final List<Term> ALL = all();

    private static List<Term> all() {
        List<Term> terms = new ArrayList<>();
        Arrays.stream(Feature.values())
                .filter(feature -> !NOT_ALONE.contains(feature))
                .forEach(feature -> terms.add(new Term(feature, null)));
        BY_SIZE.forEach(feature -> terms.add(new Term(feature, Feature.SIZE)));
        WHEN_READING.forEach(feature -> terms.add(new Term(feature, Feature.READING)));
        return List.copyOf(terms);
    }

    static double[] of(Candidate candidate) {
        double[] values = new double[ALL.size()];
        for (int i = 0; i < values.length; i++) {
            Term term = ALL.get(i);
            double value = candidate.get(term.feature);
            values[i] = term.times == null || value == 0 ? value : value * candidate.get(term.times);
        }
        return values;
    }

    boolean isOfYields() {
        return Feature.OF_YIELDS.contains(feature);
    }

    @Override
    public String toString() {
        return times == null ? feature.name() : feature + "*" + times;
    }
}
