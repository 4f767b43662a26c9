package dev.ferrule.tester;

import dev.ferrule.connection.Redaction;
import dev.ferrule.tester.TestReport.FoundId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the values of an answer by which its things can be asked for. */
final class FoundIds {

    private static final int MOST = 30;
    private static final int DEPTH = 5;
    private static final Pattern NAMES = Pattern.compile(
            "(?i)id|uuid|guid|key|slug|sku|code|number|.*(_id|_uuid|_key|-id)|.*[a-z](Id|ID|Uuid|Key|Number)");

    private FoundIds() {}

    /** Of the first item where there is a list. */
    static List<FoundId> in(@Nullable JsonNode json) {
        List<FoundId> found = new ArrayList<>();
        if (json != null) {
            walk(json, "", 0, found);
        }
        return List.copyOf(found);
    }

    private static void walk(JsonNode node, String pointer, int depth, List<FoundId> found) {
        if (depth > DEPTH || found.size() >= MOST) {
            return;
        }
        if (node instanceof ArrayNode array && !array.isEmpty()) {
            walk(array.get(0), pointer + "/0", depth + 1, found);
        } else if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                JsonNode value = entry.getValue();
                String at = pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1");
                if (value.isContainer()) {
                    walk(value, at, depth + 1, found);
                } else if (found.size() < MOST && isId(entry.getKey(), value)) {
                    found.add(new FoundId(entry.getKey(), at, value.asString()));
                }
            });
        }
    }

    private static boolean isId(String name, JsonNode value) {
        return NAMES.matcher(name).matches()
                && !Masking.isSecretField(name)
                && (value.isString() || value.isIntegralNumber())
                && !value.asString().isEmpty()
                && value.asString().length() <= 200
                && !value.asString().contains(Redaction.MASK);
    }
}
