package dev.ferrule.ingest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One batch of documents and what became of them so far. Its work is in {@link Piece}s.
 *
 * @param total items known of; it grows while archives are looked through
 * @param source id of the source whose run this is; null: somebody sent it
 * @param pieces how many there are, without those that archives are divided into
 * @param uploadsUntil till when the uploaded documents that failed are kept; null: nothing is kept
 * @param revision one more with each change
 */
@Document("ingestions")
record Job(
        @Id String id,
        @JsonIgnore String org,
        State state,
        boolean dryRun,
        int total,
        int ingested,
        int unchanged,
        int failed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String source,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @JsonIgnore int pieces,
        @JsonIgnore @Nullable Instant uploadsUntil,
        @JsonIgnore int revision) {

    /** Written in lower case. */
    enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean open() {
            return this == QUEUED || this == RUNNING;
        }
    }

    static Job queued(String id, String org, List<Piece> pieces, boolean dryRun, @Nullable String source) {
        int total = pieces.stream().mapToInt(Piece::items).sum();
        Instant now = Instant.now();
        return new Job(id, org, State.QUEUED, dryRun, total, 0, 0, 0, source, now, null, null, pieces.size(), null, 0);
    }

    /** The ids of its pieces, without those that archives are divided into. */
    List<String> pieceIds() {
        List<String> ids = new ArrayList<>(pieces);
        for (int i = 0; i < pieces; i++) {
            ids.add(Piece.id(id, i));
        }
        return ids;
    }
}
