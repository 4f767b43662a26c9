package dev.ferrule.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.util.VectorUtil;

/**
 * The vectors of operations and systems, one byte a dimension. A scope of up to {@value #EXACT} vectors is searched
 * exactly; a larger one through Lucene's graph (Malkov and Yashunin, "Efficient and robust approximate nearest neighbor
 * search using hierarchical navigable small world graphs", 2016).
 */
final class VectorIndex implements Closeable {

    private static final int EXACT = 12_000;
    private static final String KEY = "key";
    private static final String HASH = "hash";
    private static final String VECTOR = "vector";

    /** So many vectors may be known by their texts before the index has to be asked for them, 2 MB or so. */
    private static final int RECENT = 4_096;

    private final Shelf shelf;

    /** The vectors added last, by the hashes of their texts. */
    private final Map<String, byte[]> recent = new LinkedHashMap<>();

    /** How many were added since the index was last asked for a hash with all it has. */
    private int unseen;

    VectorIndex(Path folder, String model) {
        shelf = new Shelf(folder, "vectors-2 " + model, new BM25Similarity());
    }

    boolean fresh() {
        return shelf.fresh();
    }

    void add(String org, String specId, List<VectorOf> vectors) {
        List<Document> documents = new ArrayList<>(vectors.size());
        for (VectorOf vector : vectors) {
            Document document = new Document();
            document.add(new StringField(Scope.ORG, org, Store.NO));
            document.add(new StringField(Scope.SPEC, specId, Store.NO));
            document.add(new StringField(HASH, vector.textHash(), Store.NO));
            document.add(new BinaryDocValuesField(
                    KEY, new org.apache.lucene.util.BytesRef(specId + ' ' + vector.operationId())));
            document.add(new KnnByteVectorField(VECTOR, vector.vector(), VectorSimilarityFunction.COSINE));
            documents.add(document);
        }
        try {
            shelf.writer().addDocuments(documents);
            shelf.touched();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        remember(vectors);
    }

    private void remember(List<VectorOf> vectors) {
        synchronized (recent) {
            for (VectorOf vector : vectors) {
                // As the last one, also if it was there.
                recent.remove(vector.textHash());
                recent.put(vector.textHash(), vector.vector());
            }
            unseen += vectors.size();
            Iterator<String> eldest = recent.keySet().iterator();
            while (recent.size() > RECENT) {
                eldest.next();
                eldest.remove();
            }
        }
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
     * The vector of this very text, if it was ever embedded. Whoever adds many asks this between any two of them, and a segment
     * for each would keep plans waiting; so what was added last is remembered beside the index.
     */
    Optional<byte[]> byHash(String textHash) {
        boolean all;
        synchronized (recent) {
            byte[] known = recent.get(textHash);
            if (known != null) {
                return Optional.of(known);
            }
            all = unseen > RECENT;
            unseen = all ? 0 : unseen;
        }
        return all ? shelf.search(lookUp(textHash)) : shelf.glance(lookUp(textHash));
    }

    private static Shelf.Search<Optional<byte[]>> lookUp(String textHash) {
        return searcher -> {
            TopDocs top = searcher.search(new TermQuery(new Term(HASH, textHash)), 1);
            if (top.scoreDocs.length == 0) {
                return Optional.empty();
            }
            int doc = top.scoreDocs[0].doc;
            LeafReaderContext leaf = leafOf(searcher.getIndexReader(), doc);
            ByteVectorValues values = leaf.reader().getByteVectorValues(VECTOR);
            if (values == null || values.advance(doc - leaf.docBase) != doc - leaf.docBase) {
                return Optional.empty();
            }
            return Optional.of(values.vectorValue().clone());
        };
    }

    /** For each query the nearest keys ("specId operationId") with their cosine, best first. */
    List<Near> search(Scope scope, List<byte[]> queries, int limit) {
        return shelf.search(searcher -> {
            Query filter = scope.filter();
            int size = searcher.count(filter);
            if (size == 0) {
                return queries.stream()
                        .map(query -> new Near(List.of(), new Spread(0, 1)))
                        .toList();
            }
            return size <= EXACT ? exact(searcher, filter, queries, limit) : near(searcher, filter, queries, limit);
        });
    }

    private static List<Near> near(IndexSearcher searcher, Query filter, List<byte[]> queries, int limit)
            throws IOException {
        List<Near> answers = new ArrayList<>();
        for (byte[] query : queries) {
            List<Scored<String>> answer = new ArrayList<>();
            for (ScoreDoc hit :
                    searcher.search(new KnnByteVectorQuery(VECTOR, query, limit, filter), limit).scoreDocs) {
                // Lucene's score is (1 + cosine) / 2.
                answer.add(new Scored<>(key(searcher.getIndexReader(), hit.doc), 2 * hit.score - 1));
            }
            answers.add(new Near(answer, spreadOf(answer)));
        }
        return answers;
    }

    private static List<Near> exact(IndexSearcher searcher, Query filter, List<byte[]> queries, int limit)
            throws IOException {
        List<PriorityQueue<Scored<Integer>>> best = new ArrayList<>();
        queries.forEach(query ->
                best.add(new PriorityQueue<>(limit + 1, (a, b) -> Float.compare(a.score(), b.score()))));
        double[] sums = new double[queries.size()];
        double[] squares = new double[queries.size()];
        int seen = 0;
        Weight weight = searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            ByteVectorValues values = leaf.reader().getByteVectorValues(VECTOR);
            if (scorer == null || values == null) {
                continue;
            }
            DocIdSetIterator matching = scorer.iterator();
            var live = leaf.reader().getLiveDocs();
            for (int doc = matching.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = matching.nextDoc()) {
                if ((live != null && !live.get(doc)) || values.advance(doc) != doc) {
                    continue;
                }
                byte[] vector = values.vectorValue();
                seen++;
                for (int i = 0; i < queries.size(); i++) {
                    PriorityQueue<Scored<Integer>> queue = best.get(i);
                    float cosine = VectorUtil.cosine(queries.get(i), vector);
                    sums[i] += cosine;
                    squares[i] += cosine * cosine;
                    if (queue.size() < limit || cosine > queue.element().score()) {
                        queue.add(new Scored<>(leaf.docBase + doc, cosine));
                        if (queue.size() > limit) {
                            queue.remove();
                        }
                    }
                }
            }
        }
        List<Near> answers = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            PriorityQueue<Scored<Integer>> queue = best.get(i);
            List<Scored<Integer>> sorted = new ArrayList<>(queue);
            sorted.sort((a, b) -> Float.compare(b.score(), a.score()));
            List<Scored<String>> answer = new ArrayList<>(sorted.size());
            for (Scored<Integer> hit : sorted) {
                answer.add(new Scored<>(key(searcher.getIndexReader(), hit.found()), hit.score()));
            }
            answers.add(new Near(answer, Spread.of(sums[i], squares[i], seen)));
        }
        return answers;
    }

    /** Of the nearest alone, since the rest was not looked at: their mean lies about three deviations above all. */
    private static Spread spreadOf(List<Scored<String>> nearest) {
        Spread top = Spread.of(nearest.stream().map(Scored::score).toList(), nearest.size());
        return new Spread(top.mean() - 3 * Math.max(top.deviation(), 0.02f), Math.max(top.deviation(), 0.02f) * 1.5f);
    }

    private static String key(IndexReader reader, int doc) throws IOException {
        LeafReaderContext leaf = leafOf(reader, doc);
        var values = DocValues.getBinary(leaf.reader(), KEY);
        values.advanceExact(doc - leaf.docBase);
        return new String(
                values.binaryValue().bytes,
                values.binaryValue().offset,
                values.binaryValue().length,
                StandardCharsets.UTF_8);
    }

    private static LeafReaderContext leafOf(IndexReader reader, int doc) {
        return reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
    }

    @Override
    public void close() throws IOException {
        shelf.close();
    }

    /** The nearest keys, best first, and how the cosines of the whole scope are spread. */
    record Near(List<Scored<String>> hits, Spread spread) {}
}
