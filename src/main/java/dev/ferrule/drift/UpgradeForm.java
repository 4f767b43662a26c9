package dev.ferrule.drift;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of an upgrade.
 *
 * @param specId the version to go to; null: the newest of each API that the connector takes endpoints from
 * @param templates ids of those that go with it; others that are pinned stay where they are
 * @param dryRun only tells what would be done
 * @param followMoves templates take an operation that moved in its new place
 * @param takeTheirs ids of endpoints (or {@code base-url}) where the newer version wins over what people wrote
 */
public record UpgradeForm(
        @Nullable String specId,
        @Nullable List<String> templates,
        @Nullable Boolean dryRun,
        @Nullable Boolean followMoves,
        @Nullable List<String> takeTheirs) {

    static final UpgradeForm NEWEST = new UpgradeForm(null, null, null, null, null);

    /** What is kept of it while the upgrade is not finished. */
    UpgradeForm kept() {
        return new UpgradeForm(specId, named(), null, follows(), List.copyOf(new TreeSet<>(theirs())));
    }

    /** Whether it asks for the same; one that says nothing asks for whatever was begun. */
    boolean says(UpgradeForm begun) {
        return kept().equals(NEWEST.kept()) || kept().equals(begun.kept());
    }

    List<String> named() {
        return templates == null ? List.of() : templates.stream().distinct().toList();
    }

    boolean isDry() {
        return Boolean.TRUE.equals(dryRun);
    }

    boolean follows() {
        return Boolean.TRUE.equals(followMoves);
    }

    Set<String> theirs() {
        return takeTheirs == null ? Set.of() : Set.copyOf(takeTheirs);
    }
}
