package dev.ferrule.catalogue;

import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class SearchController {

    private static final int LONGEST = 2_000;

    private final Catalogue catalogue;
    private final Specs specs;

    SearchController(Catalogue catalogue, Specs specs) {
        this.catalogue = catalogue;
        this.specs = specs;
    }

    /**
     * @param system the title of its spec
     * @param score 0 to 1, comparable within one answer only
     * @param matched the words of the query that it holds
     */
    record FoundOperation(
            String specId,
            @Nullable String system,
            String operationId,
            String method,
            String path,
            @Nullable String summary,
            double score,
            List<String> matched) {}

    /** @param current whether no newer version of the same API is here */
    record FoundSystem(
            String specId,
            String title,
            @Nullable String host,
            int operations,
            boolean current,
            double score,
            List<String> matched) {

        static FoundSystem of(SystemCard card, double score, List<String> matched) {
            return new FoundSystem(
                    card.specId(), card.title(), card.host(), card.operationCount(), card.current(), score, matched);
        }
    }

    /** @param typing somebody types still: the last word may be the beginning of one, and only words count */
    @GetMapping("/operations")
    Page<FoundOperation> operations(
            @RequestParam String q,
            @RequestParam(name = "spec", required = false) @Nullable List<String> spec,
            @RequestParam(defaultValue = "false") boolean typing,
            @RequestParam(defaultValue = "20") int limit,
            Principal caller) {
        String text = checked(q, typing);
        List<String> specIds = spec == null ? List.of() : List.copyOf(spec);
        specIds.forEach(id -> specs.get(caller.getName(), id));
        List<FoundOperation> found =
                catalogue.search(caller.getName(), specIds, text, typing, Page.checkedLimit(limit)).stream()
                        .map(hit -> new FoundOperation(
                                hit.card().specId(),
                                catalogue.title(caller.getName(), hit.card().specId()),
                                hit.card().operationId(),
                                hit.card().method(),
                                hit.card().path(),
                                hit.card().summary(),
                                rounded(0.5 * hit.words() + 0.5 * Math.max(0, hit.meaning())),
                                matched(
                                        text,
                                        hit.card().path() + " " + hit.card().title() + " "
                                                + hit.card().operationId())))
                        .toList();
        return new Page<>(found, null);
    }

    /**
     * Without {@code q} all, in the order of their titles.
     *
     * @param typing as above
     */
    @GetMapping("/systems")
    Page<FoundSystem> systems(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "false") boolean typing,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal caller) {
        if (q == null) {
            return inOrder(caller.getName(), Page.checkedLimit(limit), Positions.of(cursor));
        }
        String text = checked(q, typing);
        List<FoundSystem> found =
                catalogue.searchSystems(caller.getName(), text, typing, Page.checkedLimit(limit)).stream()
                        .map(hit -> FoundSystem.of(
                                hit.found(),
                                rounded(hit.score()),
                                matched(
                                        text,
                                        hit.found().title() + " " + hit.found().host())))
                        .toList();
        return new Page<>(found, null);
    }

    private Page<FoundSystem> inOrder(String org, int limit, int from) {
        List<SystemCard> all = catalogue.systemsByTitle(org);
        int start = Math.min(from, all.size());
        int end = Math.min(all.size(), start + limit);
        List<FoundSystem> some = all.subList(start, end).stream()
                .map(card -> FoundSystem.of(card, 1, List.of()))
                .toList();
        return new Page<>(some, end < all.size() ? Integer.toString(end) : null);
    }

    /** Of what is being typed, "or" may become "order": as long as there is a letter it may be asked for. */
    private static String checked(String q, boolean typing) {
        if (typing ? Words.split(q).isEmpty() : Words.of(q).isEmpty()) {
            throw Problem.invalid("/q", "q has no words to search for.");
        }
        if (q.length() > LONGEST) {
            throw Problem.invalid("/q", "q has " + q.length() + " characters; at most " + LONGEST + " are read.");
        }
        return q;
    }

    private static List<String> matched(String query, String text) {
        List<String> held = Words.of(text);
        return Words.split(query).stream()
                .distinct()
                .filter(word -> {
                    List<String> stems = Words.of(word);
                    return !stems.isEmpty() && held.containsAll(stems);
                })
                .toList();
    }

    private static double rounded(double score) {
        return Math.round(score * 1000) / 1000.0;
    }
}
