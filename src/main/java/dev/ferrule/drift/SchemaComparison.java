package dev.ferrule.drift;

import dev.ferrule.drift.FlatSchema.Located;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares two schemas of one place and tells what changed for whoever sends, or reads, such values. A pair of types is
 * looked at once, so that one inside itself ends; beyond a number of schemas the rest counts as not compared.
 */
final class SchemaComparison {

    private static final int SCHEMAS = 5_000;
    private static final int DEPTH = 60;

    private final Map<String, Object> before;
    private final Map<String, Object> now;
    private final Side side;
    private final Consumer<Change> changes;
    private final Set<String> seen = new HashSet<>();
    private int compared;
    private boolean cut;

    SchemaComparison(Map<String, Object> before, Map<String, Object> now, Side side, Consumer<Change> changes) {
        this.before = before;
        this.now = now;
        this.side = side;
        this.changes = changes;
    }

    /** @param name of the value, for a person */
    void compare(Located old, Located fresh, String name) {
        compare(old, fresh, name, 0);
    }

    private void compare(Located old, Located fresh, String name, int depth) {
        if (compared > SCHEMAS || depth > DEPTH) {
            if (!cut) {
                cut = true;
                add("schema-too-large", Severity.UNKNOWN, fresh.pointer(), name + " was not compared as a whole.");
            }
            return;
        }
        compared++;
        FlatSchema a = FlatSchema.of(old, before);
        FlatSchema b = FlatSchema.of(fresh, now);
        boolean named = old.schema().containsKey("$ref") && fresh.schema().containsKey("$ref");
        if (named && !seen.add(old.schema().get("$ref") + " " + fresh.schema().get("$ref"))) {
            return;
        }
        new ValueComparison(side, name, changes).compare(a, b);
        properties(a, b, name, depth);
        if (a.items() != null && b.items() != null) {
            compare(a.items(), b.items(), name + "[]", depth + 1);
        }
        additional(a, b, name, depth);
        alternatives(a, b, name, depth);
    }

    private void properties(FlatSchema a, FlatSchema b, String name, int depth) {
        Set<String> names = new LinkedHashSet<>(a.properties().keySet());
        names.addAll(b.properties().keySet());
        for (String property : names) {
            Located old = visible(a, property, before);
            Located fresh = visible(b, property, now);
            String full = name.isEmpty() ? property : name + "." + property;
            boolean mustNow = b.required().contains(property);
            if (old == null && fresh != null) {
                boolean demanded = side == Side.REQUEST && mustNow;
                add(
                        side.code(demanded ? "required-property-added" : "property-added"),
                        demanded ? Severity.BREAKING : Severity.COMPATIBLE,
                        fresh.pointer(),
                        "The property '" + full + "' is new" + (demanded ? " and required." : "."));
            } else if (old != null && fresh == null) {
                add(
                        side.code("property-removed"),
                        Severity.BREAKING,
                        old.pointer(),
                        "The property '" + full + "' is gone.");
            } else if (old != null && fresh != null) {
                required(a.required().contains(property), mustNow, full, fresh.pointer());
                compare(old, fresh, full, depth + 1);
            }
        }
    }

    private void required(boolean before, boolean now, String name, String pointer) {
        if (before != now) {
            add(
                    side.code(now ? "property-became-required" : "property-became-optional"),
                    now ? side.narrowed() : side.widened(),
                    pointer,
                    now
                            ? "The property '" + name + "' is always there now."
                            : "The property '" + name + "' may be missing now.");
        }
    }

    /** What is only read does not count in requests, nor what is only written in responses. */
    private @Nullable Located visible(FlatSchema schema, String property, Map<String, Object> defs) {
        Located found = schema.properties().get(property);
        if (found == null) {
            return null;
        }
        String hidden = side == Side.REQUEST ? "readOnly" : "writeOnly";
        return FlatSchema.of(found, defs).is(hidden) ? null : found;
    }

    private void additional(FlatSchema a, FlatSchema b, String name, int depth) {
        Located old = a.additional();
        Located fresh = b.additional();
        boolean closed = old != null && FlatSchema.of(old, before).forbids();
        boolean closes = fresh != null && FlatSchema.of(fresh, now).forbids();
        if (closed != closes) {
            add(
                    side.code(closes ? "other-properties-forbidden" : "other-properties-allowed"),
                    closes ? side.narrowed() : Severity.COMPATIBLE,
                    b.pointer(),
                    subject(name) + " may have " + (closes ? "no properties" : "properties")
                            + " beside the declared ones now.");
        } else if (!closed && old != null && fresh != null) {
            compare(old, fresh, name + ".*", depth + 1);
        }
    }

    private void alternatives(FlatSchema a, FlatSchema b, String name, int depth) {
        List<Located> old = a.alternatives();
        List<Located> fresh = b.alternatives();
        Set<Located> taken = new HashSet<>();
        for (int i = 0; i < old.size(); i++) {
            Located one = old.get(i);
            Located same = same(one, fresh, taken, old.size() == fresh.size() ? i : -1);
            if (same != null) {
                taken.add(same);
                compare(one, same, name, depth + 1);
            } else {
                add(
                        side.code("alternative-removed"),
                        side.narrowed(),
                        one.pointer(),
                        "One of the forms of " + subject(name) + " is gone.");
            }
        }
        for (Located one : fresh) {
            if (!taken.contains(one)) {
                boolean narrows = old.isEmpty();
                add(
                        side.code("alternative-added"),
                        narrows ? side.narrowed() : Severity.COMPATIBLE,
                        one.pointer(),
                        subject(name) + " may have another form now.");
            }
        }
    }

    private static @Nullable Located same(Located one, List<Located> among, Set<Located> taken, int place) {
        Object ref = one.schema().get("$ref");
        for (Located other : among) {
            boolean equal = ref == null
                    ? other.schema().equals(one.schema())
                    : Objects.equals(ref, other.schema().get("$ref"));
            if (equal && !taken.contains(other)) {
                return other;
            }
        }
        boolean free = place >= 0 && !taken.contains(among.get(place));
        boolean bothInline = free && ref == null && among.get(place).schema().get("$ref") == null;
        return bothInline ? among.get(place) : null;
    }

    private static String subject(String name) {
        return name.isEmpty() ? "The value" : "'" + name + "'";
    }

    private void add(String code, Severity severity, String pointer, String message) {
        changes.accept(new Change(code, severity, pointer, message));
    }
}
