package dev.ferrule.catalogue;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** Which of the words that are indexed a word of a query stands for, each with its rarity (BM25's idf) within the scope. */
final class Spellings {

    private static final float SUBSTITUTE = 0.5f;
    private static final float CORRECTED = 0.7f;
    private static final float LONGER = 0.8f;

    /** Of what begins with one letter thousands are known; the common ones are the likely ones. */
    private static final int MOST_LONGER = 16;

    private final IndexSearcher searcher;
    private final String field;
    private final Scope scope;
    private final Query filter;
    private final int size;

    Spellings(IndexSearcher searcher, String field, Scope scope, int size) {
        this.searcher = searcher;
        this.field = field;
        this.scope = scope;
        this.filter = scope.filter();
        this.size = size;
    }

    /** The word itself, or what may stand for it, or the nearest spellings of a word that nothing in scope holds. */
    Map<String, Float> of(String word, List<String> substitutes) throws IOException {
        int holders = holders(word);
        if (holders > 0) {
            return Map.of(word, rarity(holders, size));
        }
        Map<String, Float> instead = new HashMap<>();
        for (String substitute : substitutes) {
            int count = holders(substitute);
            if (count > 0) {
                instead.put(substitute, SUBSTITUTE * rarity(count, size));
            }
        }
        if (!instead.isEmpty()) {
            return instead;
        }
        return word.length() < 4 || word.chars().anyMatch(Character::isDigit) ? Map.of() : near(word);
    }

    /**
     * The word, as it is indexed if it should be whole already, and what begins with it. All are as rare as the commonest
     * of them: otherwise the odder a completion, the higher it would come.
     */
    Map<String, Float> beginningWith(String word) throws IOException {
        String whole = Words.stem(word);
        int commonest = holders(whole);
        Map<String, Float> meant = new LinkedHashMap<>();
        for (String term : longer(searcher, field, word)) {
            int count = term.equals(whole) ? 0 : holders(term);
            if (count > 0) {
                commonest = Math.max(commonest, count);
                meant.put(term, LONGER);
            }
        }
        if (commonest == 0) {
            return of(whole, List.of());
        }
        meant.put(whole, 1f);
        float rarity = rarity(commonest, size);
        meant.replaceAll((term, weight) -> weight * rarity);
        return meant;
    }

    /** The commonest terms of a field that begin with a text and are longer. */
    static List<String> longer(IndexSearcher searcher, String field, String beginning) throws IOException {
        BytesRef prefix = new BytesRef(beginning);
        Map<String, Integer> found = new HashMap<>();
        for (var leaf : searcher.getIndexReader().leaves()) {
            var terms = leaf.reader().terms(field);
            if (terms == null) {
                continue;
            }
            var each = terms.iterator();
            if (each.seekCeil(prefix) == org.apache.lucene.index.TermsEnum.SeekStatus.END) {
                continue;
            }
            for (BytesRef term = each.term(); term != null && StringHelper.startsWith(term, prefix); ) {
                if (term.length > prefix.length) {
                    found.merge(term.utf8ToString(), each.docFreq(), Integer::sum);
                }
                term = each.next();
            }
        }
        return found.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_LONGER)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, Float> near(String word) throws IOException {
        Map<String, Float> near = new HashMap<>();
        FuzzyQuery fuzzy = new FuzzyQuery(new Term(field, word), word.length() < 8 ? 1 : 2, 1, 8, true);
        for (var leaf : searcher.getIndexReader().leaves()) {
            var terms = leaf.reader().terms(field);
            if (terms == null) {
                continue;
            }
            var similar = fuzzy.getTermsEnum(terms);
            for (BytesRef term = similar.next(); term != null && near.size() < 16; term = similar.next()) {
                String spelling = term.utf8ToString();
                int count = near.containsKey(spelling) ? 0 : holders(spelling);
                if (count > 0) {
                    near.put(spelling, CORRECTED * rarity(count, size));
                }
            }
        }
        return near;
    }

    private int holders(String word) throws IOException {
        Term term = new Term(field, word);
        int everywhere = searcher.getIndexReader().docFreq(term);
        if (everywhere == 0 || scope.isEverything()) {
            return everywhere;
        }
        return searcher.count(new BooleanQuery.Builder()
                .add(new TermQuery(term), Occur.FILTER)
                .add(filter, Occur.FILTER)
                .build());
    }

    static float rarity(int holders, int size) {
        return (float) Math.log(1 + (Math.max(size, holders) - holders + 0.5) / (holders + 0.5));
    }
}
