package dev.ferrule.catalogue;

import dev.ferrule.spec.ApiDescription;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.jspecify.annotations.Nullable;

/** The words by which a system is known: its title, host, tags and description. Complete specs only are in here. */
final class SystemIndex implements Closeable {

    private static final String TEXT = "text";

    private final Shelf shelf;

    SystemIndex(Path folder) {
        shelf = new Shelf(folder, "systems-2", new BM25Similarity(2f, 0.5f));
    }

    void clear() {
        try {
            shelf.writer().deleteAll();
            shelf.touched();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(Spec spec) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        count(weights, 6, spec.title());
        count(weights, 4, spec.host());
        spec.tags().forEach(tag -> countTag(weights, tag));
        count(weights, 1, spec.description());
        Document document = new Document();
        document.add(new StringField(Scope.ORG, spec.org(), Store.YES));
        document.add(new StringField(Scope.SPEC, spec.id(), Store.YES));
        document.add(WeightedWords.of(TEXT, weights));
        document.add(new StoredField("api", spec.apiId()));
        document.add(new StoredField("title", spec.title()));
        if (spec.host() != null) {
            document.add(new StoredField("host", spec.host()));
        }
        document.add(new StoredField("current", spec.current() ? 1 : 0));
        document.add(new StoredField("operations", spec.operationCount()));
        try {
            shelf.writer().updateDocument(new Term(Scope.SPEC, spec.id()), document);
            shelf.touched();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void countTag(Map<String, Integer> weights, ApiDescription.Tag tag) {
        count(weights, 1, tag.name());
        count(weights, 1, tag.description());
    }

    private static void count(Map<String, Integer> weights, int weight, @Nullable String text) {
        if (text != null) {
            Words.of(text).forEach(word -> {
                if (word.length() <= 100) {
                    weights.merge(word, weight, Integer::sum);
                }
            });
        }
    }

    void remove(String specId) {
        shelf.remove(new Term(Scope.SPEC, specId));
    }

    void commit() {
        shelf.commit();
    }

    boolean holds(String specId) {
        return shelf.search(searcher -> searcher.count(new TermQuery(new Term(Scope.SPEC, specId)))) > 0;
    }

    /** Those of these that are in here. */
    Set<String> held(Set<String> specIds) {
        return shelf.search(searcher -> {
            Set<String> held = new HashSet<>();
            for (String id : specIds) {
                if (searcher.count(new TermQuery(new Term(Scope.SPEC, id))) > 0) {
                    held.add(id);
                }
            }
            return held;
        });
    }

    /** Ids of all specs that are completely in here. */
    Set<String> specIds() {
        return shelf.search(searcher -> {
            Set<String> ids = new HashSet<>();
            for (var leaf : searcher.getIndexReader().leaves()) {
                var live = leaf.reader().getLiveDocs();
                var stored = leaf.reader().storedFields();
                for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                    if (live == null || live.get(doc)) {
                        ids.add(stored.document(doc, Set.of(Scope.SPEC)).get(Scope.SPEC));
                    }
                }
            }
            return ids;
        });
    }

    /** @param unfinished of the words the one that stands for all that begin so, too */
    List<Scored<SystemCard>> search(String org, Map<String, Float> words, @Nullable String unfinished, int limit) {
        if (words.isEmpty()) {
            return List.of();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Scope.ORG, org)), Occur.FILTER)
                .setMinimumNumberShouldMatch(1);
        words.forEach((word, weight) -> {
            if (word.equals(unfinished)) {
                any.add(beginningWith(word), Occur.SHOULD);
            } else {
                any.add(new BoostQuery(has(word), weight), Occur.SHOULD);
            }
        });
        return collect(any.build(), limit);
    }

    /** It will be one of them, so that holding several is no merit. */
    private Query beginningWith(String word) {
        List<Query> meant = new ArrayList<>();
        meant.add(has(Words.stem(word)));
        shelf.search(searcher -> Spellings.longer(searcher, TEXT, word)).forEach(longer -> meant.add(has(longer)));
        return new DisjunctionMaxQuery(meant, 0);
    }

    private static Query has(String word) {
        return new TermQuery(new Term(TEXT, word));
    }

    /** How many operations a complete spec has; -1 while it is being added, or unknown. */
    int operationCount(String specId) {
        List<Scored<SystemCard>> found = collect(new TermQuery(new Term(Scope.SPEC, specId)), 1);
        return found.isEmpty() ? -1 : found.get(0).found().operationCount();
    }

    /** Another number after each change. */
    long state() {
        return shelf.state();
    }

    /** Every system of an organisation, in no order. */
    List<SystemCard> all(String org) {
        return collect(new TermQuery(new Term(Scope.ORG, org)), Integer.MAX_VALUE).stream()
                .map(Scored::found)
                .toList();
    }

    private List<Scored<SystemCard>> collect(Query query, int limit) {
        return shelf.search(searcher -> {
            int most = Math.max(1, Math.min(limit, searcher.getIndexReader().maxDoc()));
            List<Scored<SystemCard>> found = new ArrayList<>();
            for (ScoreDoc hit : searcher.search(query, most).scoreDocs) {
                found.add(new Scored<>(card(searcher, hit.doc), hit.score));
            }
            return found;
        });
    }

    private static SystemCard card(IndexSearcher searcher, int doc) throws IOException {
        Document stored = searcher.storedFields().document(doc);
        return new SystemCard(
                stored.get(Scope.SPEC),
                stored.get("api"),
                stored.get("title"),
                stored.get("host"),
                stored.getField("current").numericValue().intValue() == 1,
                stored.getField("operations").numericValue().intValue());
    }

    @Override
    public void close() throws IOException {
        shelf.close();
    }
}
