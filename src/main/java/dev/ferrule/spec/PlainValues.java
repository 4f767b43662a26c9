package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a document as plain Java: text, truth value, whole number, {@link BigDecimal}, list, map, null. */
final class PlainValues {

    private PlainValues() {}

    /** Numbers stay exactly what is written. */
    static @Nullable Object of(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber()) {
            return value.canConvertToInt()
                    ? (Object) value.intValue()
                    : value.canConvertToLong() ? (Object) value.longValue() : value.bigIntegerValue();
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        if (value.isArray()) {
            List<@Nullable Object> items = new ArrayList<>(value.size());
            value.forEach(item -> items.add(of(item)));
            return Collections.unmodifiableList(items);
        }
        if (value.isObject()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            value.fields().forEachRemaining(field -> fields.put(field.getKey(), of(field.getValue())));
            return Collections.unmodifiableMap(fields);
        }
        return null;
    }

    /** How many values and characters it has, counted no further than {@code most}. */
    static long size(JsonNode value, long most) {
        long size = value.isTextual() ? 4 + value.textValue().length() : 4;
        if (value.isContainerNode()) {
            for (JsonNode item : value) {
                if (size > most) {
                    return size;
                }
                size += size(item, most - size);
            }
        }
        return size;
    }
}
