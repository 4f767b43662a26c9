package dev.ferrule.catalogue;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How much the catalogue holds, and what is still under way. */
@RestController
@RequestMapping("/api/v1/catalogue")
class CatalogueController {

    private final SpecRows rows;
    private final OperationIndex index;
    private final Upkeep upkeep;

    CatalogueController(SpecRows rows, OperationIndex index, Upkeep upkeep) {
        this.rows = rows;
        this.index = index;
        this.upkeep = upkeep;
    }

    /**
     * @param operations those that are found by their words now
     * @param indexing whether some are not found yet, because the index is being built from the database
     * @param vectors those that are found by their meaning now, and those that will be
     */
    record State(long specs, long operations, boolean indexing, Vectors vectors) {}

    /** @param failure why those that are pending do not come now; null when they do */
    record Vectors(long done, long pending, @Nullable String failure) {}

    @GetMapping
    State state(Principal caller) {
        long specs = rows.count(caller.getName());
        Scope everything = Scope.everything(caller.getName());
        long operations = index.words().count(everything);
        // Each spec has one vector more, for the system as a whole.
        long missing = operations + specs - index.vectors().count(everything);
        long pending = upkeep.embeds() ? Math.max(0, Math.min(operations, missing)) : 0;
        long done = operations - Math.max(0, Math.min(operations, missing));
        return new State(specs, operations, !upkeep.caughtUp(), new Vectors(done, pending, upkeep.failure()));
    }
}
