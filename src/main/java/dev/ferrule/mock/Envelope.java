package dev.ferrule.mock;

import dev.ferrule.contract.Samples;
import dev.ferrule.contract.Side;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Content;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a list: how much there is, whether there is more, and how to get it. Made to agree with the page, field
 * by field, as far as the schema allows it.
 */
final class Envelope {

    private static final Set<String> TOTALS = Set.of(
            "total",
            "totalcount",
            "totalitems",
            "totalresults",
            "totalrecords",
            "totalsize",
            "totalelements",
            "totalhits",
            "count",
            "itemcount",
            "numfound");
    private static final Set<String> PAGES = Set.of("pages", "pagecount", "totalpages", "numpages", "lastpage");
    private static final Set<String> PAGE = Set.of("page", "pagenumber", "currentpage", "pageno", "number");
    private static final Set<String> OFFSET = Set.of("offset", "skip", "start", "startindex", "startat");
    private static final Set<String> SIZE =
            Set.of("limit", "perpage", "pagesize", "size", "maxresults", "itemsperpage");
    private static final Set<String> MORE = Set.of(
            "hasmore", "hasnext", "hasnextpage", "more", "moreitems", "truncated", "istruncated", "moreavailable");
    private static final Set<String> LAST = Set.of("last", "islast", "islastpage", "done", "endoflist");
    private static final Set<String> NEXT = Set.of(
            "next",
            "nextpage",
            "nextcursor",
            "nextpagetoken",
            "nexttoken",
            "nexturl",
            "nextlink",
            "nextpageurl",
            "nextpagelink",
            "nexthref",
            "odatanextlink",
            "nextrecordsurl",
            "nextoffset",
            "nextmarker",
            "endcursor",
            "cursor",
            "continuation",
            "continuationtoken",
            "marker",
            "after",
            "bookmark",
            "scrollid");
    private static final Set<String> PREVIOUS = Set.of(
            "prev", "previous", "prevpage", "previouspage", "prevurl", "previousurl", "prevcursor", "previouslink");
    private static final List<String> AROUND = List.of("pag", "meta", "link", "cursor", "info", "next");
    private static final Object ABSENT = new Object();

    private final Map<String, Object> whole;
    private final Content content;
    private final Contract contract;
    private final Page page;
    private final int total;
    private final @Nullable String lastId;

    Envelope(
            Map<String, Object> whole,
            Content content,
            Contract contract,
            Page page,
            int total,
            @Nullable String lastId) {
        this.whole = whole;
        this.content = content;
        this.contract = contract;
        this.page = page;
        this.total = total;
        this.lastId = lastId;
    }

    void fill() {
        fill(whole, new Shape(content.schema(), contract.defs()), 0, false);
    }

    private void fill(Map<String, Object> map, Shape shape, int depth, boolean next) {
        Set<String> names = new LinkedHashSet<>(map.keySet());
        names.addAll(shape.names());
        for (String name : names) {
            String word = PageWay.word(name);
            Object before = map.get(name);
            Shape own = shape.property(name);
            if (before instanceof Map<?, ?> inner) {
                if (depth < 3 && AROUND.stream().anyMatch(word::contains)) {
                    around(map, name, inner, own, depth, word);
                }
            } else if (!(before instanceof List)) {
                List<Object> candidates = candidates(word, name, before, own, next);
                boolean known = map.containsKey(name) || own.kinds().equals(List.of(Shape.Kind.TEXT));
                if (known && !candidates.isEmpty()) {
                    put(map, name, candidates);
                }
            }
        }
    }

    private void around(Map<String, Object> map, String name, Map<?, ?> inner, Shape own, int depth, String word) {
        boolean gone = NEXT.contains(word) && !page.hasNext(total) || PREVIOUS.contains(word);
        if (gone && put(map, name, absent())) {
            return;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        inner.forEach((key, value) -> copy.put(String.valueOf(key), value));
        map.put(name, copy);
        fill(copy, own, depth + 1, NEXT.contains(word));
    }

    /** The best first; empty: the field says nothing of pages. */
    private List<Object> candidates(String word, String name, @Nullable Object before, Shape own, boolean inNext) {
        boolean number = before instanceof Number || own.is("integer") || own.is("number");
        boolean flag = before instanceof Boolean || own.is("boolean");
        boolean more = page.hasNext(total);
        if (flag) {
            return MORE.contains(word) ? List.of(more) : LAST.contains(word) ? List.of(!more) : List.of();
        }
        if (PREVIOUS.contains(word)) {
            return absent();
        }
        boolean link = inNext && Set.of("href", "url", "link", "uri").contains(word);
        if (NEXT.contains(word) || link) {
            return more ? next(word, before, own, link, number) : absent();
        }
        if (!number) {
            return List.of();
        }
        Integer value = TOTALS.contains(word)
                ? Integer.valueOf(total)
                : PAGES.contains(word)
                        ? Integer.valueOf((total + page.size() - 1) / page.size())
                        : PAGE.contains(word)
                                ? Integer.valueOf(page.number())
                                : OFFSET.contains(word)
                                        ? Integer.valueOf(page.start())
                                        : SIZE.contains(word) ? Integer.valueOf(page.size()) : null;
        return value == null ? List.of() : List.of(value);
    }

    private List<Object> next(String word, @Nullable Object before, Shape own, boolean link, boolean number) {
        String value = page.next(lastId);
        if (number && value.matches("\\d{1,9}")) {
            return List.of(Integer.valueOf(value));
        }
        boolean address = link
                || word.contains("url")
                || word.contains("link")
                || word.contains("href")
                || String.valueOf(own.first("format")).startsWith("uri")
                || before instanceof String text && text.contains("://")
                || page.way().kind() == PageWay.Kind.PAGE
                || page.way().kind() == PageWay.Kind.OFFSET;
        return address ? List.of(page.link(lastId), value) : List.of(value);
    }

    private static List<Object> absent() {
        List<Object> ways = new java.util.ArrayList<>();
        ways.add(null);
        ways.add(ABSENT);
        ways.add("");
        return ways;
    }

    private boolean put(Map<String, Object> map, String name, List<Object> candidates) {
        Object before = map.getOrDefault(name, ABSENT);
        for (Object candidate : candidates) {
            set(map, name, candidate);
            if (Samples.fits(whole, content.schema(), contract.defs(), Side.ANSWER)) {
                return true;
            }
        }
        set(map, name, before);
        return false;
    }

    private static void set(Map<String, Object> map, String name, @Nullable Object value) {
        if (value == ABSENT) {
            map.remove(name);
        } else {
            map.put(name, value);
        }
    }
}
