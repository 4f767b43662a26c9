package dev.ferrule.mock;

import dev.ferrule.contract.Samples;
import dev.ferrule.contract.Side;
import dev.ferrule.spec.Contract.Content;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes an answer agree with what happened before in the session: what was made is found and listed, what was changed is
 * changed, what was deleted is gone. Everything else is as if it had always been there.
 */
final class World {

    private static final List<String> WRAPPERS = List.of("data", "result", "item", "resource", "object", "attributes");
    private static final List<String> LISTS =
            List.of("data", "items", "results", "values", "records", "entries", "value");

    private World() {}

    static void check(Exchange exchange) {
        Resources resources = exchange.session().resources();
        boolean makes = exchange.method().equals("PUT");
        if (resources.isGone(makes ? exchange.parent() : exchange.route().path())) {
            throw new Refused(404, "It was deleted in this session.");
        }
    }

    /** Whether something is made that can be asked for afterwards. */
    static boolean creates(Exchange exchange) {
        return exchange.method().equals("POST") && exchange.itemName() != null;
    }

    /**
     * @param value as made by the schema alone
     * @param id of what was made or asked for; null: there is none
     */
    record Seen(@Nullable Object value, @Nullable String id) {}

    static Seen see(Exchange exchange, @Nullable Object value, @Nullable Content content) {
        Resources resources = exchange.session().resources();
        String path = exchange.route().path();
        if (creates(exchange)) {
            return created(exchange, value, content);
        }
        String item = exchange.route().pattern().item();
        if (item != null) {
            if (exchange.method().equals("DELETE")) {
                resources.delete(path);
                return new Seen(value, null);
            }
            Map<String, Object> kept = resources.get(path);
            Map<String, Object> fields = kept == null ? new LinkedHashMap<>() : kept;
            if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
                fields = exchange.method().equals("PUT") ? new LinkedHashMap<>() : fields;
                fields.putAll(unwrapped(exchange.sent(), Map.of()));
                resources.put(path, fields);
            }
            String last = path.substring(path.lastIndexOf('/') + 1);
            return new Seen(overlaid(exchange, value, content, fields, item, PathPattern.decoded(last)), null);
        }
        return new Seen(value, null);
    }

    private static Seen created(Exchange exchange, @Nullable Object value, @Nullable Content content) {
        Resources resources = exchange.session().resources();
        String name = String.valueOf(exchange.itemName());
        Map<String, Object> fields = new LinkedHashMap<>(unwrapped(exchange.sent(), Map.of()));
        Map<String, Object> sample = unwrapped(value, fields);
        String key = idKey(sample, name);
        Object first = key == null ? Long.toHexString(exchange.seed()) : sample.get(key);
        String id = String.valueOf(first);
        String path = exchange.route().path();
        for (int i = 1;
                i < Resources.MOST + 2 && (resources.get(path + "/" + id) != null || resources.isGone(path + "/" + id));
                i++) {
            id = next(first, i, exchange.seed());
        }
        Object shown = overlaid(exchange, value, content, fields, name, id);
        Map<String, Object> all = new LinkedHashMap<>(unwrapped(shown, fields));
        fields.forEach(all::putIfAbsent);
        resources.put(path + "/" + id, all);
        return new Seen(shown, id);
    }

    /** Another id of the same kind. */
    static String next(@Nullable Object first, int number, long seed) {
        String text = String.valueOf(first);
        if (first instanceof Number) {
            return new BigInteger(text.replaceAll("[^0-9].*", "").isEmpty() ? "1" : text.replaceAll("[^0-9].*", ""))
                    .add(BigInteger.valueOf(number))
                    .toString();
        }
        if (text.matches("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")) {
            return new java.util.UUID(seed + number & ~0xf000L | 0x4000L, seed & 0x3fffffffffffffffL | Long.MIN_VALUE)
                    .toString();
        }
        return text + number;
    }

    /** The value with these fields where it has them, and with this id, as far as its schema allows it. */
    private static @Nullable Object overlaid(
            Exchange exchange,
            @Nullable Object value,
            @Nullable Content content,
            Map<String, Object> fields,
            String idName,
            String id) {
        if (!(value instanceof Map<?, ?> map) || content == null) {
            return value;
        }
        Map<String, Object> whole = copy(map);
        Map<String, Object> inner = unwrapped(whole, fields);
        String key = idKey(inner, idName);
        fields.forEach((name, field) -> {
            if (inner.containsKey(name) && !name.equals(key)) {
                put(exchange, content, whole, inner, name, field);
            }
        });
        if (key != null) {
            Object typed = inner.get(key) instanceof Number && id.matches("\\d{1,18}") ? (Object) Long.valueOf(id) : id;
            put(exchange, content, whole, inner, key, typed);
        }
        return whole;
    }

    private static void put(
            Exchange exchange,
            Content content,
            Map<String, Object> whole,
            Map<String, Object> inner,
            String name,
            @Nullable Object field) {
        Object before = inner.put(name, field);
        if (!Samples.fits(whole, content.schema(), exchange.contract().defs(), Side.ANSWER)) {
            inner.put(name, before);
        }
    }

    /** The list with what was made in this session before the rest, and without what was deleted. */
    static List<Object> listed(Exchange exchange, List<?> samples) {
        String name = exchange.itemName();
        if (name == null) {
            return new ArrayList<>(samples);
        }
        Resources resources = exchange.session().resources();
        String path = exchange.route().path();
        List<Object> all = new ArrayList<>();
        Object like = samples.isEmpty() ? null : samples.get(0);
        for (Map<String, Object> made : resources.below(path)) {
            Map<String, Object> shown = like instanceof Map<?, ?> map ? copy(map) : made;
            made.forEach((field, value) -> {
                if (shown.containsKey(field)) {
                    shown.put(field, value);
                }
            });
            all.add(shown);
        }
        for (Object sample : samples) {
            String key = sample instanceof Map<?, ?> map ? idKey(copy(map), name) : null;
            String id = key == null ? "" : String.valueOf(((Map<?, ?>) sample).get(key));
            if (key == null || !resources.isGone(path + "/" + id) && resources.get(path + "/" + id) == null) {
                all.add(sample);
            }
        }
        return all;
    }

    /** The name under which the list is; "" when the value is the list; null when there is none. */
    static @Nullable String listName(@Nullable Object value) {
        if (value instanceof List) {
            return "";
        }
        if (!(value instanceof Map<?, ?> map)) {
            return null;
        }
        List<String> lists = map.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof List<?> list
                        && list.stream().allMatch(item -> item instanceof Map))
                .map(entry -> String.valueOf(entry.getKey()))
                .toList();
        return LISTS.stream().filter(lists::contains).findFirst().orElse(lists.isEmpty() ? null : lists.get(0));
    }

    /** What a value is about, out of its envelope. */
    private static Map<String, Object> unwrapped(@Nullable Object value, Map<String, Object> fields) {
        if (!(value instanceof Map<?, ?> map)) {
            return new LinkedHashMap<>();
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> whole = (Map<String, Object>) map;
        boolean shares = fields.keySet().stream().anyMatch(whole::containsKey);
        for (Map.Entry<String, Object> entry : whole.entrySet()) {
            boolean envelope = whole.size() == 1 || !shares && WRAPPERS.contains(entry.getKey());
            if (envelope && entry.getValue() instanceof Map<?, ?> inside) {
                @SuppressWarnings("unchecked")
                Map<String, Object> inner = (Map<String, Object>) inside;
                return inner;
            }
        }
        return whole;
    }

    static @Nullable String idKey(Map<String, Object> map, String place) {
        String last = place.replaceAll("^.*[_-]", "");
        return Stream.of(
                        place, "id", "_id", last, "uuid", "guid", "uid", "sid", "gid", "key", "slug", "number", "code",
                        "name")
                .flatMap(wanted ->
                        map.keySet().stream().filter(name -> plain(name).equals(plain(wanted))))
                .filter(name -> map.get(name) instanceof String || map.get(name) instanceof Number)
                .findFirst()
                .orElseGet(() -> map.keySet().stream()
                        .filter(name -> plain(name).endsWith("id")
                                && plain(place).endsWith("id")
                                && plain(name).endsWith(plain(place)))
                        .findFirst()
                        .orElse(null));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) ->
                copy.put(String.valueOf(key), value instanceof Map<?, ?> inner ? copy(inner) : value));
        return copy;
    }
}
