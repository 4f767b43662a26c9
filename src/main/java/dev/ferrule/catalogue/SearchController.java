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

    /** @param score 0 to 1, comparable within one answer only; @param matched the words of the query that it holds */
    record FoundOperation(
            String specId,
            String operationId,
            String method,
            String path,
            @Nullable String summary,
            double score,
            List<String> matched) {}

    record FoundSystem(
            String specId, String title, @Nullable String host, double score, List<String> matched) {}

    @GetMapping("/operations")
    Page<FoundOperation> operations(
            @RequestParam String q,
            @RequestParam(name = "spec", required = false) @Nullable List<String> spec,
            @RequestParam(defaultValue = "20") int limit,
            Principal caller) {
        String text = checked(q);
        List<String> specIds = spec == null ? List.of() : List.copyOf(spec);
        specIds.forEach(id -> specs.get(caller.getName(), id));
        List<FoundOperation> found =
                catalogue.search(caller.getName(), specIds, text, Page.checkedLimit(limit)).stream()
                        .map(hit -> new FoundOperation(
                                hit.card().specId(),
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

    @GetMapping("/systems")
    Page<FoundSystem> systems(@RequestParam String q, @RequestParam(defaultValue = "20") int limit, Principal caller) {
        String text = checked(q);
        List<FoundSystem> found = catalogue.searchSystems(caller.getName(), text, Page.checkedLimit(limit)).stream()
                .map(hit -> new FoundSystem(
                        hit.found().specId(),
                        hit.found().title(),
                        hit.found().host(),
                        rounded(hit.score()),
                        matched(text, hit.found().title() + " " + hit.found().host())))
                .toList();
        return new Page<>(found, null);
    }

    private static String checked(String q) {
        if (Words.of(q).isEmpty()) {
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
