package dev.ferrule.mock;

import dev.ferrule.mock.Shape.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was written in a style (OpenAPI 3.1, "Style Values" and "Style Examples"). It shares nothing with what writes
 * requests here, so that a mistake in one of them shows.
 */
record Styled(String name, String style, boolean explode, UnaryOperator<String> decode) {

    /** Of a path or a header. */
    Object text(String text, Kind kind) throws Malformed {
        return switch (style) {
            case "label" -> {
                if (!text.startsWith(".")) {
                    throw new Malformed("must begin with a dot");
                }
                yield apart(text.substring(1), kind, explode ? "\\." : ",");
            }
            case "matrix" -> matrix(text, kind);
            default -> apart(text, kind, delimiter());
        };
    }

    private Object matrix(String text, Kind kind) throws Malformed {
        if (!text.startsWith(";")) {
            throw new Malformed("must begin with a semicolon");
        }
        String rest = text.substring(1);
        if (explode && kind == Kind.OBJECT) {
            return apart(rest, kind, ";");
        }
        List<String> values = new ArrayList<>();
        for (String part : rest.split(";", -1)) {
            String[] both = part.split("=", 2);
            if (!PathPattern.decoded(both[0]).equals(name)) {
                throw new Malformed("must begin with ;" + name);
            }
            values.add(both.length == 1 ? "" : both[1]);
        }
        if (explode && kind == Kind.LIST) {
            return values.stream().map(decode).toList();
        }
        return apart(single(values), kind, ",");
    }

    /** Of a query, a form or cookies; null: it is not there. */
    @Nullable
    Object pairs(List<Pair> pairs, Kind kind, Predicate<String> own) throws Malformed {
        if (style.equals("deepObject") && kind != Kind.TEXT) {
            return deep(pairs);
        }
        if (explode && kind == Kind.OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (Pair pair : pairs) {
                if (own.test(pair.name()) && object.put(pair.name(), decode.apply(pair.value())) != null) {
                    throw new Malformed("has '" + pair.name() + "' more than once");
                }
            }
            return object.isEmpty() ? null : object;
        }
        List<String> values = pairs.stream()
                .filter(pair -> pair.name().equals(name))
                .map(Pair::value)
                .toList();
        if (values.isEmpty()) {
            return null;
        }
        return explode && kind == Kind.LIST ? values.stream().map(decode).toList() : flat(single(values), kind);
    }

    private Object flat(String value, Kind kind) throws Malformed {
        return apart(value, kind, delimiter());
    }

    private static String single(List<String> values) throws Malformed {
        if (values.size() > 1) {
            throw new Malformed("is given more than once");
        }
        return values.get(0);
    }

    private String delimiter() {
        return switch (style) {
            case "spaceDelimited" -> "%20| ";
            case "pipeDelimited" -> "%7[Cc]|\\|";
            case "tabDelimited" -> "%09|\t";
            default -> ",";
        };
    }

    private Object apart(String text, Kind kind, String delimiter) throws Malformed {
        if (kind == Kind.TEXT) {
            return decode.apply(text);
        }
        List<String> parts = text.isEmpty() ? List.of() : List.of(text.split(delimiter, -1));
        if (kind == Kind.LIST) {
            return parts.stream().map(decode).toList();
        }
        List<String> both = new ArrayList<>();
        for (String part : parts) {
            both.addAll(explode ? List.of(part.split("=", 2)) : List.of(part));
        }
        if (both.size() % 2 == 1 || explode && both.size() != parts.size() * 2) {
            throw new Malformed("must be names with a value each");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < both.size(); i += 2) {
            object.put(decode.apply(both.get(i)), decode.apply(both.get(i + 1)));
        }
        return object;
    }

    /** Names such as {@code filter[address][city]}, {@code filter[ids][0]} and {@code filter[ids][]}. */
    @Nullable
    Object deep(List<Pair> pairs) throws Malformed {
        Map<String, Object> root = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            String rest = pair.name().startsWith(name + "[") ? pair.name().substring(name.length()) : "";
            if (rest.endsWith("]")) {
                put(root, rest.substring(1, rest.length() - 1).split("]\\[", 20), decode.apply(pair.value()));
            }
        }
        return root.isEmpty() ? null : listed(root);
    }

    private static void put(Map<String, Object> root, String[] path, String value) throws Malformed {
        Map<String, Object> at = root;
        for (int i = 0; i < path.length; i++) {
            String key = path[i].isEmpty() ? Integer.toString(at.size()) : path[i];
            if (i == path.length - 1) {
                if (at.put(key, value) != null) {
                    throw new Malformed("has '" + key + "' more than once");
                }
            } else {
                Object next = at.computeIfAbsent(key, one -> new LinkedHashMap<String, Object>());
                if (!(next instanceof Map<?, ?>)) {
                    throw new Malformed("has '" + key + "' as a value and as an object");
                }
                @SuppressWarnings("unchecked") // Only such maps are put in.
                Map<String, Object> inner = (Map<String, Object>) next;
                at = inner;
            }
        }
    }

    /** A list where the names are 0, 1, 2 and so on. */
    private static Object listed(Map<String, Object> map) {
        map.replaceAll((key, value) -> value instanceof Map<?, ?> ? listed(inner(value)) : value);
        int next = 0;
        for (String key : map.keySet()) {
            if (!key.equals(Integer.toString(next++))) {
                return map;
            }
        }
        return new ArrayList<>(map.values());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inner(Object value) {
        return (Map<String, Object>) value;
    }
}
