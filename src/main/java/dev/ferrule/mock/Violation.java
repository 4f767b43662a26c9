package dev.ferrule.mock;

import dev.ferrule.contract.Samples;
import dev.ferrule.contract.Side;
import dev.ferrule.spec.Contract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Breaks the schema of an answer on purpose. A schema that allows everything cannot be broken. */
final class Violation {

    private Violation() {}

    static Reply in(Reply reply, Contract contract) {
        if (reply.content() == null || reply.mediaType() == null) {
            return reply;
        }
        Map<String, Object> schema = reply.content().schema();
        Object broken = broken(reply.value(), schema, contract);
        return new Reply(reply.status(), reply.headers(), reply.mediaType(), broken, reply.content());
    }

    private static @Nullable Object broken(@Nullable Object value, Map<String, Object> schema, Contract contract) {
        if (value instanceof Map<?, ?> map) {
            for (Object name : map.keySet()) {
                Map<String, Object> other = new LinkedHashMap<>();
                map.forEach((key, one) -> other.put(String.valueOf(key), one));
                // Something of another type, at the first place that minds.
                other.put(
                        String.valueOf(name), map.get(name) instanceof List ? Map.of("broken", true) : List.of(false));
                if (!Samples.fits(other, schema, contract.defs(), Side.ANSWER)) {
                    return other;
                }
            }
        }
        Object other = value instanceof String || value instanceof Number ? List.of("broken") : "broken";
        return Samples.fits(other, schema, contract.defs(), Side.ANSWER) ? value : other;
    }
}
