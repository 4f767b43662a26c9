package dev.ferrule.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one operation.
 *
 * @param path of the older version, unless the operation was added
 * @param movedTo method and path in the newer version, where it is the same operation in another place
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperationChange(
        String method,
        String path,
        @Nullable String operationId,
        Kind kind,
        Severity severity,
        @Nullable String movedTo,
        List<Change> changes) {

    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        MOVED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    String key() {
        return method + " " + path;
    }
}
