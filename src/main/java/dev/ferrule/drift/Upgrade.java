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
 * @param fromRevision the state before; 0 while it is not published, and nothing was changed yet
 * @param toRevision null while it is not published
 * @param templates those that it moves, as they were before
 * @param undoneBy the revision that brought the state before back
 * @param form what was asked for; null in those of earlier versions of this program
 * @param open the connector's id while somebody has it in hand or left it half-done: a connector has one of those at most
 * @param leasedUntil when whoever has it in hand counts as gone; null: nobody has
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
        @Nullable UpgradeForm form,
        @Nullable String open,
        @Nullable Instant leasedUntil,
        @Version @JsonIgnore @Nullable Long version) {

    /** @param revision null: it followed the draft */
    record Before(String templateId, @Nullable Integer revision, List<String> endpointIds) {}

    enum State {
        STARTED,
        DONE,
        UNDOING,
        UNDONE;

        boolean isHalfDone() {
            return this == STARTED || this == UNDOING;
        }

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Upgrade with(State next, @Nullable Integer to, List<Before> befores, @Nullable Integer back) {
        return new Upgrade(
                id,
                org,
                connectorId,
                specIds,
                fromRevision,
                to,
                befores,
                next,
                back,
                startedAt,
                form,
                open,
                leasedUntil,
                version);
    }

    /** With what it goes from and to. */
    Upgrade from(int revision, List<String> specs, List<Before> befores) {
        return new Upgrade(
                id,
                org,
                connectorId,
                specs,
                revision,
                toRevision,
                befores,
                state,
                undoneBy,
                startedAt,
                form,
                open,
                leasedUntil,
                version);
    }

    /** @param until null: out of everybody's hands */
    Upgrade leased(@Nullable Instant until) {
        return new Upgrade(
                id,
                org,
                connectorId,
                specIds,
                fromRevision,
                toRevision,
                templates,
                state,
                undoneBy,
                startedAt,
                form,
                until == null && !state.isHalfDone() ? null : connectorId,
                until,
                version);
    }
}
