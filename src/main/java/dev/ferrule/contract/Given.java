package dev.ferrule.contract;

import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values that a caller gave, each at its parameter: by name, or by {@code in.name} where several places have a parameter
 * of that name. Names of headers are the same in any case.
 */
final class Given {

    private final Contract contract;
    private final Map<Parameter, Object> values = new LinkedHashMap<>();
    private final Map<Parameter, String> keys = new LinkedHashMap<>();

    Given(Contract contract, Map<String, ? extends @Nullable Object> parameters, Problems problems) {
        this.contract = contract;
        parameters.forEach((key, value) -> put(key, value, problems));
    }

    @Nullable
    Object value(Parameter parameter) {
        return values.get(parameter);
    }

    /** Of the value in what the caller gave. */
    String pointer(Parameter parameter) {
        String key = keys.get(parameter);
        return "/parameters/" + Pointers.escaped(key != null ? key : name(parameter));
    }

    private String name(Parameter parameter) {
        return named(parameter.name()).size() > 1 ? parameter.in() + "." + parameter.name() : parameter.name();
    }

    private List<Parameter> named(String name) {
        return contract.parameters().stream()
                .filter(parameter -> parameter.in().equals("header")
                        ? parameter.name().equalsIgnoreCase(name)
                        : parameter.name().equals(name))
                .toList();
    }

    private void put(String key, @Nullable Object value, Problems problems) {
        String pointer = "/parameters/" + Pointers.escaped(Pointers.shortened(key, 200));
        List<Parameter> found = named(key);
        int dot = key.indexOf('.');
        if (found.isEmpty() && dot > 0) {
            found = named(key.substring(dot + 1)).stream()
                    .filter(parameter -> parameter.in().equals(key.substring(0, dot)))
                    .toList();
        }
        if (found.isEmpty()) {
            problems.add(pointer, "is no parameter of this operation" + advice(key));
        } else if (found.size() > 1) {
            problems.add(
                    pointer,
                    "is the name of several parameters; say which: "
                            + String.join(", ", found.stream().map(this::name).toList()));
        } else if (values.containsKey(found.get(0))) {
            problems.add(pointer, "is given twice");
        } else if (value != null) {
            values.put(found.get(0), value);
            keys.put(found.get(0), key);
        }
    }

    private String advice(String key) {
        String wanted = key.toLowerCase(Locale.ROOT);
        if (wanted.length() > 100 || contract.parameters().isEmpty()) {
            return contract.parameters().isEmpty() ? "; it has none" : "";
        }
        int[] best = {Math.max(2, wanted.length() / 3) + 1};
        String[] nearest = {null};
        names().limit(300).forEach(name -> {
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
            if (distance < best[0]) {
                best[0] = distance;
                nearest[0] = name;
            }
        });
        return nearest[0] != null
                ? "; did you mean '" + nearest[0] + "'?"
                : "; it has " + String.join(", ", names().limit(12).toList());
    }

    private Stream<String> names() {
        return contract.parameters().stream().map(this::name);
    }

    /** How many letters have to change (Levenshtein 1966). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    /** Names that something else sets, in the form {@code in.name} or plain. */
    static boolean isSetElsewhere(Parameter parameter, Set<String> elsewhere) {
        return elsewhere.stream()
                .anyMatch(name -> name.equalsIgnoreCase(parameter.name())
                        || name.equalsIgnoreCase(parameter.in() + "." + parameter.name()));
    }
}
