package dev.ferrule.mock;

import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Parameter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an operation wants to be asked for the next page, as the names and types of its parameters tell.
 *
 * @param from says where the page begins; null: the operation has no pages
 * @param limit says how much is on a page; null: nothing does
 */
record PageWay(
        Kind kind, @Nullable Parameter from, @Nullable Parameter limit) {

    enum Kind {
        /** Counted from 1, or from 0 where the parameter's default or minimum is 0. */
        PAGE,
        OFFSET,
        /** A text that only the system understands. */
        CURSOR,
        /** The id of the last thing that was seen. */
        AFTER
    }

    private static final Set<String> AFTER = Set.of("startingafter", "afterid", "sinceid", "lastid");
    private static final Set<String> NUMBERS = Set.of(
            "limit",
            "perpage",
            "pagesize",
            "size",
            "count",
            "maxresults",
            "top",
            "take",
            "first",
            "pagelimit",
            "rows",
            "pageperpage",
            "itemsperpage");
    private static final Map<String, Kind> COUNTED = Map.ofEntries(
            Map.entry("page", Kind.PAGE),
            Map.entry("pagenumber", Kind.PAGE),
            Map.entry("pageno", Kind.PAGE),
            Map.entry("pagenum", Kind.PAGE),
            Map.entry("pageindex", Kind.PAGE),
            Map.entry("currentpage", Kind.PAGE),
            Map.entry("offset", Kind.OFFSET),
            Map.entry("pageoffset", Kind.OFFSET),
            Map.entry("skip", Kind.OFFSET),
            Map.entry("start", Kind.OFFSET),
            Map.entry("startat", Kind.OFFSET),
            Map.entry("startindex", Kind.OFFSET),
            Map.entry("startposition", Kind.OFFSET));
    private static final Set<String> CURSORS = Set.of(
            "cursor",
            "pagecursor",
            "pagetoken",
            "nexttoken",
            "nextpagetoken",
            "continuationtoken",
            "continuation",
            "continue",
            "marker",
            "after",
            "pageafter",
            "nextcursor",
            "startcursor",
            "bookmark",
            "scrollid",
            "next",
            "page",
            "offset");

    static PageWay of(Contract contract) {
        Parameter from = null;
        Parameter limit = null;
        Kind kind = Kind.PAGE;
        for (Parameter parameter : contract.parameters()) {
            Kind way = parameter.in().equals("query") ? way(parameter, contract) : null;
            if (way != null && from == null) {
                from = parameter;
                kind = way;
            } else if (parameter.in().equals("query")
                    && limit == null
                    && NUMBERS.contains(word(parameter.name()))
                    && isNumber(new Shape(parameter.schema(), contract.defs()))) {
                limit = parameter;
            }
        }
        return new PageWay(kind, from, limit);
    }

    private static @Nullable Kind way(Parameter parameter, Contract contract) {
        String word = word(parameter.name());
        Shape shape = new Shape(parameter.schema(), contract.defs());
        if (isNumber(shape) && COUNTED.containsKey(word)) {
            return COUNTED.get(word);
        }
        boolean opaque = shape.isOnly("string") && !shape.says("format") && !shape.says("enum");
        if (opaque && AFTER.contains(word)) {
            return Kind.AFTER;
        }
        return (opaque || isNumber(shape)) && CURSORS.contains(word) ? Kind.CURSOR : null;
    }

    private static boolean isNumber(Shape shape) {
        return shape.isOnly("integer") || shape.isOnly("number");
    }

    /** A name as people would say it: {@code page[size]}, {@code pageSize} and {@code page_size} are one. */
    static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
