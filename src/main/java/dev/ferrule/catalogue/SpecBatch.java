package dev.ferrule.catalogue;

import dev.ferrule.embedding.Precedence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Adds many documents, some at a time: the database is asked once which of them it has, and a database that makes every
 * write safe wants few of them. One for each thread is best; whoever is done calls {@link #flush}.
 */
public final class SpecBatch {

    private static final int MOST_SPECS = 32;
    private static final int MOST_OPERATIONS = 2_000;
    private static final int MOST_BYTES = 4 << 20;

    private final Specs specs;
    private final SpecStore store;
    private final String org;
    private final Precedence precedence;
    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private int askedBytes;
    private int operations;
    private int bytes;

    /** Of which is not known yet whether it is there. */
    private record Asked(ContentId id, byte[] document, CompletableFuture<KeptSpec> kept) {}

    /** It was read, and is to be written. */
    private record Waiting(SpecDraft draft, CompletableFuture<KeptSpec> kept) {}

    SpecBatch(Specs specs, SpecStore store, String org, Precedence precedence) {
        this.specs = specs;
        this.store = store;
        this.org = org;
        this.precedence = precedence;
    }

    /**
     * What becomes of the document, and what is wrong with it, is known at the latest after the next {@link #flush}.
     * Whoever asks something meanwhile goes first.
     */
    public synchronized CompletableFuture<KeptSpec> add(byte[] document) {
        precedence.letQuestionsPass();
        ContentId id = ContentId.of(org, document);
        CompletableFuture<KeptSpec> same = futureOf(id);
        if (same != null) {
            return same.thenApply(one -> one.as(false));
        }
        CompletableFuture<KeptSpec> kept = new CompletableFuture<>();
        asked.put(id.specId(), new Asked(id, document, kept));
        askedBytes += document.length;
        if (asked.size() >= MOST_SPECS || askedBytes >= MOST_BYTES) {
            read();
        }
        return kept;
    }

    private @Nullable CompletableFuture<KeptSpec> futureOf(ContentId id) {
        Asked sameAsked = asked.get(id.specId());
        if (sameAsked != null) {
            return sameAsked.kept;
        }
        Waiting sameRead = waiting.get(id.specId());
        return sameRead == null ? null : sameRead.kept;
    }

    /** Reads and writes what waits; a failure is told to those whom it concerns. */
    public synchronized void flush() {
        read();
        write();
    }

    private void read() {
        Deque<Asked> some = new ArrayDeque<>(asked.values());
        List<String> ids = List.copyOf(asked.keySet());
        asked.clear();
        askedBytes = 0;
        if (ids.isEmpty()) {
            return;
        }
        Map<String, KeptSpec> known;
        try {
            known = specs.known(org, ids);
        } catch (RuntimeException e) {
            some.forEach(one -> one.kept.completeExceptionally(e));
            return;
        }
        // Each leaves memory as soon as it was read.
        for (Asked one = some.poll(); one != null; one = some.poll()) {
            KeptSpec there = known.get(one.id.specId());
            if (there != null) {
                one.kept.complete(there);
            } else {
                read(one);
            }
        }
    }

    private void read(Asked one) {
        precedence.letQuestionsPass();
        SpecDraft draft;
        try {
            draft = store.read(one.id, one.document);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            one.kept.completeExceptionally(e);
            return;
        }
        waiting.put(draft.id(), new Waiting(draft, one.kept));
        operations += draft.count();
        bytes += draft.parts().size();
        if (waiting.size() >= MOST_SPECS || operations >= MOST_OPERATIONS || bytes >= MOST_BYTES) {
            write();
        }
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>(waiting.values());
        waiting.clear();
        operations = 0;
        bytes = 0;
        if (batch.isEmpty()) {
            return;
        }
        try {
            write(batch);
        } catch (RuntimeException e) {
            // Perhaps the fault of one of them: each for itself.
            batch.forEach(this::writeAlone);
        }
    }

    private void writeAlone(Waiting one) {
        try {
            write(List.of(one));
        } catch (RuntimeException e) {
            store.giveUp(one.draft);
            one.kept.completeExceptionally(e);
        }
    }

    private void write(List<Waiting> batch) {
        Map<String, Specs.Added> written =
                specs.write(org, batch.stream().map(Waiting::draft).toList());
        for (Waiting one : batch) {
            Specs.Added added = written.get(one.draft.id());
            one.kept.complete(
                    added != null
                            ? KeptSpec.of(added.spec(), true)
                            : KeptSpec.of(specs.get(org, one.draft.id()), false));
        }
    }
}
