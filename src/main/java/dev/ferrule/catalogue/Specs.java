package dev.ferrule.catalogue;

import dev.ferrule.embedding.Precedence;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * The specs of an organisation. A spec never changes: the same content is the same spec, other content is another one,
 * perhaps a newer version of the same API.
 */
@Service
public class Specs {

    private final SpecStore store;
    private final SpecRows rows;
    private final OperationReads reads;
    private final Indexing indexing;
    private final EmbeddingQueue embeddings;
    private final Enrichment enrichment;
    private final ObjectProvider<SpecUse> uses;
    private final SpecLocks locks;
    private final Contracts contracts;
    private final Precedence precedence;
    private final ObjectProvider<VersionWatch> watches;

    Specs(
            SpecStore store,
            SpecRows rows,
            OperationReads reads,
            Indexing indexing,
            EmbeddingQueue embeddings,
            Enrichment enrichment,
            ObjectProvider<SpecUse> uses,
            SpecLocks locks,
            Contracts contracts,
            Precedence precedence,
            ObjectProvider<VersionWatch> watches) {
        this.store = store;
        this.rows = rows;
        this.reads = reads;
        this.indexing = indexing;
        this.embeddings = embeddings;
        this.enrichment = enrichment;
        this.uses = uses;
        this.locks = locks;
        this.contracts = contracts;
        this.precedence = precedence;
        this.watches = watches;
    }

    /** @param created false when that content was there already */
    public record Added(Spec spec, boolean created) {}

    /**
     * What adding a document would do.
     *
     * @param known whether that content is there already
     */
    public record Preview(String specId, String title, int operations, boolean known) {}

    /** Reads a document as {@link #add} would, with all that can be wrong with it, and keeps nothing. */
    public Preview preview(String org, byte[] document) {
        ContentId id = ContentId.of(org, document);
        return rows.find(org, id.specId())
                .map(StoredSpec::spec)
                .map(spec -> new Preview(spec.id(), spec.title(), spec.operationCount(), true))
                .orElseGet(() -> store.preview(id, document));
    }

    /** Stored and found by its words when this returns; its vectors follow. Safe to repeat, and for many threads. */
    public Added add(String org, byte[] document) {
        ContentId content = ContentId.of(org, document);
        String id = content.specId();
        Optional<StoredSpec> known = rows.find(org, id);
        if (known.isPresent()) {
            return known(known.get());
        }
        // Whoever sends the same at the same time waits here, rather than reading it once more.
        synchronized (locks.write(id)) {
            known = rows.find(org, id);
            if (known.isPresent()) {
                return known(known.get());
            }
            SpecDraft draft = store.read(content, document);
            Added added = write(org, draft);
            return added != null ? added : known(stored(org, id));
        }
    }

    private @Nullable Added write(String org, SpecDraft draft) {
        try {
            return write(org, List.of(draft)).get(draft.id());
        } catch (RuntimeException e) {
            store.giveUp(draft);
            throw e;
        }
    }

    /** For adding many: quicker than one by one, and acknowledged some at a time. */
    public SpecBatch batch(String org) {
        return new SpecBatch(this, store, org, precedence);
    }

    /** By id, those of these that the organisation has. */
    Map<String, KeptSpec> known(String org, Collection<String> ids) {
        Map<String, KeptSpec> known = rows.known(org, ids);
        if (!known.isEmpty()) {
            Set<String> missing = new HashSet<>(known.keySet());
            missing.removeAll(indexing.held(known.keySet()));
            missing.forEach(id -> rows.find(org, id).ifPresent(indexing::catchUp));
        }
        return known;
    }

    /** By spec id; those that somebody else wrote meanwhile are missing. */
    Map<String, Added> write(String org, List<SpecDraft> drafts) {
        Map<String, Added> added = new HashMap<>();
        Map<String, SpecDraft> byId = new HashMap<>();
        drafts.forEach(draft -> byId.put(draft.id(), draft));
        locks.rows().readLock().lock();
        try {
            List<String> replaced = new ArrayList<>();
            Consumer<String> told = moved -> {
                tellMoved(org, moved);
                replaced.add(moved);
            };
            for (StoredSpec stored : store.write(drafts, told)) {
                Spec spec = stored.spec();
                SpecDraft draft = byId.get(spec.id());
                List<OperationWords> words = draft == null ? null : draft.words();
                if (words != null) {
                    indexing.add(stored, words);
                } else {
                    indexing.addStored(stored);
                }
                embeddings.offer(spec);
                enrichment.offer(spec);
                added.put(spec.id(), new Added(spec, true));
            }
            tellReplaced(org, replaced);
            return added;
        } finally {
            locks.rows().readLock().unlock();
        }
    }

