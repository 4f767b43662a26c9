package dev.ferrule.planning;

import dev.ferrule.catalogue.Words;
import dev.ferrule.planning.Workflow.Mapping;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of one step's answer another one's request takes, told by their names and types alone: a proposal for a
 * person, who knows what the fields mean.
 */
final class FieldMappings {

    private static final int DEPTH = 4;
    private static final int MOST_FIELDS = 400;
    private static final int MOST_OF_STEP = 12;
    private static final int MOST = 40;
    private static final double ENOUGH = 0.6;

    private FieldMappings() {}

    /** @param name system, method and path */
    record End(String name, Operation operation) {}

    private record Field(String path, List<String> words, String type, boolean required) {}

    /** Those for ids, and what is found among the fields; only from earlier steps to later ones of another system. */
    static List<Mapping> of(List<Mapping> ids, List<End> steps) {
        List<Mapping> all = new ArrayList<>(ids);
        for (int to = 1; to < steps.size() && all.size() < MOST; to++) {
            List<Field> takes = body(steps.get(to).operation());
            int found = 0;
            for (Field field : takes) {
                Mapping best = found < MOST_OF_STEP ? best(field, steps.get(to), steps.subList(0, to)) : null;
                if (best != null && !all.contains(best)) {
                    all.add(best);
                    found++;
                }
            }
        }
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }

    /** Which fields of the user's own example the steps' requests take; it says nothing of their types. */
    static List<Mapping> ofExample(List<String> example, List<End> steps) {
        List<Mapping> all = new ArrayList<>();
        for (End step : steps) {
            int found = 0;
            for (Field takes : body(step.operation())) {
                double most = ENOUGH - 0.001;
                Mapping best = null;
                for (String path : example) {
                    double alike = alike(new Field(path, words(path), takes.type(), false), takes);
                    if (alike > most) {
                        most = alike;
                        best = Mapping.of(Mapping.EXAMPLE, path, step.name(), takes.path());
                    }
                }
                if (best != null && found++ < MOST_OF_STEP && all.size() < MOST) {
                    all.add(best);
                }
            }
        }
        return all;
    }

    private static @Nullable Mapping best(Field takes, End target, List<End> sources) {
        double most = ENOUGH - 0.001;
        Mapping best = null;
        for (End source : sources) {
            if (system(source).equals(system(target))
                    || source.operation().method().equals("DELETE")) {
                continue;
            }
            for (Field yields : answer(source.operation())) {
                double alike = alike(yields, takes);
                if (alike > most) {
                    most = alike;
                    best = Mapping.of(source.name(), yields.path(), target.name(), takes.path());
                }
            }
        }
        return best;
    }

    private static String system(End end) {
        return end.name()
                .substring(
                        0,
                        end.name().length()
                                - end.operation().method().length()
                                - end.operation().path().length()
                                - 2);
    }

    /** The names' last words count double: "customer email" is an email. A bare id is everybody's and says nothing. */
    private static double alike(Field yields, Field takes) {
        if (!yields.type().equals(takes.type())
                || yields.words().isEmpty()
                || takes.words().isEmpty()) {
            return 0;
        }
        String last = takes.words().get(takes.words().size() - 1);
        if (!last.equals(yields.words().get(yields.words().size() - 1)) || TOO_COMMON.contains(last)) {
            return 0;
        }
        long shared = takes.words().stream().filter(yields.words()::contains).count();
        double all = yields.words().size() + takes.words().size() - shared;
        return (shared + 1) / (all + 1) + (takes.required() ? 0.05 : 0);
    }

    private static final List<String> TOO_COMMON = List.of(
            "id", "type", "status", "object", "kind", "url", "href", "created", "updated", "metadata", "version");

    private static List<Field> body(Operation operation) {
        List<Field> fields = new ArrayList<>();
        if (operation.requestBody() != null) {
            operation.requestBody().contents().stream()
                    .limit(1)
                    .forEach(content -> collect(content.schema(), "", DEPTH, false, fields));
        }
        return fields;
    }

    private static List<Field> answer(Operation operation) {
        List<Field> fields = new ArrayList<>();
        operation.responses().stream()
                .filter(response -> response.status().startsWith("2"))
                .flatMap(response -> response.contents().stream())
                .limit(1)
                .forEach(content -> collect(content.schema(), "", DEPTH, false, fields));
        return fields;
    }

    private static void collect(
            Map<String, Object> schema, String path, int depth, boolean required, List<Field> fields) {
        if (fields.size() >= MOST_FIELDS || depth < 0) {
            return;
        }
        Map<String, Map<String, Object>> properties = new LinkedHashMap<>();
        properties(schema, properties, 3);
        List<?> needed = schema.get("required") instanceof List<?> names ? names : List.of();
        if (!properties.isEmpty()) {
            properties.forEach((name, property) -> collect(
                    property, path.isEmpty() ? name : path + '.' + name, depth - 1, needed.contains(name), fields));
        } else if (schema.get("items") instanceof Map<?, ?> items) {
            collect(text(items), path + "[]", depth - 1, required, fields);
        } else if (!path.isEmpty()) {
            fields.add(new Field(path, words(path), type(schema), required));
        }
    }

    /** Its own, and those of what it is composed of. */
    private static void properties(Map<String, Object> schema, Map<String, Map<String, Object>> properties, int depth) {
        if (schema.get("properties") instanceof Map<?, ?> own) {
            own.forEach((name, property) -> {
                if (property instanceof Map<?, ?> some) {
                    properties.putIfAbsent(String.valueOf(name), text(some));
                }
            });
        }
        if (depth > 0 && schema.get("allOf") instanceof List<?> parts) {
            for (Object part : parts) {
                if (part instanceof Map<?, ?> some) {
                    properties(text(some), properties, depth - 1);
                }
            }
        }
    }

    private static Map<String, Object> text(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put(String.valueOf(name), Objects.requireNonNull(value)));
        return named;
    }

    private static String type(Map<String, Object> schema) {
        String type = "string";
        for (Object one :
                schema.get("type") instanceof List<?> several ? several : List.of(schema.getOrDefault("type", type))) {
            type = "null".equals(one) ? type : String.valueOf(one);
        }
        return type.equals("integer") ? "number" : type;
    }

    /** Of the last two names on the way, since one name by itself is often too short. */
    private static List<String> words(String path) {
        String[] names = path.replace("[]", "").split("\\.");
        List<String> words = new ArrayList<>();
        for (int i = Math.max(0, names.length - 2); i < names.length; i++) {
            for (String word : Words.split(names[i])) {
                String stem = Verbs.stem(word);
                if (!words.contains(stem)) {
                    words.add(stem);
                }
            }
        }
        return words;
    }
}
