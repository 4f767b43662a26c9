package dev.ferrule.drift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * An upgrade of a connector, written before anything is changed, so that one that was cut short goes on from here and one
 * that was finished can be taken back.
 *
 * @param fromRevision the state before
 * @param toRevision null while it is not published
 * @param templates those that it moves, as they were before
 * @param undoneBy the revision that brought the state before back
 */
@Document("upgrades")
record Upgrade(
        @MongoId String id,
        @JsonIgnore String org,
        String connectorId,
        List<String> specIds,
        int fromRevision,
        @Nullable Integer toRevision,
        List<Before> templates,
        State state,
        @Nullable Integer undoneBy,
        Instant startedAt,
        @Version @JsonIgnore @Nullable Long version) {

    /** @param revision null: it followed the draft */
    record Before(String templateId, @Nullable Integer revision, List<String> endpointIds) {}

    enum State {
        STARTED,
        DONE,
        UNDOING,
        UNDONE;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Upgrade with(State next, @Nullable Integer to, List<Before> befores, @Nullable Integer back) {
        return new Upgrade(id, org, connectorId, specIds, fromRevision, to, befores, next, back, startedAt, version);
    }
}
