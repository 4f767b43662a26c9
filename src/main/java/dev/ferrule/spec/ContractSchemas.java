package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the schemas of one operation in JSON Schema 2020-12. What is referenced becomes a definition, once, so that a type
 * inside itself costs no more than any other; what a reference does not find, and what is beyond the bounds, is {@code {}},
 * which anything fulfils.
 */
final class ContractSchemas {

    private static final int DEFINITIONS = 3_000;
    private static final long SIZE = 6_000_000;
    private static final int DEPTH = 120;

    private final References references;
    private final Dialect dialect;
    private final Budget budget;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Object> definitions = new LinkedHashMap<>();
    private final Deque<Named> waiting = new ArrayDeque<>();
    private long size;
    private int depth;
    private boolean cut;

    ContractSchemas(References references, Dialect dialect, Budget budget) {
        this.references = references;
        this.dialect = dialect;
        this.budget = budget;
    }

    private record Named(String name, References.Target target) {}

    boolean cut() {
        return cut;
    }

    /** All that the schemas so far point to. */
    Map<String, Object> definitions() {
        for (Named next = waiting.poll(); next != null; next = waiting.poll()) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("$comment", next.target.pointer());
            schema.putAll(of(next.target.node(), next.target.pointer()));
            definitions.put(next.name, Collections.unmodifiableMap(schema));
        }
        return Collections.unmodifiableMap(definitions);
    }

    Map<String, Object> of(@Nullable JsonNode schema, String pointer) {
        if (schema == null || !schema.isObject()) {
            return schema != null && schema.isBoolean() && !schema.booleanValue() ? Map.of("not", Map.of()) : Map.of();
        }
        budget.checkTime();
        size += 40;
        if (size > SIZE || depth > DEPTH) {
            cut = true;
            return Map.of();
        }
        depth++;
        Map<String, Object> written = new LinkedHashMap<>();
        SchemaKeywords keywords = new SchemaKeywords(this, dialect, schema, pointer);
        if (References.reference(schema) == null) {
            keywords.writeTo(written);
        } else {
            written.putAll(referenced(schema, pointer));
            if (from31()) {
                keywords.writeTo(written);
            } else {
                keywords.writeBesideReference(written);
            }
        }
        depth--;
        return Collections.unmodifiableMap(written);
    }

    boolean from31() {
        return dialect == Dialect.OPENAPI_3_1 || dialect == Dialect.OPENAPI_3_2;
    }

    private Map<String, Object> referenced(JsonNode schema, String pointer) {
        String name = definition(schema, pointer);
        return name == null ? Map.of() : Map.of("$ref", "#/$defs/" + name);
    }

    /** The name of what this node's reference leads to. */
    private @Nullable String definition(JsonNode node, String pointer) {
        References.Target end = references.follow(node, pointer);
        String text = References.reference(node);
        if (end == null || text == null) {
            return null;
        }
        // What stands beside a reference counts since 3.1, so there each step is a definition of its own.
        References.Target target = from31() ? references.find(text) : end;
        return target == null ? null : name(target);
    }

    private @Nullable String name(References.Target target) {
        String known = names.get(target.pointer());
        if (known != null) {
            return known;
        }
        if (names.size() >= DEFINITIONS || size > SIZE) {
            cut = true;
            return null;
        }
        String last = target.pointer().substring(target.pointer().lastIndexOf('/') + 1);
        String base = Texts.shortened(last.replace("~1", "/"), 100).replaceAll("[^A-Za-z0-9._-]", "_");
        String name = base.isEmpty() ? "schema" : base;
        for (int i = 2; names.containsValue(name); i++) {
            name = base + "_" + i;
        }
        names.put(target.pointer(), name);
        waiting.add(new Named(name, target));
        return name;
    }

    /** Where a discriminator's mapping leads, as a reference; null when it is not here. */
    @Nullable
    String mapped(String target) {
        References.Target found =
                target.startsWith("#/") ? references.find(target) : references.find("#/components/schemas/" + target);
        String name = found == null ? null : name(found);
        return name == null ? null : "#/$defs/" + name;
    }

    /** Null (and cut) when it would be too much. */
    @Nullable
    Object plain(JsonNode value) {
        long more = PlainValues.size(value, 200_000);
        if (more > 200_000 || size + more > SIZE) {
            cut |= size + more > SIZE;
            return null;
        }
        size += more;
        return PlainValues.of(value);
    }

    /** Examples of something that has {@code example} or {@code examples}; the best come first. */
    List<Object> examples(JsonNode described, String pointer) {
        List<Object> examples = new ArrayList<>();
        for (String name : List.of("example", "x-example")) {
            add(described.get(name), examples);
        }
        JsonNode more = described.path("examples");
        if (more.isObject()) {
            for (JsonNode one : more) {
                References.Target target = examples.size() < 10 ? references.follow(one, pointer + "/examples") : null;
                JsonNode node = target == null ? null : target.node();
                add(node == null ? null : node.has("dataValue") ? node.get("dataValue") : node.get("value"), examples);
            }
        } else if (more.isArray()) {
            more.forEach(one -> add(one, examples));
        }
        return Collections.unmodifiableList(examples);
    }

    private void add(@Nullable JsonNode value, List<Object> examples) {
        Object plain = value == null || examples.size() >= 10 ? null : plain(value);
        if (plain != null) {
            examples.add(plain);
        }
    }
}
