package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code $ref}s inside the document. Nothing else exists for it: an address or a file name in a {@code $ref} is a
 * text that leads nowhere.
 */
final class References {

    /** References to references in a row; real documents have two or three. */
    private static final int HOPS = 50;

    private final JsonNode root;
    private final Warnings warnings;
    private final @Nullable URI self;

    References(JsonNode root, Warnings warnings) {
        this.root = root;
        this.warnings = warnings;
        this.self = self(root);
    }

    /** Where OpenAPI 3.2 says that the document is: an address of this very document, and no other, is in it. */
    private static @Nullable URI self(JsonNode root) {
        String text = Texts.text(root, "$self", 2_000);
        if (text == null || !root.path("openapi").asText().startsWith("3.2")) {
            return null;
        }
        try {
            return new URI(text).normalize();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private String local(String ref) {
        int fragment = ref.indexOf('#');
        URI base = self;
        if (base == null || fragment <= 0) {
            return ref;
        }
        try {
            URI named = base.resolve(new URI(ref.substring(0, fragment))).normalize();
            return named.equals(base) ? ref.substring(fragment) : ref;
        } catch (URISyntaxException e) {
            return ref;
        }
    }

    /** A place of the document. */
    record Target(JsonNode node, String pointer) {}

    /** The node itself, or what its references lead to; null (and a warning) when that is not in this document. */
    @Nullable
    Target follow(JsonNode node, String pointer) {
        Target at = new Target(node, pointer);
        for (int hop = 0; hop < HOPS; hop++) {
            String ref = reference(at.node);
            if (ref == null) {
                return at;
            }
            at = find(ref);
            if (at == null) {
                unresolved(ref, pointer);
                return null;
            }
        }
        warnings.add("reference-too-long", "This $ref leads to another, and so on without end.", pointer);
        return null;
    }

    /** The text of its {@code $ref}; null if it has none. */
    static @Nullable String reference(JsonNode node) {
        JsonNode ref = node.get("$ref");
        return ref != null && ref.isTextual() ? ref.textValue() : null;
    }

    private void unresolved(String ref, String pointer) {
        if (ref.startsWith("#")) {
            warnings.add("reference-unresolved", "There is nothing at '" + ref + "' in this document.", pointer);
        } else {
            warnings.add(
                    "reference-external",
                    "'" + ref + "' is outside this document; it was not fetched, and what it describes is missing.",
                    pointer);
        }
    }

    /** What the text of a {@code $ref} names in this document, be it a reference again. */
    @Nullable
    Target find(String text) {
        String ref = local(text);
        if (!ref.startsWith("#/")) {
            return null;
        }
        JsonNode at = root;
        StringBuilder pointer = new StringBuilder("#");
        for (String step : ref.substring(2).split("/", 200)) {
            String name = unescaped(step);
            at = at.isArray() ? element(at, name) : at.get(name);
            if (at == null) {
                return null;
            }
            pointer.append('/').append(Texts.escaped(name));
        }
        return new Target(at, pointer.toString());
    }

    private static @Nullable JsonNode element(JsonNode array, String index) {
        boolean number = !index.isEmpty() && index.length() < 9 && index.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? array.get(Integer.parseInt(index)) : null;
    }

    private static String unescaped(String step) {
        String name = step;
        if (name.indexOf('%') >= 0) {
            try {
                name = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                name = step; // a percent sign that is just one
            }
        }
        return name.indexOf('~') < 0 ? name : name.replace("~1", "/").replace("~0", "~");
    }
}
