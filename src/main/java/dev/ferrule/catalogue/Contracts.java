package dev.ferrule.catalogue;

import dev.ferrule.spec.Contract;
import dev.ferrule.spec.ContractReader;
import dev.ferrule.spec.DocumentPrint;
import dev.ferrule.spec.OpenDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Contracts of operations, read from the stored document when first asked for. Those used last stay in memory, and so do
 * the documents used last as long as all of them are small beside the heap, because whoever calls one operation of a spec
 * soon calls another.
 */
@Component
class Contracts {

    private static final int MOST_FOR_CONTRACTS = 32 << 20;
    private static final int MOST_FOR_DOCUMENTS = 256 << 20;

    private final SpecStore store;
    private final ContractReader reader;
    private final PartCache contracts = new PartCache(MOST_FOR_CONTRACTS);
    private final PartCache documents;
    private final Object[] locks =
            IntStream.range(0, 16).mapToObj(i -> new Object()).toArray();

    Contracts(SpecStore store, ContractReader reader) {
        this.store = store;
        this.reader = reader;
        this.documents = new PartCache(
                (int) Math.min(MOST_FOR_DOCUMENTS, Runtime.getRuntime().maxMemory() / 10));
    }

    /** @param pointer of the operation in the document */
    Contract of(StoredSpec stored, String pointer) {
        return contracts.get(stored.key() + pointer, Contract.class, () -> read(stored, pointer), Contract::weight);
    }

    /** As {@link OpenDocument#contracts}; they are not remembered. */
    Map<String, Contract> of(StoredSpec stored, Collection<String> pointers, long most) {
        return document(stored).contracts(pointers, most);
    }

    DocumentPrint print(StoredSpec stored) {
        return document(stored).print();
    }

    private Contract read(StoredSpec stored, String pointer) {
        return document(stored).contract(pointer);
    }

    private OpenDocument document(StoredSpec stored) {
        // Many that ask for the same spec at once read its document once.
        synchronized (locks[Math.floorMod(stored.key().hashCode(), locks.length)]) {
            return documents.get(stored.key(), OpenDocument.class, () -> open(stored), document ->
                    (int) Math.min(Integer.MAX_VALUE, document.bytes()));
        }
    }

    private OpenDocument open(StoredSpec stored) {
        try (InputStream content = store.open(stored)) {
            return reader.open(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
