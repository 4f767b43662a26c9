package dev.ferrule.catalogue;

import dev.ferrule.embedding.Precedence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Adds many documents, some at a time: a database that makes every write safe wants few of them. One for each thread is
 * best; whoever is done calls {@link #flush}.
 */
public final class SpecBatch {

    private static final int MOST_SPECS = 32;
    private static final int MOST_OPERATIONS = 2_000;
    private static final int MOST_BYTES = 4 << 20;

    private final Specs specs;
    private final SpecStore store;
    private final String org;
    private final Precedence precedence;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private int operations;
    private int bytes;

    private record Waiting(SpecDraft draft, CompletableFuture<Specs.Added> added) {}

    SpecBatch(Specs specs, SpecStore store, String org, Precedence precedence) {
        this.specs = specs;
        this.store = store;
        this.org = org;
        this.precedence = precedence;
    }

    /**
     * What becomes of the document is known, at the latest, after the next {@link #flush}. What is wrong with it is
     * thrown at once. Whoever asks something meanwhile goes first.
     */
    public synchronized CompletableFuture<Specs.Added> add(byte[] document) {
        precedence.letQuestionsPass();
        ContentId content = ContentId.of(org, document);
        String id = content.specId();
        Waiting same = waiting.get(id);
        if (same != null) {
            return same.added.thenApply(added -> new Specs.Added(added.spec(), false));
        }
        var known = specs.known(org, id);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        SpecDraft draft = store.read(content, document);
        CompletableFuture<Specs.Added> added = new CompletableFuture<>();
        waiting.put(id, new Waiting(draft, added));
        operations += draft.count();
        bytes += draft.parts().size();
        if (waiting.size() >= MOST_SPECS || operations >= MOST_OPERATIONS || bytes >= MOST_BYTES) {
            flush();
        }
        return added;
    }

    /** Writes what waits; a failure is told to those whom it concerns. */
    public synchronized void flush() {
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
            one.added.completeExceptionally(e);
        }
    }

    private void write(List<Waiting> batch) {
        Map<String, Specs.Added> written =
                specs.write(org, batch.stream().map(Waiting::draft).toList());
        for (Waiting one : batch) {
            Specs.Added added = written.get(one.draft.id());
            one.added.complete(added != null ? added : new Specs.Added(specs.get(org, one.draft.id()), false));
        }
    }
}
