package dev.ferrule.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.springframework.stereotype.Component;

/**
 * Brings specs into the search index and out of it. What is on disk there always holds whole specs only: a commit waits
 * for changes under way and lets none begin. Changes of one spec follow each other under its lock.
 */
@Component
class Indexing {

    private final OperationIndex index;
    private final SpecRows rows;
    private final OperationReads reads;
    private final SpecLocks locks;
    private final Phrases phrases;

    /** Ids of specs of which the database knows better by now whether they are current. */
    private final Set<String> early = ConcurrentHashMap.newKeySet();

    private final ReadWriteLock commits = new ReentrantReadWriteLock();

    Indexing(OperationIndex index, SpecRows rows, OperationReads reads, SpecLocks locks, Phrases phrases) {
        this.index = index;
        this.rows = rows;
        this.reads = reads;
        this.locks = locks;
        this.phrases = phrases;
    }

    void add(StoredSpec stored, List<OperationWords> operations) {
        Spec spec = stored.spec();
        change(spec.id(), () -> {
            index.add(spec.org(), spec, operations, phrases.of(spec.org(), operations));
            finish(spec);
        });
    }

    /** The same for a spec with more operations than are held in memory. */
    void addStored(StoredSpec stored) {
        Spec spec = stored.spec();
        change(spec.id(), () -> {
            index.words().remove(spec.id());
            reads.each(stored, operations -> {
                List<OperationWords> words = OperationWords.of(spec.id(), operations);
                index.add(spec.org(), spec, words, phrases.of(spec.org(), words));
            });
            finish(spec);
        });
    }

    /** Those of these that are completely in the index. */
    Set<String> held(Set<String> ids) {
        return index.held(ids);
    }

    /**
     * Adds a spec that was written when this index was not looking, or perhaps only in part. Waits for writes under way,
     * each of which adds its specs itself.
     */
    void catchUp(StoredSpec stored) {
        String id = stored.spec().id();
        if (index.holds(id)) {
            return;
        }
        locks.rows().writeLock().lock();
        try {
            if (!index.holds(id) && rows.isCurrent(id).isPresent()) {
                early.add(id);
                addStored(stored);
            }
        } finally {
            locks.rows().writeLock().unlock();
        }
    }

    private void finish(Spec spec) {
        Optional<Boolean> current = early.remove(spec.id()) ? rows.isCurrent(spec.id()) : Optional.empty();
        index.finish(current.isPresent() ? spec.as(spec.org(), spec.apiId(), current.get()) : spec);
    }

    /** After it became known how people would ask for its operations. */
    void renew(StoredSpec stored) {
        Spec spec = stored.spec();
        change(spec.id(), () -> {
            if (index.holds(spec.id()) && rows.isCurrent(spec.id()).isPresent()) {
                reads.each(stored, operations -> {
                    List<OperationWords> words = OperationWords.of(spec.id(), operations);
                    index.words().renew(spec.org(), spec.id(), words, phrases.of(spec.org(), words));
                });
            }
        });
    }

    /** After a newer version of its API has come or gone. */
    void moved(Spec spec) {
        change(spec.id(), () -> {
            early.add(spec.id());
            if (index.holds(spec.id())) {
                finish(spec);
            }
        });
    }

    void removeIfGone(String specId) {
        change(specId, () -> {
            if (rows.isCurrent(specId).isEmpty()) {
                index.remove(specId);
            }
        });
    }

    private void change(String specId, Runnable step) {
        synchronized (locks.index(specId)) {
            commits.readLock().lock();
            try {
                step.run();
            } finally {
                commits.readLock().unlock();
            }
        }
    }

    void commit() {
        commits.writeLock().lock();
        try {
            index.commit();
        } finally {
            commits.writeLock().unlock();
        }
    }
}
