package dev.ferrule.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A quick look at whether a value fits a schema, for choosing among candidates: it knows the usual keywords, takes the rest
 * as met, and stops where it gets deep. the validator is who judges.
 */
final class Fit {

    private static final int DEEPEST = 30;
    private static final int MOST_STEPS = 20_000;

    private final Map<String, Object> defs;
    private final Flattening flattening;
    private final Side side;
    private int steps;

    Fit(Map<String, Object> defs, Side side) {
        this.defs = defs;
        this.side = side;
        this.flattening = new Flattening(defs);
    }

    boolean fits(@Nullable Object value, @Nullable Object schema) {
        steps = 0;
        return fits(value, schema, 0);
    }

    private boolean fits(@Nullable Object value, @Nullable Object schema, int depth) {
        if (!(schema instanceof Map<?, ?> map)) {
            return !Boolean.FALSE.equals(schema);
        }
        if (depth > DEEPEST || ++steps > MOST_STEPS) {
            return true;
        }
        return hasType(value, map.get("type"))
                && (!map.containsKey("const") || same(value, map.get("const")))
                && (!(map.get("enum") instanceof List<?> some) || some.stream().anyMatch(one -> same(value, one)))
                && ofItself(value, map, depth)
                && combined(value, map, depth);
    }

    private boolean combined(@Nullable Object value, Map<?, ?> schema, int depth) {
        String name = Flattening.name(schema.get("$ref"));
        if (name != null && !fits(value, defs.getOrDefault(name, true), depth + 1)) {
            return false;
        }
        return (!(schema.get("allOf") instanceof List<?> all)
                        || all.stream().allMatch(one -> fits(value, one, depth + 1)))
                && (!(schema.get("anyOf") instanceof List<?> any)
                        || any.stream().anyMatch(one -> fits(value, one, depth + 1)))
                && (!(schema.get("oneOf") instanceof List<?> one)
                        || one.stream()
                                        .filter(branch -> fits(value, branch, depth + 1))
                                        .limit(2)
                                        .count()
                                == 1)
                && (!(schema.get("not") instanceof Map<?, ?> not) || !fits(value, not, depth + 1));
    }

    private boolean ofItself(@Nullable Object value, Map<?, ?> schema, int depth) {
        if (value instanceof String text) {
            return isText(text, schema);
        }
        if (value instanceof Number) {
            return isNumber(value, schema);
        }
        if (value instanceof List<?> list) {
            return isArray(list, schema, depth);
        }
        return !(value instanceof Map<?, ?> object) || isObject(object, schema, depth);
    }

    private static boolean isText(String text, Map<?, ?> schema) {
        int length = text.codePointCount(0, text.length());
        return length >= Numbers.count(schema.get("minLength"), 0)
                && length <= Numbers.count(schema.get("maxLength"), Integer.MAX_VALUE)
                && (schema.get("pattern") == null || Patterns.matches(schema.get("pattern"), text));
    }

    private static boolean isNumber(Object value, Map<?, ?> schema) {
        BigDecimal number = Numbers.of(value);
        if (number == null) {
            return true;
        }
        BigDecimal step = Numbers.of(schema.get("multipleOf"));
        return isAtLeast(number, schema.get("minimum"), 0)
                && isAtLeast(number, schema.get("exclusiveMinimum"), 1)
                && isAtMost(number, schema.get("maximum"), 0)
                && isAtMost(number, schema.get("exclusiveMaximum"), -1)
                && (step == null || step.signum() <= 0 || number.remainder(step).signum() == 0);
    }

    private static boolean isAtLeast(BigDecimal number, @Nullable Object bound, int by) {
        BigDecimal least = Numbers.of(bound);
        return least == null || number.compareTo(least) >= by;
    }

    private static boolean isAtMost(BigDecimal number, @Nullable Object bound, int by) {
        BigDecimal most = Numbers.of(bound);
        return most == null || number.compareTo(most) <= by;
    }

    private boolean isArray(List<?> list, Map<?, ?> schema, int depth) {
        if (list.size() < Numbers.count(schema.get("minItems"), 0)
                || list.size() > Numbers.count(schema.get("maxItems"), Integer.MAX_VALUE)
                || Boolean.TRUE.equals(schema.get("uniqueItems")) && new HashSet<>(list).size() < list.size()) {
            return false;
        }
        List<?> first = schema.get("prefixItems") instanceof List<?> some ? some : List.of();
        for (int i = 0; i < list.size(); i++) {
            Object item = i < first.size() ? first.get(i) : schema.get("items");
            if (item != null && !fits(list.get(i), item, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean isObject(Map<?, ?> object, Map<?, ?> schema, int depth) {
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> some ? some : Map.of();
        for (Object name : Flattening.list(schema.get("required"))) {
            Object property = properties.get(name);
            boolean unsent = property != null && flattening.says(side.unwanted(), property, 0);
            if (!object.containsKey(name) && !unsent) {
                return false;
            }
        }
        if (object.size() < Numbers.count(schema.get("minProperties"), 0)
                || object.size() > Numbers.count(schema.get("maxProperties"), Integer.MAX_VALUE)) {
            return false;
        }
        Map<?, ?> patterns = schema.get("patternProperties") instanceof Map<?, ?> some ? some : Map.of();
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            Object property = properties.get(entry.getKey());
            Object one = property != null ? property : patterns.isEmpty() ? schema.get("additionalProperties") : null;
            if (one != null && !fits(entry.getValue(), one, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasType(@Nullable Object value, @Nullable Object type) {
        List<Object> types = type == null ? new ArrayList<>() : Flattening.list(type);
        return types.isEmpty() || types.stream().anyMatch(one -> isA(value, one));
    }

    private static boolean isA(@Nullable Object value, Object type) {
        return switch (String.valueOf(type)) {
            case "null" -> value == null;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "number" -> value instanceof Number;
            case "integer" -> {
                BigDecimal number = Numbers.of(value);
                yield value instanceof Number
                        && (number == null || number.stripTrailingZeros().scale() <= 0);
            }
            default -> true;
        };
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        BigDecimal first = Numbers.of(one);
        BigDecimal second = Numbers.of(other);
        return first != null && second != null
                ? first.compareTo(second) == 0
                : one == null ? other == null : one.equals(other);
    }
}
