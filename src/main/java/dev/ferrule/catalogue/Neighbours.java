package dev.ferrule.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Notices what other nodes on the same database add to the catalogue and remove from it, so that this node's search finds
 * it and no longer finds it. New specs are looked for by the time in their keys, with some time to spare, because a key is
 * made before its spec is written and clocks differ; now and then all ids are compared.
 */
@Component
class Neighbours {

    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);
    private static final Duration RECENT = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration LOOK_AT_ALL = Duration.ofMinutes(1);

    private final SpecRows rows;
    private final OperationIndex index;
    private final Indexing indexing;
    private final EmbeddingQueue embeddings;
    private final boolean shared;
    private volatile Instant looked = Instant.EPOCH;
    private volatile Instant lookedAtAll = Instant.now();

    Neighbours(
            SpecRows rows,
            OperationIndex index,
            Indexing indexing,
            EmbeddingQueue embeddings,
            @Value("${spring.mongodb.uri:}") String uri) {
        this.rows = rows;
        this.index = index;
        this.indexing = indexing;
        this.embeddings = embeddings;
        this.shared = !uri.isBlank();
        if (shared) {
            rows.indexForNeighbours();
        }
    }

    /** May be called at any time; does something only now and then, and only when there may be other nodes. */
    synchronized void now() {
        Instant now = Instant.now();
        if (!shared || looked.plus(LOOK).isAfter(now)) {
            return;
        }
        looked = now;
        try {
            lookAt(now);
        } catch (RuntimeException e) {
            LOG.warn("What other nodes have added cannot be seen now; that is tried again", e);
        }
    }

    private void lookAt(Instant now) {
        if (lookedAtAll.plus(LOOK_AT_ALL).isAfter(now)) {
            add(rows.idsSince(now.minus(RECENT)));
        } else {
            lookedAtAll = now;
            look();
        }
    }

    /** Compares everything. */
    void look() {
        Set<String> gone = new HashSet<>(index.specIds());
        List<String> ids = rows.idsSince(Instant.EPOCH);
        add(ids);
        ids.forEach(gone::remove);
        gone.forEach(indexing::removeIfGone);
    }

    private void add(List<String> ids) {
        for (String id : ids) {
            if (!index.holds(id)) {
                rows.find(id).ifPresent(this::add);
            }
        }
    }

    private void add(StoredSpec stored) {
        Spec spec = stored.spec();
        indexing.catchUp(stored);
        embeddings.offer(spec);
        for (String version : rows.idsOf(spec.org(), spec.apiId())) {
            Optional<StoredSpec> other = version.equals(spec.id()) ? Optional.empty() : rows.find(version);
            other.ifPresent(found -> indexing.moved(found.spec()));
        }
    }
}
