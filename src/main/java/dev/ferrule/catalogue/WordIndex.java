package dev.ferrule.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.jspecify.annotations.Nullable;

/**
 * The words of operations, ranked by BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted
 * fields", CIKM 2004): the weighted frequencies of a word in all fields are added before they saturate, which needs one
 * posting a word. How rare a word is, is counted within the scope of the search, not over the whole catalogue.
 */
final class WordIndex implements Closeable {

    static final String VERSION = "words-4";
    private static final String TEXT = "text";
    private static final String KEY = "key";
    private static final String CARD = "card";
    private static final int AT_ONCE = 500;
    private static final int WIDE_SAMPLE = 500;

    private final Shelf shelf;
    private final RecentCards recent = new RecentCards();

    /** @param enriched whether phrases count; an index that was made the other way is begun anew */
    WordIndex(Path folder, boolean enriched) {
        shelf = new Shelf(folder, enriched ? VERSION + "-enriched" : VERSION, new WithoutRarity());
    }

    boolean fresh() {
        return shelf.fresh();
    }

    /** @param phrases how people would ask for operations, by id; empty for those of which that is not known */
    void add(String org, String specId, List<OperationWords> operations, Map<String, List<String>> phrases) {
        try {
            for (int from = 0; from < operations.size(); from += AT_ONCE) {
                int to = Math.min(operations.size(), from + AT_ONCE);
                shelf.writer().addDocuments(documents(org, specId, operations.subList(from, to), phrases));
            }
            shelf.touched();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts operations in the place of themselves, so that none is missing at any time. */
    void renew(String org, String specId, List<OperationWords> operations, Map<String, List<String>> phrases) {
        List<Document> documents = documents(org, specId, operations, phrases);
        try {
            for (int i = 0; i < documents.size(); i++) {
                String key = key(specId, operations.get(i).card().operationId());
                shelf.writer().updateDocument(new Term(KEY, key), documents.get(i));
            }
            shelf.touched();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Document> documents(
            String org, String specId, List<OperationWords> operations, Map<String, List<String>> phrases) {
        List<Document> documents = new ArrayList<>(operations.size());
        for (OperationWords operation : operations) {
            Card card = operation.card();
            Document document = new Document();
            document.add(new StringField(Scope.ORG, org, Store.NO));
            document.add(new StringField(Scope.SPEC, specId, Store.NO));
            document.add(new StringField(KEY, key(specId, card.operationId()), Store.NO));
            List<String> said = phrases.getOrDefault(card.operationId(), List.of());
            document.add(operation.field(TEXT, said));
            document.add(new StoredField(CARD, CardCodec.encode(card)));
            documents.add(document);
        }
        return documents;
    }

    void remove(String specId) {
        shelf.remove(new Term(Scope.SPEC, specId));
    }

    void commit() {
        shelf.commit();
    }

    int size() {
        return shelf.search(searcher -> searcher.getIndexReader().numDocs());
    }

    int count(Scope scope) {
        return shelf.search(searcher -> searcher.count(scope.filter()));
    }

    /**
     * The best cards for words with their weights, best first; a word that the scope does not know is corrected first.
     * The score is the share of the words' rarity that a card holds, 0 to 1.
     *
     * @param unfinished of the words the one that somebody is typing still: it stands for all that begin so, too
     */
    List<Scored<Card>> search(
            Scope scope,
            Map<String, Float> words,
            Map<String, List<String>> substitutes,
            @Nullable String unfinished,
            int limit) {
        if (words.isEmpty()) {
            return List.of();
        }
        return shelf.search(searcher -> {
            Query filter = scope.filter();
            int size = searcher.count(filter);
            if (size == 0) {
                return List.of();
            }
            // Counting within the scope takes longer than all the rest, and whoever types waits for each letter.
            Spellings spellings = unfinished == null
                    ? new Spellings(searcher, TEXT, scope, size)
                    : new Spellings(
                            searcher,
                            TEXT,
                            Scope.everything(scope.org()),
                            searcher.getIndexReader().numDocs());
            BooleanQuery.Builder any =
                    new BooleanQuery.Builder().add(filter, Occur.FILTER).setMinimumNumberShouldMatch(1);
            int clauses = 0;
            float most = 0;
            for (Map.Entry<String, Float> word : words.entrySet()) {
                Map<String, Float> terms = word.getKey().equals(unfinished)
                        ? spellings.beginningWith(word.getKey())
                        : spellings.of(word.getKey(), substitutes.getOrDefault(word.getKey(), List.of()));
                float rarest = terms.values().stream().max(Float::compare).orElse(Spellings.rarity(0, size));
                most += word.getValue() * rarest;
                List<Query> holds = new ArrayList<>();
                terms.forEach((term, rarity) ->
                        holds.add(new BoostQuery(new TermQuery(new Term(TEXT, term)), word.getValue() * rarity)));
                if (word.getKey().equals(unfinished)) {
                    // It will be one of them, so that holding several is no merit.
                    any.add(new DisjunctionMaxQuery(holds, 0), Occur.SHOULD);
                } else {
                    holds.forEach(one -> any.add(one, Occur.SHOULD));
                }
                clauses += holds.size();
            }
            if (clauses == 0) {
                return List.of();
            }
            TopDocs top = searcher.search(any.build(), limit);
            List<Scored<Card>> found = new ArrayList<>(top.scoreDocs.length);
            for (ScoreDoc hit : top.scoreDocs) {
                Card card = recent.get(searcher, hit.doc, WordIndex::card);
                found.add(new Scored<>(card, Math.min(1, hit.score / most)));
            }
            return found;
        });
    }

    /** Whether a word stands in operations of more than two specs. */
    boolean isWidelyUsed(String org, String word) {
        return shelf.search(searcher -> {
            int holders = searcher.getIndexReader().docFreq(new Term(TEXT, word));
            if (holders < 3) {
                return false;
            }
            Set<String> specs = new HashSet<>();
            Query query = new BooleanQuery.Builder()
                    .add(new TermQuery(new Term(TEXT, word)), Occur.FILTER)
                    .add(new TermQuery(new Term(Scope.ORG, org)), Occur.FILTER)
                    .build();
            for (ScoreDoc hit : searcher.search(query, WIDE_SAMPLE, Sort.INDEXORDER).scoreDocs) {
                specs.add(card(searcher, hit.doc).specId());
                if (specs.size() > 2) {
                    return true;
                }
            }
            return false;
        });
    }

    /** All cards of a spec, in the order in which they were added. */
    List<Card> cards(String specId) {
        return shelf.search(searcher -> {
            TermQuery ofSpec = new TermQuery(new Term(Scope.SPEC, specId));
            int count = searcher.count(ofSpec);
            List<Card> cards = new ArrayList<>(count);
            if (count > 0) {
                for (ScoreDoc hit : searcher.search(ofSpec, count, Sort.INDEXORDER).scoreDocs) {
                    cards.add(card(searcher, hit.doc));
                }
            }
            return cards;
        });
    }

    /** Some of them, without reading the others. */
    List<Card> cards(String specId, int from, int most) {
        return shelf.search(searcher -> {
            TopDocs top = searcher.search(new TermQuery(new Term(Scope.SPEC, specId)), from + most, Sort.INDEXORDER);
            List<Card> cards = new ArrayList<>();
            for (int i = from; i < top.scoreDocs.length; i++) {
                cards.add(card(searcher, top.scoreDocs[i].doc));
            }
            return cards;
        });
    }

    Optional<Card> card(String specId, String operationId) {
        return shelf.search(searcher -> {
            TopDocs top = searcher.search(new TermQuery(new Term(KEY, key(specId, operationId))), 1);
            return top.scoreDocs.length == 0
                    ? Optional.<Card>empty()
                    : Optional.of(card(searcher, top.scoreDocs[0].doc));
        });
    }

    private static Card card(IndexSearcher searcher, int doc) throws IOException {
        return CardCodec.decode(searcher.storedFields().document(doc).getBinaryValue(CARD));
    }

    private static String key(String specId, String operationId) {
        return specId + ' ' + operationId;
    }

    @Override
    public void close() throws IOException {
        shelf.close();
    }

    /** BM25 whose idf is given with the query, since Lucene would count it over all specs. */
    private static final class WithoutRarity extends BM25Similarity {

        /** k1 is three times the usual, as the usual field weighs three. */
        WithoutRarity() {
            super(3f, 0.5f);
        }

        @Override
        protected float idf(long docFreq, long docCount) {
            return 1;
        }
    }
}
