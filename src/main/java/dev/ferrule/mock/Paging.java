package dev.ferrule.mock;

import dev.ferrule.egress.Call.Header;
import dev.ferrule.spec.Contract.Content;
import dev.ferrule.spec.Contract.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists, as the session has them. */
final class Paging {

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
        if (value instanceof List<?> list) {
            return World.listed(exchange, list);
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> whole.put(
                    String.valueOf(key),
                    key.equals(name) && one instanceof List<?> list ? World.listed(exchange, list) : one));
        }
        return whole;
    }
}
