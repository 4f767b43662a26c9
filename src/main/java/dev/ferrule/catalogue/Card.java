package dev.ferrule.catalogue;

import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What ranking needs to know of an operation: small enough to hold thousands.
 *
 * @param refs names of parameters and body fields that take another resource's id ({@code customerId}), body last
 * @param searches whether it finds things by a text: it says so, or takes one as a query parameter
 * @param hint the first sentence of the description, shortened
 */
public record Card(
        String specId,
        String operationId,
        String method,
        String path,
        @Nullable String summary,
        @Nullable String hint,
        List<String> tags,
        List<String> refs,
        boolean searches,
        boolean deprecated) {

    private static final int MOST_REFS = 12;

    /** Descriptions are often written in HTML. */
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]{0,200}>");

    static Card of(String specId, Operation operation) {
        return new Card(
                specId,
                operation.operationId(),
                operation.method(),
                operation.path(),
                operation.summary(),
                firstWords(operation.description()),
                operation.tags(),
                refs(operation),
                searches(operation),
                operation.deprecated());
    }

    /** The summary, or what stands in for it; never empty. */
    public String title() {
        if (summary != null && !summary.isBlank()) {
            return summary;
        }
        return hint != null && !hint.isBlank() ? hint : operationId;
    }

    static @Nullable String firstWords(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String line = (text.indexOf('<') < 0 ? text : TAG.matcher(text).replaceAll(" ")).strip();
        int end = line.indexOf('\n');
        line = end > 0 ? line.substring(0, end) : line;
        int stop = line.indexOf(". ");
        line = stop > 0 ? line.substring(0, stop) : line;
        return line.length() > 160 ? line.substring(0, 160) : line;
    }

    private static final Set<String> FINDING = Set.of("search", "find", "lookup", "query");

    private static final Set<String> BY_TEXT = Set.of(
            "q", "query", "name", "search", "keyword", "keywords", "term", "email", "filter", "title", "username");

    private static boolean searches(Operation operation) {
        boolean get = operation.method().equals("GET");
        if (!get && !operation.method().equals("POST")) {
            return false;
        }
        return finds(operation.path())
                || finds(operation.summary() == null ? operation.operationId() : operation.summary())
                || (get
                        && !operation.path().endsWith("}")
                        && operation.parameters().stream()
                                .anyMatch(parameter -> parameter.in().equals("query")
                                        && BY_TEXT.contains(parameter.name().toLowerCase(Locale.ROOT))));
    }

    private static boolean finds(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return FINDING.stream().anyMatch(lower::contains)
                && Words.split(text).stream().anyMatch(FINDING::contains);
    }

    private static List<String> refs(Operation operation) {
        Set<String> refs = new LinkedHashSet<>();
        for (Operation.Parameter parameter : operation.parameters()) {
            if (!parameter.in().equals("path") && parameter.required() && isRef(parameter.name())) {
                refs.add(parameter.name());
            }
        }
        if (operation.requestBody() != null) {
            for (Operation.Content content : operation.requestBody().contents()) {
                collectRefs(content.schema(), refs, 3);
            }
        }
        List<String> list = new ArrayList<>(refs);
        return list.size() > MOST_REFS ? List.copyOf(list.subList(0, MOST_REFS)) : List.copyOf(list);
    }

    @SuppressWarnings("unchecked")
    private static void collectRefs(Map<String, Object> schema, Set<String> refs, int depth) {
        if (depth == 0 || refs.size() >= MOST_REFS) {
            return;
        }
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            for (Map.Entry<?, ?> property : properties.entrySet()) {
                String name = String.valueOf(property.getKey());
                if (isRef(name)) {
                    refs.add(name);
                }
                if (property.getValue() instanceof Map<?, ?> nested) {
                    collectRefs((Map<String, Object>) nested, refs, depth - 1);
                }
            }
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            collectRefs((Map<String, Object>) items, refs, depth - 1);
        }
        for (String combined : List.of("allOf", "oneOf", "anyOf")) {
            if (schema.get(combined) instanceof List<?> parts) {
                for (Object part : parts) {
                    if (part instanceof Map<?, ?> nested) {
                        collectRefs((Map<String, Object>) nested, refs, depth - 1);
                    }
                }
            }
        }
    }

    /** A name with a word before its "id": {@code customer_id}, {@code customerIds}; a bare {@code id} refers to nothing. */
    static boolean isRef(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean ends = name.endsWith("Id")
                || name.endsWith("ID")
                || name.endsWith("Ids")
                || name.endsWith("IDs")
                || lower.endsWith("_id")
                || lower.endsWith("_ids")
                || lower.endsWith("-id");
        return ends && lower.chars().filter(c -> c >= 'a' && c <= 'z').count() > 3;
    }
}
