package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Walks the paths of a document and finds every operation in them, whatever else is wrong there. */
final class PathItem {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,40}");

    private final JsonNode root;
    private final Dialect dialect;
    private final References references;
    private final Warnings warnings;

    PathItem(JsonNode root, Dialect dialect, References references, Warnings warnings) {
        this.root = root;
        this.dialect = dialect;
        this.references = references;
        this.warnings = warnings;
    }

    /**
     * One operation as it stands in the document.
     *
     * @param method upper case
     * @param item the path item around it
     */
    record Entry(String path, String method, JsonNode operation, String pointer, JsonNode item, String itemPointer) {}

    void forEach(Consumer<Entry> consumer) {
        root.path("paths").fields().forEachRemaining(field -> {
            String path = field.getKey();
            if (path.startsWith("x-")) {
                return;
            }
            String pointer = "#/paths/" + Texts.escaped(path);
            JsonNode item = field.getValue();
            if (!item.isObject()) {
                warnings.add("path-unusable", "The path '" + path + "' has no object with operations.", pointer);
                return;
            }
            operations(path, item, pointer, consumer);
            if (References.reference(item) != null) {
                References.Target target = references.follow(item, pointer);
                if (target != null && target.node().isObject()) {
                    operations(path, target.node(), target.pointer(), consumer);
                }
            }
        });
    }

    private void operations(String path, JsonNode item, String pointer, Consumer<Entry> consumer) {
        item.fields().forEachRemaining(field -> {
            String key = field.getKey();
            JsonNode value = field.getValue();
            if (key.equals("parameters")) {
                return; // by far the most of what is no method, and no place need be named
            }
            String at = pointer + "/" + Texts.escaped(key);
            if (METHODS.contains(key) || (key.equals("query") && dialect == Dialect.OPENAPI_3_2)) {
                operation(path, key, value, at, item, pointer, consumer);
            } else if (key.equals("additionalOperations") && dialect == Dialect.OPENAPI_3_2) {
                value.fields()
                        .forEachRemaining(
                                more -> additional(path, more.getKey(), more.getValue(), at, item, pointer, consumer));
            } else if (METHODS.contains(key.toLowerCase(Locale.ROOT)) || key.equals("query") && value.isObject()) {
                warnings.add("method-unknown", "'" + key + "' is no method of an OpenAPI path; it was left out.", at);
            }
        });
    }

    /** Of OpenAPI 3.2: a method under its own name, which must not be one that has a place of its own. */
    private void additional(
            String path,
            String method,
            JsonNode value,
            String at,
            JsonNode item,
            String itemPointer,
            Consumer<Entry> consumer) {
        String lower = method.toLowerCase(Locale.ROOT);
        String place = at + "/" + Texts.escaped(method);
        if (!TOKEN.matcher(method).matches()) {
            warnings.add("method-unknown", "A method of HTTP cannot be called so; it was left out.", place);
        } else if ((METHODS.contains(lower) || lower.equals("query")) && item.has(lower)) {
            warnings.add("method-unknown", "'" + method + "' stands in its own place, too; that one counts.", place);
        } else {
            operation(path, method, value, place, item, itemPointer, consumer);
        }
    }

    private void operation(
            String path,
            String key,
            JsonNode value,
            String at,
            JsonNode item,
            String itemPointer,
            Consumer<Entry> consumer) {
        if (value.isObject()) {
            consumer.accept(new Entry(path, key.toUpperCase(Locale.ROOT), value, at, item, itemPointer));
        } else {
            warnings.add("operation-unusable", "There is no object at this method; it was left out.", at);
        }
    }

    static boolean isMethod(String key) {
        return METHODS.contains(key);
    }

    /** The events that the system can send. */
    static List<String> webhooks(JsonNode root) {
        List<String> names = new java.util.ArrayList<>();
        root.path("webhooks").fieldNames().forEachRemaining(name -> {
            if (names.size() < 1_000) {
                names.add(Texts.shortened(name, 200));
            }
        });
        return names;
    }
}
