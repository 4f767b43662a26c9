package dev.ferrule.chat;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The names of a JSON example's fields. Its values stay out: they may be somebody's data. */
final class ExampleFields {

    private static final int MOST = 200;
    private static final int DEPTH = 6;
    private static final int LONGEST_NAME = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ExampleFields() {}

    static List<String> of(String name, String text) {
        Set<String> fields = new LinkedHashSet<>();
        try {
            collect(JSON.readTree(text), "", DEPTH, fields);
        } catch (JacksonException e) {
            throw new Problem(
                    Kind.UNPROCESSABLE, "attachment-broken", "The attachment '" + name + "' is not valid JSON.");
        }
        return List.copyOf(fields);
    }

    private static void collect(JsonNode node, String path, int depth, Set<String> fields) {
        if (fields.size() >= MOST || depth < 0) {
            return;
        }
        if (node.isObject()) {
            node.forEachEntry((name, value) -> {
                String shown = Texts.shortened(Texts.line(name), LONGEST_NAME);
                collect(value, path.isEmpty() ? shown : path + '.' + shown, depth - 1, fields);
            });
        } else if (node.isArray()) {
            if (!node.isEmpty()) {
                collect(node.get(0), path + "[]", depth - 1, fields);
            }
        } else if (!path.isEmpty()) {
            fields.add(path);
        }
    }
}
