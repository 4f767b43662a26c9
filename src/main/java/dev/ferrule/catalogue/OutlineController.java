package dev.ferrule.catalogue;

import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The operations of a spec in one line each: tens of thousands can be looked through without what each says in full. */
@RestController
@RequestMapping("/api/v1/specs/{id}/outline")
class OutlineController {

    private static final int LONGEST = 200;

    private final Specs specs;
    private final Catalogue catalogue;

    OutlineController(Specs specs, Catalogue catalogue) {
        this.specs = specs;
        this.catalogue = catalogue;
    }

    record Line(String operationId, String method, String path, String title, List<String> tags, boolean deprecated) {}

    /** @param total how many there are on all pages together */
    record Lines(List<Line> items, int total, @Nullable String nextCursor) {}

    /** @param q words, or parts of such, of which each must stand in method, path, title, id or tags */
    @GetMapping
    Lines outline(
            Principal caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int all = specs.get(caller.getName(), id).operationCount();
        int most = Page.checkedLimit(limit);
        List<String> words = words(q);
        if (words.isEmpty()) {
            int from = Math.min(Positions.of(cursor), all);
            List<Card> some = catalogue.cards(id, from, most);
            int next = from + some.size();
            return new Lines(lines(some), all, next < all && !some.isEmpty() ? Integer.toString(next) : null);
        }
        List<Card> found = catalogue.outline(id).cards().stream()
                .filter(card -> holds(card, words))
                .toList();
        int from = Math.min(Positions.of(cursor), found.size());
        int to = Math.min(found.size(), from + most);
        return new Lines(lines(found.subList(from, to)), found.size(), to < found.size() ? Integer.toString(to) : null);
    }

    private static List<Line> lines(List<Card> cards) {
        return cards.stream()
                .map(card -> new Line(
                        card.operationId(), card.method(), card.path(), card.title(), card.tags(), card.deprecated()))
                .toList();
    }

    private static List<String> words(@Nullable String q) {
        if (q == null || q.isBlank()) {
            return List.of();
        }
        if (q.length() > LONGEST) {
            throw Problem.invalid("/q", "q has " + q.length() + " characters, but may have at most " + LONGEST + ".");
        }
        return List.of(q.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    }

    private static boolean holds(Card card, List<String> words) {
        String text = (card.method()
                        + ' '
                        + card.path()
                        + ' '
                        + card.title()
                        + ' '
                        + card.operationId()
                        + ' '
                        + String.join(" ", card.tags()))
                .toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }
}
