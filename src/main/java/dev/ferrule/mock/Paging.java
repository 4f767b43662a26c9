package dev.ferrule.mock;

import dev.ferrule.contract.Samples;
import dev.ferrule.contract.Side;
import dev.ferrule.egress.Call.Header;
import dev.ferrule.spec.Contract.Content;
import dev.ferrule.spec.Contract.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists, as the session has them; in pages where the operation has a parameter for the next one. */
final class Paging {

    private static final Set<String> TOTALS = Set.of("xtotalcount", "xtotal", "xtotalitems", "totalcount");

    private Paging() {}

    static @Nullable Object page(
            Exchange exchange,
            @Nullable Object value,
            Content content,
            @Nullable Response response,
            List<Header> headers) {
        String name = exchange.isItem() ? null : World.listName(value);
        if (name == null) {
            return value;
        }
        Object list = value instanceof Map<?, ?> map ? map.get(name) : value;
        List<?> samples = list instanceof List<?> some ? some : List.of();
        Page page = Page.asked(exchange.contract(), exchange.call());
        List<Object> all = World.listed(
                exchange, page.isPaged() ? many(exchange, value, name, samples, content, page.made()) : samples);
        if (page.way().kind() == PageWay.Kind.AFTER) {
            page = page.from(after(exchange, all, page));
        }
        int start = Math.min(page.start(), all.size());
        List<Object> shown = page.isPaged() ? all.subList(start, Math.min(start + page.size(), all.size())) : all;
        String last = shown.isEmpty() ? null : id(exchange, shown.get(shown.size() - 1));
        headers(response, page, all.size(), last, value instanceof List, headers);
        if (!(value instanceof Map<?, ?> map)) {
            return List.copyOf(shown);
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        map.forEach((key, one) -> whole.put(String.valueOf(key), one));
        new Envelope(whole, content, exchange.contract(), page, all.size(), last).fill();
        whole.put(name, List.copyOf(shown));
        return whole;
    }

    /** As many as wanted, each with an id of its own if there may be one. */
    private static List<Object> many(
            Exchange exchange, @Nullable Object value, String name, List<?> samples, Content content, int count) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < count && !samples.isEmpty(); i++) {
            Object sample = samples.get(i % samples.size());
            all.add(i < samples.size() ? sample : other(exchange, sample, i));
        }
        Object some = all.size() > samples.size() ? List.of(all.get(samples.size())) : List.of();
        Object probe = some;
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> whole = new LinkedHashMap<>(map);
            whole.put(name, some);
            probe = whole;
        }
        boolean fits = Samples.fits(probe, content.schema(), exchange.contract().defs(), Side.ANSWER);
        return fits ? all : new ArrayList<>(samples);
    }

    private static Object other(Exchange exchange, Object sample, int number) {
        if (!(sample instanceof Map<?, ?> map)) {
            return sample;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, field) -> copy.put(String.valueOf(key), field));
        String key = World.idKey(copy, place(exchange));
        if (key != null) {
            Object id = copy.get(key);
            String next = World.next(id, number, exchange.seed());
            copy.put(key, id instanceof Number && next.matches("\\d{1,18}") ? (Object) Long.valueOf(next) : next);
        }
        return copy;
    }

    private static String place(Exchange exchange) {
        String name = exchange.itemName();
        return name == null ? "id" : name;
    }

    private static int after(Exchange exchange, List<Object> all, Page page) {
        String name = page.way().from() == null ? "" : page.way().from().name();
        String id = Credentials.query(exchange.call(), name);
        for (int i = 0; id != null && i < all.size(); i++) {
            if (id.equals(id(exchange, all.get(i)))) {
                return i + 1;
            }
        }
        return 0;
    }

    private static @Nullable String id(Exchange exchange, Object item) {
        if (!(item instanceof Map<?, ?> map)) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, field) -> fields.put(String.valueOf(key), field));
        String key = World.idKey(fields, place(exchange));
        return key == null ? null : String.valueOf(fields.get(key));
    }

    private static void headers(
            @Nullable Response response,
            Page page,
            int total,
            @Nullable String last,
            boolean bare,
            List<Header> headers) {
        boolean links = bare;
        for (var header : response == null ? List.<dev.ferrule.spec.Contract.Header>of() : response.headers()) {
            String word = PageWay.word(header.name());
            links |= word.equals("link");
            if (TOTALS.contains(word)) {
                Replies.add(headers, header.name(), Integer.toString(total));
            } else if (word.equals("xtotalpages")) {
                Replies.add(headers, header.name(), Integer.toString((total + page.size() - 1) / page.size()));
            } else if (isNext(header.name()) && page.hasNext(total)) {
                Replies.add(headers, header.name(), page.next(last));
            }
        }
        if (links && page.hasNext(total)) {
            Replies.add(headers, "Link", "<" + page.link(last) + ">; rel=\"next\"");
        }
    }

    /** Not to be made up: it would be followed. */
    static boolean isNext(String header) {
        return PageWay.word(header).toLowerCase(Locale.ROOT).startsWith("xnext");
    }
}
