package dev.ferrule.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.ferrule.connector.Definition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an upgrade makes of a draft.
 *
 * @param specIds the versions that it goes to
 * @param moves ids of endpoints whose operation went to another place, to the ids of those that take their place
 */
public record Merge(
        Definition draft, List<String> specIds, List<Step> steps, List<Conflict> conflicts, Map<String, String> moves) {

    /** @param what {@code endpoint}, {@code auth-method} or {@code base-url} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            String what,
            @Nullable String id,
            Action action,
            @Nullable String movedTo,
            String message) {}

    /** Something that people wrote and the newer version says otherwise. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Conflict(
            String what,
            @Nullable String id,
            String field,
            @Nullable String base,
            @Nullable String ours,
            @Nullable String theirs,
            String resolved) {}

    public enum Action {
        UPDATED,
        ADDED,
        /** The newer version lacks it; it stays, marked. */
        REMOVED,
        RESTORED,
        KEPT;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
