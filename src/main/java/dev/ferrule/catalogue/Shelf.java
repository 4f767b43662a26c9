package dev.ferrule.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Lucene index in a folder. It is disposable: missing, damaged or made by another version of the program, it is
 * begun anew and says so by {@link #fresh()}. What was added is found by the next search.
 */
final class Shelf implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    private static final String VERSION_KEY = "ferrule";

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final boolean fresh;
    private final AtomicLong state = new AtomicLong();
    private final AtomicLong visible = new AtomicLong();

    Shelf(Path folder, String version, Similarity similarity) {
        try {
            Files.createDirectories(folder);
            directory = FSDirectory.open(folder);
            fresh = !isReadable(directory, version);
            if (fresh) {
                // Lucene would read what is there even to write over it, and stumble.
                for (String file : directory.listAll()) {
                    directory.deleteFile(file);
                }
            }
            IndexWriterConfig config = new IndexWriterConfig(new KeywordAnalyzer())
                    .setSimilarity(similarity)
                    .setRAMBufferSizeMB(48)
                    .setCodec(new LongVectors())
                    .setOpenMode(fresh ? OpenMode.CREATE : OpenMode.APPEND);
            writer = new IndexWriter(directory, config);
            writer.setLiveCommitData(Map.of(VERSION_KEY, version).entrySet());
            writer.commit();
            searchers = new SearcherManager(writer, new org.apache.lucene.search.SearcherFactory() {
                @Override
                public IndexSearcher newSearcher(
                        org.apache.lucene.index.IndexReader reader,
                        org.apache.lucene.index.@org.jspecify.annotations.Nullable IndexReader previous) {
                    IndexSearcher searcher = new IndexSearcher(reader);
                    searcher.setSimilarity(similarity);
                    return searcher;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The search index in " + folder + " cannot be opened", e);
        }
    }

    private static boolean isReadable(Directory directory, String version) {
        try {
            if (!DirectoryReader.indexExists(directory)) {
                return false;
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                for (var leaf : reader.leaves()) {
                    leaf.reader().checkIntegrity();
                }
                return version.equals(reader.getIndexCommit().getUserData().get(VERSION_KEY));
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "The search index is damaged ({}) and will be built anew.",
                    e.getClass().getSimpleName());
            return false;
        }
    }

    boolean fresh() {
        return fresh;
    }

    IndexWriter writer() {
        return writer;
    }

    /** To be called after each change through {@link #writer()}. */
    void touched() {
        state.incrementAndGet();
    }

    /** Another number after each change. */
    long state() {
        return state.get();
    }

    void remove(Term term) {
        try {
            writer.deleteDocuments(term);
            touched();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void commit() {
        try {
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever has seen a {@link #state} finds what made it, also while somebody else is refreshing. */
    private void refresh() throws IOException {
        if (visible.get() < state.get()) {
            synchronized (visible) {
                long now = state.get();
                if (visible.get() < now) {
                    searchers.maybeRefreshBlocking();
                    visible.set(now);
                }
            }
        }
    }

    <T> T search(Search<T> search) {
        try {
            refresh();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return glance(search);
    }

    /** Without what came since somebody last searched, whose segment would have to be written first. */
    <T> T glance(Search<T> search) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return search.in(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
    }

    /** One look into the index. */
    interface Search<T> {
        T in(IndexSearcher searcher) throws IOException;
    }
}
