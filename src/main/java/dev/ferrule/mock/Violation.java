package dev.ferrule.mock;

import dev.ferrule.contract.Schemas;
import dev.ferrule.contract.Side;
import dev.ferrule.spec.Contract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Breaks the schema of an answer on purpose. A schema that allows everything cannot be broken. */
final class Violation {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Violation() {}

    static Reply in(Reply reply, Contract contract, Schemas schemas) {
        if (reply.content() == null || reply.mediaType() == null) {
            return reply;
        }
        Map<String, Object> schema = reply.content().schema();
        Object broken = broken(reply.value(), schema, contract, schemas);
        return new Reply(reply.status(), reply.headers(), reply.mediaType(), broken, reply.content());
    }

    private static @Nullable Object broken(
            @Nullable Object value, Map<String, Object> schema, Contract contract, Schemas schemas) {
        if (value instanceof Map<?, ?> map) {
            for (Object name : map.keySet()) {
                Map<String, Object> other = new LinkedHashMap<>();
                map.forEach((key, one) -> other.put(String.valueOf(key), one));
                // Something of another type, at the first place that minds.
                other.put(
                        String.valueOf(name), map.get(name) instanceof List ? Map.of("broken", true) : List.of(false));
                if (isBroken(other, schema, contract, schemas)) {
                    return other;
                }
            }
        }
        Object other = value instanceof String || value instanceof Number ? List.of("broken") : "broken";
        return isBroken(other, schema, contract, schemas) ? other : value;
    }

    private static boolean isBroken(Object value, Map<String, Object> schema, Contract contract, Schemas schemas) {
        return !schemas.check(contract, schema, JSON.valueToTree(value), Side.ANSWER, "", "")
                .ok();
    }
}
