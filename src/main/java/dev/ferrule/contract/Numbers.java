package dev.ferrule.contract;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Numbers of schemas, exact; those so large or so fine that reckoning with them would take long count as none. */
final class Numbers {

    private static final int LONGEST = 400;
    private static final BigDecimal USUAL = BigDecimal.valueOf(100);

    private Numbers() {}

    static @Nullable BigDecimal of(@Nullable Object value) {
        try {
            BigDecimal number = value instanceof BigDecimal decimal
                    ? decimal
                    : value instanceof BigInteger integer
                            ? new BigDecimal(integer)
                            : value instanceof Number other ? new BigDecimal(other.toString()) : null;
            return number == null || Math.abs((long) number.scale()) > LONGEST || number.precision() > LONGEST
                    ? null
                    : number;
        } catch (NumberFormatException e) {
            return null; // NaN or an infinity, which YAML can spell.
        }
    }

    static int count(@Nullable Object value, int otherwise) {
        BigDecimal number = of(value);
        return number == null
                ? otherwise
                : number.max(BigDecimal.ZERO)
                        .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                        .intValue();
    }

    /** Null: there is none between the bounds. */
    static @Nullable Number within(Map<String, Object> schema, boolean whole, Random random) {
        BigDecimal step = of(schema.get("multipleOf"));
        BigDecimal unit = step != null && step.signum() > 0 ? step : whole ? BigDecimal.ONE : null;
        BigDecimal low = low(schema);
        BigDecimal high = high(schema);
        if (low != null && high != null && low.compareTo(high) > 0) {
            return null;
        }
        BigDecimal span = unit == null ? USUAL : USUAL.multiply(unit).max(USUAL);
        BigDecimal from = low != null
                ? low
                : high == null
                        ? BigDecimal.ONE
                        : high.compareTo(BigDecimal.ONE) >= 0 ? BigDecimal.ONE : high.subtract(span);
        BigDecimal to = high != null && high.subtract(from).compareTo(span) <= 0 ? high : from.add(span);
        BigDecimal value = from.add(to.subtract(from).multiply(BigDecimal.valueOf(random.nextInt(1_001), 3)));
        if (unit == null) {
            BigDecimal rounded = value.setScale(2, RoundingMode.HALF_UP);
            value = rounded.compareTo(from) >= 0 && rounded.compareTo(to) <= 0 ? rounded : value;
        } else {
            value = value.divide(unit, 0, RoundingMode.FLOOR).multiply(unit);
            value = value.compareTo(from) < 0 ? value.add(unit) : value;
        }
        if (excluded(schema, value) || whole && value.stripTrailingZeros().scale() > 0) {
            BigDecimal next = unit == null ? from.add(to).divide(BigDecimal.valueOf(2)) : aligned(from, unit, schema);
            value = next;
        }
        boolean fits = (high == null || value.compareTo(high) <= 0) && !excluded(schema, value);
        return fits ? plain(value) : null;
    }

    private static BigDecimal aligned(BigDecimal from, BigDecimal unit, Map<String, Object> schema) {
        BigDecimal value = from.divide(unit, 0, RoundingMode.CEILING).multiply(unit);
        for (int i = 0; i < 1_000 && (excluded(schema, value) || isFraction(schema, value)); i++) {
            value = value.add(unit);
        }
        return value;
    }

    private static boolean isFraction(Map<String, Object> schema, BigDecimal value) {
        return "integer".equals(schema.get("type"))
                && value.stripTrailingZeros().scale() > 0;
    }

    private static boolean excluded(Map<String, Object> schema, BigDecimal value) {
        BigDecimal below = of(schema.get("exclusiveMinimum"));
        BigDecimal above = of(schema.get("exclusiveMaximum"));
        return below != null && value.compareTo(below) <= 0 || above != null && value.compareTo(above) >= 0;
    }

    private static @Nullable BigDecimal low(Map<String, Object> schema) {
        BigDecimal one = of(schema.get("minimum"));
        BigDecimal other = of(schema.get("exclusiveMinimum"));
        return one == null ? other : other == null ? one : one.max(other);
    }

    private static @Nullable BigDecimal high(Map<String, Object> schema) {
        BigDecimal one = of(schema.get("maximum"));
        BigDecimal other = of(schema.get("exclusiveMaximum"));
        return one == null ? other : other == null ? one : one.min(other);
    }

    /** As a JSON reader would have it. */
    private static Number plain(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        if (bare.scale() > 0) {
            return bare;
        }
        return bare.precision() - bare.scale() <= 18 ? (Number) bare.longValueExact() : bare.toBigInteger();
    }
}
