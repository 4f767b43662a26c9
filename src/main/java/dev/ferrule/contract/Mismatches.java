package dev.ferrule.contract;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.ferrule.spec.Contract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says in our words what the validator found, and of several alternatives only what is wrong with the nearest. */
final class Mismatches {

    static final int MOST = 50;
    private static final int SHOWN = 80;

    private final Contract contract;
    private final String at;
    private final String specPointer;

    Mismatches(Contract contract, String at, String specPointer) {
        this.contract = contract;
        this.at = at;
        this.specPointer = specPointer;
    }

    List<Mismatch> of(List<Error> errors) {
        return nearest(errors, 0).stream().limit(MOST).map(this::mismatch).toList();
    }

    /** @param from where in the evaluation paths to look for the next choice */
    private static List<Error> nearest(List<Error> errors, int from) {
        List<Error> kept = new ArrayList<>();
        Map<String, Map<String, List<Error>>> choices = new LinkedHashMap<>();
        for (Error error : errors) {
            int choice = choice(error.getEvaluationPath(), from);
            if (choice < 0) {
                kept.add(error);
            } else {
                String place =
                        error.getInstanceLocation().getNameCount() + prefix(error.getEvaluationPath(), choice + 1);
                choices.computeIfAbsent(place, key -> new LinkedHashMap<>())
                        .computeIfAbsent(error.getEvaluationPath().getName(choice + 1), key -> new ArrayList<>())
                        .add(error);
            }
        }
        // The choice's own complaint adds nothing where one of its alternatives says more.
        choices.values().forEach(branches -> {
            int next = choice(branches.values().iterator().next().get(0).getEvaluationPath(), from) + 2;
            branches.values().stream()
                    .map(branch -> nearest(branch, next))
                    .min(Comparator.comparingInt(Mismatches::distance))
                    .ifPresent(kept::addAll);
        });
        return kept;
    }

    private static int distance(List<Error> errors) {
        return errors.stream()
                .mapToInt(error -> switch (String.valueOf(error.getKeyword())) {
                    case "type" -> 20;
                    case "const", "enum" -> 10;
                    default -> 2;
                })
                .sum();
    }

    private static int choice(NodePath path, int from) {
        for (int i = from; i + 1 < path.getNameCount(); i++) {
            String name = path.getName(i);
            if ((name.equals("anyOf") || name.equals("oneOf")) && path.getElement(i + 1) instanceof Integer) {
                return i;
            }
        }
        return -1;
    }

    private static String prefix(NodePath path, int count) {
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < count; i++) {
            prefix.append('/').append(path.getName(i));
        }
        return prefix.toString();
    }

    private Mismatch mismatch(Error error) {
        String keyword = String.valueOf(error.getKeyword());
        String pointer = at + error.getInstanceLocation();
        String property = error.getProperty();
        boolean missing = keyword.equals("required") || keyword.equals("dependentRequired");
        if (property != null && (missing || keyword.startsWith("additional") || keyword.startsWith("unevaluated"))) {
            pointer += "/" + Pointers.escaped(property);
        }
        String expected = expected(keyword, error.getSchemaNode());
        JsonNode value = error.getInstanceNode();
        return new Mismatch(
                pointer,
                message(keyword, expected, value),
                expected,
                missing ? "nothing" : shown(value),
                specPointer(error));
    }

    private static String message(String keyword, String expected, @Nullable JsonNode value) {
        return switch (keyword) {
            case "required", "dependentRequired" -> "is required";
            case "additionalProperties", "unevaluatedProperties" -> "is not known here";
            case "type" -> "must be " + expected + ", not " + kind(value);
            case "enum" -> "must be one of " + expected;
            case "const" -> "must be " + expected;
            case "format" -> "must be of the format " + expected;
            case "pattern" -> "must match " + expected;
            case "oneOf" -> "must fulfil exactly one of the alternatives";
            case "anyOf" -> "must fulfil one of the alternatives";
            case "not" -> "must not be like this";
            default -> "must have " + expected;
        };
    }

    private static String expected(String keyword, @Nullable JsonNode rule) {
        if (rule == null) {
            return keyword;
        }
        String text = rule.isString() ? rule.stringValue() : rule.toString();
        return switch (keyword) {
            case "required", "dependentRequired" -> "a value";
            case "additionalProperties", "unevaluatedProperties" -> "no such property";
            case "type" ->
                rule.isArray() ? shortened(text.replaceAll("[\\[\\]\"]", "").replace(",", " or ")) : shortened(text);
            case "enum", "const" ->
                Pointers.shortened(text.replaceAll("^\\[|]$", "").replace(",", ", "), 300);
            case "format", "pattern" -> shortened(text);
            case "oneOf", "anyOf" -> "one of " + rule.size() + " alternatives";
            case "not" -> "something else";
            default -> keyword + " " + shortened(text);
        };
    }

    private static String kind(@Nullable JsonNode value) {
        return value == null
                ? "nothing"
                : switch (value.getNodeType()) {
                    case STRING, BINARY -> "string";
                    case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
                    case BOOLEAN -> "boolean";
                    case ARRAY -> "array";
                    case OBJECT, POJO -> "object";
                    case NULL, MISSING -> "null";
                };
    }

    private static String shown(@Nullable JsonNode value) {
        return value == null || value.isContainer() ? kind(value) : shortened(value.toString());
    }

    private static String shortened(String text) {
        return Pointers.shortened(text, SHOWN);
    }

    /** A definition says in its comment where it comes from. */
    private String specPointer(Error error) {
        String place = String.valueOf(error.getSchemaLocation());
        String fragment = place.substring(place.indexOf('#') + 1);
        if (!fragment.startsWith("/$defs/")) {
            return specPointer + fragment;
        }
        int end = fragment.indexOf('/', "/$defs/".length());
        String name = end < 0 ? fragment.substring(7) : fragment.substring(7, end);
        Object definition = contract.defs().get(name.replace("~1", "/").replace("~0", "~"));
        return definition instanceof Map<?, ?> map && map.get("$comment") instanceof String comment
                ? comment + (end < 0 ? "" : fragment.substring(end))
                : specPointer;
    }
}
