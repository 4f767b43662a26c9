package dev.ferrule.contract;

import dev.ferrule.contract.Conventions.ErrorShape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where an error says what is wrong: the shallowest text of a usual name, in the order of the names. */
final class ErrorFields {

    private static final int DEPTH = 3;
    private static final List<String> INSIDE = List.of(
            "error", "errors", "fault", "detail", "details", "meta", "response", "problem", "messages", "status");

    private ErrorFields() {}

    static @Nullable ErrorShape find(Shape shape, String where, double confidence) {
        String message = find(shape, "", 0, FieldNames.MESSAGE, true);
        String code = find(shape, "", 0, FieldNames.CODE, false);
        if (message != null && message.equals(code)) {
            code = null;
        }
        boolean live = where.equals("body:");
        return message == null && code == null
                ? null
                : new ErrorShape(
                        message,
                        code,
                        message == null ? confidence / 2 : confidence,
                        List.of(live ? where + (message == null ? code : message) : where));
    }

    private static @Nullable String find(Shape shape, String pointer, int depth, List<String> names, boolean text) {
        if (shape.type().equals("array") && shape.item() != null && depth <= DEPTH) {
            return text && depth > 0 && shape.item().type().equals("string")
                    ? pointer + "/0"
                    : find(shape.item(), pointer + "/0", depth + 1, names, text);
        }
        for (String name : names) {
            for (Map.Entry<String, Shape> field : shape.fields().entrySet()) {
                Shape value = field.getValue();
                boolean scalar =
                        value.type().equals("string") || !text && value.type().equals("integer");
                if (scalar && FieldNames.plain(field.getKey()).equals(name)) {
                    return pointer + "/" + Pointers.escaped(field.getKey());
                }
            }
        }
        for (Map.Entry<String, Shape> field : shape.fields().entrySet()) {
            if (depth < DEPTH && INSIDE.contains(FieldNames.plain(field.getKey()))) {
                String found = find(
                        field.getValue(), pointer + "/" + Pointers.escaped(field.getKey()), depth + 1, names, text);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
