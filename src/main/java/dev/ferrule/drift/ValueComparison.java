package dev.ferrule.drift;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares what two schemas say of one value itself: type, values, format and bounds, words about it. */
final class ValueComparison {

    /** Formats of which the first takes in the second. */
    private static final Map<String, String> WIDER = Map.of("int64", "int32", "double", "float");

    private static final List<String> UPPER =
            List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");
    private static final List<String> LOWER =
            List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");

    private final Side side;
    private final String name;
    private final Consumer<Change> changes;

    /** @param name of the value; empty: it is the body as a whole */
    ValueComparison(Side side, String name, Consumer<Change> changes) {
        this.side = side;
        this.name = name.isEmpty() ? "The value" : "'" + name + "'";
        this.changes = changes;
    }

    void compare(FlatSchema a, FlatSchema b) {
        types(a, b);
        values(a, b);
        format(a, b);
        UPPER.forEach(keyword -> bound(keyword, a, b, 1));
        LOWER.forEach(keyword -> bound(keyword, a, b, -1));
        limit("pattern", a, b);
        limit("multipleOf", a, b);
        limit("uniqueItems", a, b);
        if (!a.is("deprecated") && b.is("deprecated")) {
            add(side.code("property-deprecated"), Severity.COMPATIBLE, b, "is deprecated now.");
        }
        if (!Objects.equals(a.keyword("default"), b.keyword("default"))) {
            add(side.code("default-changed"), Severity.COMPATIBLE, b, "has another default.");
        }
        for (String words : List.of("description", "title")) {
            if (!Objects.equals(a.keyword(words), b.keyword(words))) {
                add("description-changed", Severity.DOCUMENTATION, b, "is described in other words.");
                break;
            }
        }
    }

    private void types(FlatSchema a, FlatSchema b) {
        Set<String> old = a.types();
        Set<String> fresh = b.types();
        if (old.equals(fresh)) {
            return;
        }
        boolean narrower = old.isEmpty() || !fresh.isEmpty() && covers(old, fresh);
        boolean wider = fresh.isEmpty() || !old.isEmpty() && covers(fresh, old);
        String message = "is " + words(fresh) + " now, and was " + words(old) + ".";
        if (narrower == wider) {
            add(side.code("type-changed"), Severity.BREAKING, b, message);
        } else {
            Severity severity = narrower ? side.narrowed() : side.widened();
            add(side.code(narrower ? "type-narrowed" : "type-widened"), severity, b, message);
        }
    }

    private static boolean covers(Set<String> types, Set<String> others) {
        return others.stream()
                .allMatch(other -> types.contains(other) || other.equals("integer") && types.contains("number"));
    }

    private static String words(Set<String> types) {
        return types.isEmpty() ? "of any type" : String.join(" or ", types);
    }

    private void values(FlatSchema a, FlatSchema b) {
        Set<Object> old = allowed(a);
        Set<Object> fresh = allowed(b);
        if (old == null || fresh == null) {
            if (fresh != null) {
                add(side.code("enum-narrowed"), side.narrowed(), b, "takes certain values only now.");
            } else if (old != null) {
                add(side.code("enum-widened"), side.widened(), b, "takes any value now.");
            }
            return;
        }
        List<Object> gone = old.stream().filter(value -> !fresh.contains(value)).toList();
        List<Object> more = fresh.stream().filter(value -> !old.contains(value)).toList();
        if (!gone.isEmpty()) {
            add(side.code("enum-narrowed"), side.narrowed(), b, "can no longer be " + shown(gone) + ".");
        }
        if (!more.isEmpty()) {
            // Readers should take unknown values in their stride; few specs would ever be compatible otherwise.
            add(side.code("enum-widened"), Severity.COMPATIBLE, b, "can also be " + shown(more) + " now.");
        }
    }

    private static @Nullable Set<Object> allowed(FlatSchema schema) {
        if (schema.keyword("enum") instanceof List<?> list) {
            return new HashSet<>(list);
        }
        Object one = schema.keyword("const");
        return one == null ? null : Set.of(one);
    }

    private static String shown(List<Object> values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values.subList(0, Math.min(5, values.size()))) {
            String text = String.valueOf(value);
            texts.add("'" + (text.length() > 40 ? text.substring(0, 39) + "…" : text) + "'");
        }
        int left = values.size() - texts.size();
        return String.join(", ", texts) + (left > 0 ? " and " + left + " more" : "");
    }

    private void format(FlatSchema a, FlatSchema b) {
        Object old = a.keyword("format");
        Object fresh = b.keyword("format");
        if (Objects.equals(old, fresh)) {
            return;
        }
        String message = fresh == null
                ? "has no format now, and had '" + old + "'."
                : "has the format '" + fresh + "' now" + (old == null ? "." : ", and had '" + old + "'.");
        boolean narrower = old == null || fresh != null && fresh.equals(WIDER.get(String.valueOf(old)));
        boolean wider = fresh == null || old != null && old.equals(WIDER.get(String.valueOf(fresh)));
        if (narrower) {
            add(side.code("format-narrowed"), side.narrowed(), b, message);
        } else if (wider) {
            add(side.code("format-widened"), fresh == null ? Severity.COMPATIBLE : side.widened(), b, message);
        } else {
            add(side.code("format-changed"), Severity.BREAKING, b, message);
        }
    }

    /** @param towards 1 where a smaller number leaves less room, -1 where a greater one does */
    private void bound(String keyword, FlatSchema a, FlatSchema b, int towards) {
        BigDecimal old = number(a.keyword(keyword));
        BigDecimal fresh = number(b.keyword(keyword));
        if (old == null ? fresh == null : fresh != null && old.compareTo(fresh) == 0) {
            return;
        }
        boolean narrower = fresh != null && (old == null || old.compareTo(fresh) == towards);
        add(
                side.code(narrower ? "bounds-narrowed" : "bounds-widened"),
                narrower ? side.narrowed() : Severity.COMPATIBLE,
                b,
                fresh == null
                        ? "has no " + keyword + " now."
                        : "has " + keyword + " " + fresh.toPlainString() + " now"
                                + (old == null ? "." : ", and had " + old.toPlainString() + "."));
    }

    private void limit(String keyword, FlatSchema a, FlatSchema b) {
        Object old = a.keyword(keyword);
        Object fresh = b.keyword(keyword);
        if (!Objects.equals(old, fresh)) {
            boolean narrower = fresh != null;
            add(
                    side.code(narrower ? "bounds-narrowed" : "bounds-widened"),
                    narrower ? side.narrowed() : Severity.COMPATIBLE,
                    b,
                    "has " + (fresh == null ? "no " + keyword : "another " + keyword) + " now.");
        }
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        try {
            return value instanceof Number number ? new BigDecimal(number.toString()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void add(String code, Severity severity, FlatSchema at, String message) {
        changes.accept(new Change(code, severity, at.pointer(), name + " " + message));
    }
}
