package dev.ferrule.ingest;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run of a source of which not one document could be taken.
 *
 * @param owner whom to ask about the source
 * @param codes of the failures, and how many there were of each
 */
public record FailedRun(
        String org,
        String sourceId,
        String source,
        @Nullable String owner,
        String ingestionId,
        int items,
        Map<String, Integer> codes) {

    public FailedRun {
        codes = new TreeMap<>(codes);
    }

    /** Names no URL, which might hold a key. */
    public String message() {
        String why = codes.entrySet().stream()
                .map(code -> code.getValue() + " " + code.getKey())
                .collect(Collectors.joining(", "));
        return "A run of the source '" + source + "' failed: "
                + (items == 1 ? "its one item" : "all " + items + " items") + " (" + why + ")."
                + (owner == null ? "" : " Its owner is '" + owner + "'.");
    }
}
