package dev.ferrule.catalogue;

import dev.ferrule.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Cursors of lists that are all in memory: how many items came before. */
final class Positions {

    private Positions() {}

    static int of(@Nullable String cursor) {
        try {
            return cursor == null ? 0 : Math.max(0, Integer.parseInt(cursor));
        } catch (NumberFormatException e) {
            throw Problem.invalid("/cursor", "cursor must be the nextCursor of the list's previous page.");
        }
    }
}
