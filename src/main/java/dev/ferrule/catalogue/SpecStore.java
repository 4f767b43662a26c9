package dev.ferrule.catalogue;

import dev.ferrule.spec.ApiDescription;
import dev.ferrule.spec.Reading;
import dev.ferrule.spec.SpecReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes a spec in an order that a crash cannot hurt: its parts first, its row last. Until the row is there the spec
 * does not exist; when it is there all of it is.
 */
@Component
class SpecStore {

    private static final Logger LOG = LoggerFactory.getLogger(SpecStore.class);
    private static final int REMOVED_AT_ONCE = 50;

    /** No write takes nearly so long; what is older was cut short. */
    private static final int LONGEST_WRITE_MINUTES = 60;

    private final SpecReader reader;
    private final SpecRows rows;
    private final SpecParts parts;
    private final OperationReads reads;
    private final ApiFamilies families;

    SpecStore(SpecReader reader, SpecRows rows, SpecParts parts, OperationReads reads, ApiFamilies families) {
        this.reader = reader;
        this.rows = rows;
        this.parts = parts;
        this.reads = reads;
        this.families = families;
    }

    /** Reads a document; nothing of it is in the database for good before {@link #write}. */
    SpecDraft read(ContentId id, byte[] document) {
        String key = new ObjectId().toHexString();
        SpecDraft draft = new SpecDraft(id.org(), id.specId(), key, parts.writer(key, id.org(), id.specId()));
        boolean finished = false;
        try {
            Reading reading = reader.readToKeep(document, id.hash(), draft::add);
            draft.finish(reading.api(), reading.document());
            finished = true;
            return draft;
        } finally {
            if (!finished) {
                forget(draft);
            }
        }
    }

    Specs.Preview preview(ContentId id, byte[] document) {
        int[] operations = {0};
        ApiDescription api = reader.readToKeep(document, id.hash(), operation -> operations[0]++)
                .api();
        return new Specs.Preview(id.specId(), SpecSummary.title(api), operations[0], false);
    }

    private void forget(SpecDraft draft) {
        if (draft.parts().begun()) {
            removeParts(draft.key());
            parts.end(List.of(draft.key()));
        }
    }

    /** After a write that failed: what there is of it in the database is removed, at the latest by the next start. */
    void giveUp(SpecDraft draft) {
        try {
            boolean written = rows.find(draft.org(), draft.id())
                    .filter(found -> found.key().equals(draft.key()))
                    .isPresent();
            if (!written) {
                forget(draft);
            }
        } catch (RuntimeException e) {
            LOG.warn("What is left of a failed write will be removed at the next start");
        }
    }

    /**
     * Writes drafts, in few commands however many they are. Those that somebody else wrote meanwhile are left out of the
     * answer. {@code moved} as for {@link ApiFamilies#join}. When it fails, it may be repeated.
     */
    List<StoredSpec> write(List<SpecDraft> drafts, Consumer<String> moved) {
        parts.flush(drafts.stream().map(SpecDraft::parts).toList());
        List<StoredSpec> inserted =
                rows.insert(drafts.stream().map(SpecDraft::stored).toList());
        Set<String> keys = inserted.stream().map(StoredSpec::key).collect(Collectors.toSet());
        List<ApiFamilies.Arrival> arrivals = new ArrayList<>();
        for (SpecDraft draft : drafts) {
            if (keys.contains(draft.key())) {
                arrivals.add(new ApiFamilies.Arrival(draft.stored().spec(), draft.print()));
            } else {
                removeParts(draft.key());
            }
        }
        List<StoredSpec> placed = new ArrayList<>();
        List<Spec> specs = families.join(arrivals, moved);
        for (int i = 0; i < specs.size(); i++) {
            placed.add(inserted.get(i).with(specs.get(i)));
        }
        parts.end(drafts.stream().map(SpecDraft::key).toList());
        return placed;
    }

    /**
     * Cut short before the row is gone it is a spec as before, which {@link #sweep} puts back among its versions; cut
     * short later it is gone.
     */
    void remove(StoredSpec stored, Consumer<String> moved) {
        Spec spec = stored.spec();
        parts.begin(stored.key(), spec.org(), spec.id());
        families.leave(spec, moved);
        rows.remove(stored);
        removeParts(stored.key());
        parts.end(List.of(stored.key()));
    }

    private void removeParts(String key) {
        parts.remove(List.of(StoredSpec.directoryId(key)));
        removeNumbered(number -> StoredSpec.bodyId(key, number));
        removeNumbered(number -> StoredSpec.pageId(key, number));
        removeNumbered(number -> VectorPage.id(key, number));
    }

    /** A crash may have left any of the numbers, but since they are written in batches, no long gap. */
    private void removeNumbered(IntFunction<String> id) {
        int from = 0;
        long removed;
        do {
            removed = parts.remove(
                    IntStream.range(from, from + REMOVED_AT_ONCE).mapToObj(id).toList());
            from += REMOVED_AT_ONCE;
        } while (removed > 0);
    }

    InputStream open(StoredSpec stored) {
        List<InputStream> pieces = new ArrayList<>();
        for (String id : stored.bodyIds()) {
            pieces.add(new ByteArrayInputStream(parts.get(id)));
        }
        return Packed.unpacking(new SequenceInputStream(Collections.enumeration(pieces)));
    }

    /**
     * Finishes or removes what was cut short: writes of this data folder that began before {@code start}, when this
     * process did, and very old ones of others.
     */
    void sweep(Instant start) {
        Instant longAgo = start.minus(LONGEST_WRITE_MINUTES, ChronoUnit.MINUTES);
        for (SpecParts.Write write : parts.unfinished()) {
            if (write.at().isBefore(write.ours() ? start : longAgo)) {
                finish(write);
            }
        }
    }

    private void finish(SpecParts.Write write) {
        Optional<StoredSpec> stored = rows.find(write.org(), write.specId())
                .filter(found -> found.key().equals(write.key()));
        if (stored.isPresent()) {
            Set<String> paths = new HashSet<>();
            reads.each(
                    stored.get(),
                    operations -> operations.forEach(operation -> paths.add(PathPrint.normalised(operation.path()))));
            families.join(List.of(new ApiFamilies.Arrival(stored.get().spec(), PathPrint.of(paths))), moved -> {});
        } else {
            removeParts(write.key());
        }
        parts.end(List.of(write.key()));
        LOG.info("Cleared up after an interrupted write of a spec");
    }
}
