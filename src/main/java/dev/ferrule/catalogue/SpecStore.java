package dev.ferrule.catalogue;

import dev.ferrule.spec.ApiDescription;
import dev.ferrule.spec.Operation;
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
import java.util.stream.IntStream;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
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
    private static final int LONGEST_DESCRIPTION = 8_000;
    private static final int LONGEST_NAME = 300;
    private static final int MOST_WARNINGS = 100;
    private static final int MOST_TAGS = 300;
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

    /** @param operations all of them; null when they are too many to hold, and must be read back */
    record Written(StoredSpec stored, @Nullable List<Operation> operations) {}

    /**
     * Reads and writes a document. Empty when the same spec was written by another node meanwhile; {@code moved} as for
     * {@link ApiFamilies#join}.
     */
    Optional<Written> write(String org, String id, byte[] document, Consumer<String> moved) {
        String key = new ObjectId().toHexString();
        SpecDraft draft = new SpecDraft(key, parts.writer(key, org, id));
        boolean inserted = false;
        try {
            ApiDescription api = reader.read(document, draft::add);
            int pages = draft.finishPages();
            int bodies = draft.addBody(document);
            Spec spec = summarise(org, id, api, draft.count(), document.length);
            inserted = rows.insert(new StoredSpec(spec, key, bodies, pages));
            if (!inserted) {
                return Optional.empty();
            }
            Spec placed = families.join(spec, draft.print(), moved);
            parts.end(key);
            return Optional.of(new Written(new StoredSpec(placed, key, bodies, pages), draft.operations()));
        } finally {
            if (!inserted && draft.begun()) {
                removeParts(key);
                parts.end(key);
            }
        }
    }

    private static Spec summarise(String org, String id, ApiDescription api, int operations, int length) {
        return new Spec(
                id,
                org,
                ApiIdentity.of(api.title(), api.host()),
                true,
                shorten(api.title(), LONGEST_NAME),
                shorten(api.version(), LONGEST_NAME),
                api.format(),
                api.host(),
                api.description() == null ? null : shorten(api.description(), LONGEST_DESCRIPTION),
                operations,
                api.contentHash(),
                first(api.warnings(), MOST_WARNINGS),
                api.servers(),
                api.securitySchemes(),
                api.security(),
                first(api.tags(), MOST_TAGS),
                first(api.webhooks(), MOST_TAGS),
                length,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private static String shorten(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean halfPair = Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, halfPair ? most - 1 : most);
    }

    private static <T> List<T> first(List<T> all, int most) {
        return List.copyOf(all.size() <= most ? all : all.subList(0, most));
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
        parts.end(stored.key());
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
            families.join(stored.get().spec(), PathPrint.of(paths), moved -> {});
        } else {
            removeParts(write.key());
        }
        parts.end(write.key());
        LOG.info("Cleared up after an interrupted write of a spec");
    }
}
