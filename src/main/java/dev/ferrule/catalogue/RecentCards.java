package dev.ferrule.catalogue;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/**
 * Cards that searches found last. Unpacking them takes longer than finding them, and from one letter to the next the
 * same ones are found. Those of a state of the index are forgotten with it.
 */
final class RecentCards {

    private static final int MOST = 5_000;

    private volatile @Nullable Of last;

    private record Of(IndexReader reader, Map<Integer, Card> cards) {}

    interface Unpacking {
        Card card(IndexSearcher searcher, int doc) throws IOException;
    }

    Card get(IndexSearcher searcher, int doc, Unpacking unpacking) throws IOException {
        Of now = last;
        if (now == null
                || !now.reader().equals(searcher.getIndexReader())
                || now.cards().size() >= MOST) {
            now = new Of(searcher.getIndexReader(), new ConcurrentHashMap<>());
            last = now;
        }
        Card known = now.cards().get(doc);
        if (known != null) {
            return known;
        }
        Card card = unpacking.card(searcher, doc);
        now.cards().put(doc, card);
        return card;
    }
}
