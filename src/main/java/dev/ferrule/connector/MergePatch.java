package dev.ferrule.connector;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Merge Patch (RFC 7396) onto a form: fields that are given replace, null resets, others stay. Forms are flat, so
 * that this is all of the RFC that is needed.
 */
@Component
class MergePatch {

    private final JsonMapper json;

    MergePatch(JsonMapper json) {
        this.json = json;
    }

    <F> F onto(F form, JsonNode patch, Class<F> type) {
        if (!patch.isObject()) {
            throw Problem.invalid("", "A JSON object with the fields to change is needed.");
        }
        ObjectNode merged = json.valueToTree(form);
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            String name = field.getKey();
            if (!merged.has(name)) {
                String message = "There is no field '" + Endpoint.cut(name, 50) + "' to change here; known are "
                        + String.join(", ", merged.propertyNames()) + ".";
                String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
                throw new Problem(
                        Problem.Kind.INVALID, "unknown-field", message, List.of(new Violation(pointer, message)));
            }
            merged.set(name, field.getValue());
        }
        try {
            return json.treeToValue(merged, type);
        } catch (JacksonException e) {
            String pointer = e.getPath().stream()
                    .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()))
                    .collect(Collectors.joining());
            throw Problem.invalid(pointer, "The value at '" + pointer + "' is not of the kind that belongs there.");
        }
    }
}
