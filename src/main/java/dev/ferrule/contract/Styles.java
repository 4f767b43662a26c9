package dev.ferrule.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a value as the style of its parameter says (OpenAPI 3.1, "Style Values" and "Style Examples", as corrected in 3.1.1:
 * delimiters that no URI may hold are encoded). Cells of that table that say "n/a" are written as {@code form} would.
 */
final class Styles {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String style;
    private final boolean explode;
    private final UnaryOperator<String> encode;

    /** @param encode what is done to each name and value */
    Styles(String style, boolean explode, UnaryOperator<String> encode) {
        this.style = style;
        this.explode = explode;
        this.encode = encode;
    }

    /** For a path or a header. */
    String text(String name, Object value) {
        return switch (style) {
            case "matrix" -> matrix(encode.apply(name), value);
            case "label" -> "." + joined(value, explode ? "." : ",");
            case "spaceDelimited" -> joined(value, encode.apply(" "));
            case "pipeDelimited" -> joined(value, encode.apply("|"));
            case "tabDelimited" -> joined(value, encode.apply("\t"));
            default -> joined(value, ",");
        };
    }

    private String matrix(String name, Object value) {
        if (explode && value instanceof List<?> list) {
            return list.stream().map(item -> ";" + pair(name, part(item))).collect(Collectors.joining());
        }
        if (explode && value instanceof Map<?, ?>) {
            return ";" + joined(value, ";");
        }
        return ";" + pair(name, joined(value, ","));
    }

    private static String pair(String name, String value) {
        return value.isEmpty() ? name : name + "=" + value;
    }

    /** For a query, a cookie or a form: each is {@code name=value}. */
    List<String> pairs(String name, Object value) {
        String encoded = encode.apply(name);
        if (style.equals("deepObject") && (value instanceof Map<?, ?> || value instanceof List<?>)) {
            List<String> pairs = new ArrayList<>();
            deep(name, value, pairs);
            return pairs;
        }
        String delimiter = switch (style) {
            case "spaceDelimited" -> encode.apply(" ");
            case "pipeDelimited" -> "%7C";
            case "tabDelimited" -> "%09";
            default -> ",";
        };
        if (explode && value instanceof List<?> list) {
            return list.stream().map(item -> encoded + "=" + part(item)).toList();
        }
        if (explode && value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> part(entry.getKey()) + "=" + part(entry.getValue()))
                    .toList();
        }
        return isEmpty(value) ? List.of() : List.of(encoded + "=" + flat(value, delimiter));
    }

    private static boolean isEmpty(Object value) {
        return value instanceof List<?> list && list.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty();
    }

    /** The specification leaves open what is below the first level; this is what most servers read. */
    private void deep(String name, @Nullable Object value, List<String> pairs) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> deep(name + "[" + key + "]", inner, pairs));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                deep(name + "[" + i + "]", list.get(i), pairs);
            }
        } else {
            pairs.add(Percent.encoded(name) + "=" + part(value));
        }
    }

    /** Names and values of an object are joined by an equals sign where it is exploded. */
    private String joined(Object value, String delimiter) {
        if (explode && value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> part(entry.getKey()) + "=" + part(entry.getValue()))
                    .collect(Collectors.joining(delimiter));
        }
        return flat(value, delimiter);
    }

    private String flat(Object value, String delimiter) {
        if (value instanceof List<?> list) {
            return list.stream().map(this::part).collect(Collectors.joining(delimiter));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> part(entry.getKey()) + delimiter + part(entry.getValue()))
                    .collect(Collectors.joining(delimiter));
        }
        return part(value);
    }

    private String part(@Nullable Object value) {
        return encode.apply(plain(value));
    }

    /** What has no form in a style is written as JSON. */
    static String plain(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString().length() <= 40 ? number.toPlainString() : number.toString();
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        return value instanceof Map<?, ?> || value instanceof List<?>
                ? JSON.writeValueAsString(value)
                : String.valueOf(value);
    }
}