    /** Another node, or an attempt that failed half-way, may have left it out of this node's index. */
    private Added known(StoredSpec stored) {
        indexing.catchUp(stored);
        return new Added(stored.spec(), false);
    }

    public Spec get(String org, String id) {
        return stored(org, id).spec();
    }

    public Optional<Spec> find(String org, String id) {
        return rows.find(org, id).map(StoredSpec::spec);
    }

    /** Those whose title or host holds every one of the words; all of them without words. */
    public Page<Spec> list(String org, @Nullable String words, int limit, @Nullable String cursor) {
        List<StoredSpec> found = rows.list(org, words, cursor, Page.checkedLimit(limit) + 1);
        return Page.of(found.stream().map(StoredSpec::spec).toList(), limit, Spec::id);
    }

    /** Of all of them, in no particular order. */
    public List<String> ids(String org) {
        return rows.idsOf(org);
    }

    /** The document, byte for byte as it came. */
    public SpecDocument document(String org, String id) {
        StoredSpec stored = stored(org, id);
        try {
            return SpecDocument.of(stored.spec(), store.open(stored));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the document's order. */
    public Page<Operation> operations(String org, String id, int limit, @Nullable String cursor) {
        StoredSpec stored = stored(org, id);
        int start = position(cursor);
        List<Operation> operations = reads.read(stored, start, Page.checkedLimit(limit));
        int next = start + operations.size();
        boolean more = !operations.isEmpty() && next < stored.spec().operationCount();
        return new Page<>(operations, more ? Integer.toString(next) : null);
    }

    public Operation operation(String org, String id, String operationId) {
        Operation operation = operations(org, id, List.of(operationId)).get(operationId);
        if (operation == null) {
            throw Problem.notFound("operation", operationId);
        }
        return operation;
    }

    /** All that the document says about calling the operation; the same object as long as it is remembered. */
    public Contract contract(String org, String id, String operationId) {
        return contracts.of(stored(org, id), operation(org, id, operationId).pointer());
    }

    /** The same for the operation at that place of the document. */
    public Contract contractAt(String org, String id, String pointer) {
        return contracts.of(stored(org, id), pointer);
    }

    /** By operation id, in the order asked for; those that the spec does not have are left out. */
    public Map<String, Operation> operations(String org, String id, Collection<String> operationIds) {
        return reads.read(stored(org, id), operationIds);
    }

    /** Refused while something uses the spec. */
    public void delete(String org, String id) {
        locks.rows().writeLock().lock();
        try {
            StoredSpec stored = stored(org, id);
            List<String> users = uses.orderedStream()
                    .flatMap(use -> use.usersOf(org, id).stream())
                    .toList();
            if (!users.isEmpty()) {
                throw new Problem(
                        Kind.CONFLICT,
                        "spec-in-use",
                        "The spec '" + id + "' is used by " + String.join(", ", users)
                                + ". Delete those or take their endpoints out first.");
            }
            store.remove(stored, moved -> tellMoved(org, moved));
            indexing.removeIfGone(id);
        } finally {
            locks.rows().writeLock().unlock();
        }
    }

    /** Only now that all are in their place: whoever is told looks at once. */
    private void tellReplaced(String org, List<String> replaced) {
        for (String id : replaced) {
            rows.find(org, id)
                    .map(StoredSpec::spec)
                    .ifPresent(spec -> watches.forEach(watch -> watch.newest(new ApiKey(org, spec.apiId()))));
        }
    }

    private void tellMoved(String org, String id) {
        rows.find(org, id).map(StoredSpec::spec).ifPresent(indexing::moved);
    }

    private StoredSpec stored(String org, String id) {
        return rows.find(org, id).orElseThrow(() -> Problem.notFound("spec", id));
    }

    private static int position(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            return Math.max(0, Integer.parseInt(cursor));
        } catch (NumberFormatException e) {
            throw Problem.invalid("/cursor", "cursor must be the nextCursor of the list's previous page.");
        }
    }
}
