package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.ferrule.problem.Problem;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Applies an OpenAPI Overlay 1.0 to a document: its actions in their order, each to what its JSONPath finds. The result is
 * JSON, whatever the document was written in.
 */
@Component
public final class Overlays {

    /** Where the made document names the targets that found nothing, so that its warnings can. */
    static final String UNMATCHED = "x-overlay-unmatched";

    private static final int MOST_ACTIONS = 1_000;
    private static final int LONGEST_TARGET = 500;
    private static final int MOST_ADDED = 1_000_000;
    private static final long MOST_NANOS = 30_000_000_000L;

    /** Both may take longer than any overlay is worth; a second root makes a search within a search. */
    private static final Pattern COSTLY = Pattern.compile("=~|\\$.*\\$|(\\.\\..*){3}", Pattern.DOTALL);

    private static final Configuration JSON_PATH = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
            .build();

    private final SpecReader reader;

    public Overlays(SpecReader reader) {
        this.reader = reader;
    }

    /** @param matched how many places the actions found, all together; 0: the overlay is for another document */
    public record Applied(byte[] document, int matched) {}

    /** Both JSON or YAML. An overlay that is none is refused with a pointer to what is wrong in it. */
    public Applied apply(byte[] document, byte[] overlay) {
        Map<String, byte[]> both = new LinkedHashMap<>();
        both.put("document", document);
        both.put("overlay", overlay);
        return reader.trees(both, trees -> {
            JsonNode root = trees.get("document");
            if (root == null || !root.isContainerNode()) {
                throw SpecProblems.notRecognised("An overlay needs a document that can be read.");
            }
            JsonNode actions = actions(trees.get("overlay"));
            return apply(root, actions);
        });
    }

    private static JsonNode actions(@org.jspecify.annotations.Nullable JsonNode overlay) {
        if (overlay == null || !overlay.path("overlay").asText().startsWith("1.")) {
            throw invalid("/overlay", "An overlay says \"overlay\": \"1.0.0\" and has a list of actions.");
        }
        JsonNode actions = overlay.path("actions");
        if (!actions.isArray() || actions.isEmpty() || actions.size() > MOST_ACTIONS) {
            throw invalid("/actions", "actions must be a list of 1 to " + MOST_ACTIONS + " actions.");
        }
        return actions;
    }

    private static Applied apply(JsonNode root, JsonNode actions) {
        DocumentContext context = JsonPath.using(JSON_PATH).parse(root);
        long end = System.nanoTime() + MOST_NANOS;
        int matched = 0;
        long added = 0;
        ArrayNode unmatched = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < actions.size(); i++) {
            String pointer = "/actions/" + i;
            JsonNode action = actions.get(i);
            JsonPath path = path(action, pointer);
            try {
                ArrayNode found = context.read(path);
                matched += found.size();
                if (found.isEmpty()) {
                    unmatched.add(action.get("target"));
                }
                if (action.path("remove").asBoolean()) {
                    if (!found.isEmpty()) {
                        context.delete(path);
                    }
                } else if (action.has("update")) {
                    JsonNode update = action.get("update");
                    added += found.size() * size(update);
                    if (added > MOST_ADDED) {
                        throw invalid(pointer, "The actions add more than " + MOST_ADDED + " values.");
                    }
                    found.forEach(target -> update(target, update, pointer));
                } else {
                    throw invalid(pointer, "An action has 'update', or 'remove': true.");
                }
            } catch (JsonPathException | ClassCastException e) {
                throw invalid(pointer + "/target", "The target cannot be applied to this document.");
            }
            if (System.nanoTime() > end) {
                throw invalid(pointer, "Applying the overlay took too long; make its targets narrower.");
            }
        }
        if (!unmatched.isEmpty() && root instanceof ObjectNode object) {
            object.set(UNMATCHED, unmatched);
        }
        return new Applied(JsonText.bytes(root), matched);
    }

    private static JsonPath path(JsonNode action, String pointer) {
        String target = Texts.text(action, "target", LONGEST_TARGET + 1);
        if (target == null || !target.startsWith("$") || target.length() > LONGEST_TARGET) {
            throw invalid(pointer + "/target", "target must be a JSONPath such as $.info or $.paths.*.get.");
        }
        if (COSTLY.matcher(target).find()) {
            throw invalid(
                    pointer + "/target", "A target has no regular expression, one '$' and at most two '..' in it.");
        }
        try {
            return JsonPath.compile(target);
        } catch (InvalidPathException | IllegalArgumentException e) {
            throw invalid(pointer + "/target", "target is not a JSONPath.");
        }
    }

    private static long size(JsonNode node) {
        long size = 1;
        for (JsonNode child : node) {
            size += size(child);
        }
        return size;
    }

    private static void update(JsonNode target, JsonNode update, String pointer) {
        if (target instanceof ArrayNode array) {
            array.add(update.deepCopy());
        } else if (target instanceof ObjectNode object && update.isObject()) {
            merge(object, update);
        } else {
            throw invalid(pointer + "/update", "An object is updated by an object; the target here is something else.");
        }
    }

    /** Objects are merged, lists joined, everything else is replaced. */
    private static void merge(ObjectNode object, JsonNode update) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = update.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            JsonNode old = object.get(field.getKey());
            JsonNode value = field.getValue();
            if (old instanceof ObjectNode below && value.isObject()) {
                merge(below, value);
            } else if (old instanceof ArrayNode list && value.isArray()) {
                value.forEach(item -> list.add((JsonNode) item.deepCopy()));
            } else {
                object.set(field.getKey(), value.deepCopy());
            }
        }
    }

    private static Problem invalid(String pointer, String message) {
        return Problem.invalid("/overlay" + pointer, message);
    }
}
