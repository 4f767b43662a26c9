package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {

    @TempDir
    private Path folder;

    @Test
    void whatWasCommittedIsThereWhenItIsOpenedAgain() throws IOException {
        try (Shelf shelf = open("1")) {
            assertThat(shelf.fresh()).isTrue();
            add(shelf);
            shelf.commit();
        }
        try (Shelf shelf = open("1")) {
            assertThat(shelf.fresh()).isFalse();
            assertThat(size(shelf)).isEqualTo(1);
        }
    }

    @Test
    void anotherVersionBeginsAnew() throws IOException {
        try (Shelf shelf = open("1")) {
            add(shelf);
            shelf.commit();
        }
        try (Shelf shelf = open("2")) {
            assertThat(shelf.fresh()).isTrue();
            assertThat(size(shelf)).isZero();
        }
    }

    @Test
    void aDamagedOneBeginsAnew() throws IOException {
        try (Shelf shelf = open("1")) {
            add(shelf);
            shelf.commit();
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> !one.endsWith("write.lock")).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        try (Shelf shelf = open("1")) {
            assertThat(shelf.fresh()).isTrue();
            add(shelf);
            assertThat(size(shelf)).isEqualTo(1);
        }
    }

    @Test
    void whoeverSeesAChangeFindsItWhileOthersLookToo() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Shelf shelf = open("1")) {
            List<Future<Boolean>> readers = IntStream.range(0, 3)
                    .mapToObj(reader -> threads.submit(() -> {
                        while (shelf.state() < 300) {
                            long state = shelf.state();
                            if (size(shelf) < state) {
                                return false;
                            }
                        }
                        return true;
                    }))
                    .toList();
            for (int i = 0; i < 300; i++) {
                add(shelf);
            }
            for (Future<Boolean> reader : readers) {
                assertThat(reader.get()).isTrue();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Shelf open(String version) {
        return new Shelf(folder, version, new BM25Similarity());
    }

    private static void add(Shelf shelf) throws IOException {
        shelf.writer().addDocument(new Document());
        shelf.touched();
    }

    private static int size(Shelf shelf) {
        return shelf.search(searcher -> searcher.getIndexReader().numDocs());
    }
}
