package dev.ferrule.contract;

import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Parameter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the value of a parameter or form field against its schema: one that travels as text and may be given as text. */
final class ParameterCheck {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Schemas schemas;
    private final Contract contract;

    ParameterCheck(Schemas schemas, Contract contract) {
        this.schemas = schemas;
        this.contract = contract;
    }

    List<Mismatch> check(Parameter parameter, Object value, String pointer) {
        String spec = parameter.pointer() + "/schema";
        if (parameter.mediaType() != null) {
            return schemas.check(contract, parameter.schema(), JSON.valueToTree(value), Side.REQUEST, pointer, spec)
                    .mismatches();
        }
        return asText(parameter.schema(), value, Side.REQUEST, pointer, spec);
    }

    /** On the way, 5 and "5" are the same, so either is right where one of them is. */
    List<Mismatch> asText(Map<String, Object> schema, Object value, Side side, String pointer, String spec) {
        Set<Object> readings = new LinkedHashSet<>();
        readings.add(value);
        readings.add(each(value, Styles::plain));
        Object parsed = each(value, ParameterCheck::parsed);
        readings.add(parsed);
        List<Mismatch> first = List.of();
        for (Object reading : readings) {
            List<Mismatch> found = schemas.check(contract, schema, JSON.valueToTree(reading), side, pointer, spec)
                    .mismatches();
            if (found.isEmpty()) {
                return found;
            }
            // Told of a number: that it is too large; not that its text is none.
            boolean better =
                    first.isEmpty() || reading == parsed && first.stream().allMatch(ParameterCheck::isOfType);
            first = better ? found : first;
        }
        return first;
    }

    private static boolean isOfType(Mismatch mismatch) {
        return mismatch.specPointer().endsWith("/type");
    }

    private static Object each(Object value, java.util.function.Function<@Nullable Object, Object> change) {
        if (value instanceof List<?> list) {
            return list.stream().map(item -> each(item, change)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> changed = new LinkedHashMap<>();
            map.forEach((key, inner) -> changed.put(key, each(inner, change)));
            return changed;
        }
        return change.apply(value);
    }

    private static Object parsed(@Nullable Object value) {
        if (!(value instanceof String text)
                || text.isEmpty()
                || text.length() > 100
                || "-0123456789tfn".indexOf(text.charAt(0)) < 0) {
            return value == null ? "" : value;
        }
        try {
            JsonNode node = JSON.readTree(text);
            return node.isNumber() ? node.numberValue() : node.isBoolean() ? (Object) node.booleanValue() : text;
        } catch (JacksonException e) {
            return text;
        }
    }
}
