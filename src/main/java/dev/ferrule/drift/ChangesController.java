package dev.ferrule.drift;

import dev.ferrule.drift.Comparison.Summary;
import dev.ferrule.drift.Comparison.Version;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a version of a spec changed, over HTTP. */
@RestController
@RequestMapping("/api/v1/specs/{id}/changes")
class ChangesController {

    private final Comparisons comparisons;

    ChangesController(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    record ChangesPage(
            Version from,
            Version to,
            Summary summary,
            List<Change> document,
            List<OperationChange> operations,
            @Nullable String nextCursor) {}

    /** @param severity only operations that it touches so: {@code breaking}, {@code compatible}, … */
    @GetMapping
    ChangesPage changes(
            Principal caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String severity,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.checkedLimit(limit);
        int start = position(cursor);
        Comparison comparison = comparisons.of(caller.getName(), id, since);
        Severity wanted = severity == null ? null : Severity.of(severity);
        List<OperationChange> all = comparison.operations().stream()
                .filter(operation -> wanted == null || operation.severity() == wanted)
                .toList();
        int from = Math.min(start, all.size());
        int to = Math.min(all.size(), from + most);
        return new ChangesPage(
                comparison.from(),
                comparison.to(),
                comparison.summary(),
                comparison.document(),
                all.subList(from, to),
                to < all.size() ? Integer.toString(to) : null);
    }

    private static int position(@Nullable String cursor) {
        try {
            return cursor == null ? 0 : Math.max(0, Integer.parseInt(cursor));
        } catch (NumberFormatException e) {
            throw Problem.invalid("/cursor", "cursor must be the nextCursor of the list's previous page.");
        }
    }
}
