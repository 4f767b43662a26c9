package dev.ferrule.mock;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes values in the media type that was agreed on. */
final class Bodies {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Bodies() {}

    static byte[] write(String mediaType, @Nullable Object value) {
        String type = essence(mediaType);
        if (isJson(type)) {
            return JSON.writeValueAsBytes(value);
        }
        return text(type, value).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String type, @Nullable Object value) {
        if (type.endsWith("/xml") || type.endsWith("+xml")) {
            return value instanceof String text && text.startsWith("<")
                    ? text
                    : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + element("response", value);
        }
        if (type.equals("application/x-www-form-urlencoded") && value instanceof Map<?, ?> fields) {
            return fields.entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(plain(field.getValue())))
                    .collect(Collectors.joining("&"));
        }
        if (type.equals("text/csv") && value instanceof List<?> rows) {
            return rows(rows);
        }
        if (type.equals("text/event-stream")) {
            return "data: " + plain(value).replace("\n", "\ndata: ") + "\n\n";
        }
        if (List.of("application/x-ndjson", "application/jsonl", "application/json-seq", "application/jsonlines")
                .contains(type)) {
            List<?> lines = value instanceof List<?> list ? list : List.of(value == null ? "" : value);
            return lines.stream()
                    .map(line -> JSON.writeValueAsString(line) + "\n")
                    .collect(Collectors.joining());
        }
        return plain(value);
    }

    static String plain(@Nullable Object value) {
        return value == null
                ? ""
                : value instanceof Map || value instanceof List ? JSON.writeValueAsString(value) : value.toString();
    }

    static boolean isJson(String mediaType) {
        String type = essence(mediaType);
        return type.equals("application/json") || type.endsWith("+json") || type.endsWith("/json");
    }

    /** Without parameters, in lower case. */
    static String essence(String mediaType) {
        return mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String encoded(Object text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
    }

    private static String rows(List<?> rows) {
        StringBuilder csv = new StringBuilder();
        for (Object row : rows) {
            if (row instanceof Map<?, ?> fields) {
                if (csv.isEmpty()) {
                    csv.append(line(List.copyOf(fields.keySet())));
                }
                csv.append(fields.values().stream().map(Bodies::cell).collect(Collectors.joining(",")))
                        .append("\r\n");
            } else {
                csv.append(line(row instanceof List<?> cells ? cells : List.of(plain(row))));
            }
        }
        return csv.toString();
    }

    private static String line(List<?> cells) {
        return cells.stream().map(Bodies::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(@Nullable Object value) {
        String text = plain(value);
        return text.matches("(?s).*[\",\r\n].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    private static String element(String name, @Nullable Object value) {
        String tag = name.matches("[A-Za-z_][A-Za-z0-9._-]*") ? name : "item";
        StringBuilder xml = new StringBuilder("<" + tag + ">");
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((key, one) -> {
                List<?> all = one instanceof List<?> list ? list : java.util.Collections.singletonList(one);
                all.forEach(each -> xml.append(element(String.valueOf(key), each)));
            });
        } else if (value instanceof List<?> list) {
            list.forEach(each -> xml.append(element("item", each)));
        } else {
            xml.append(plain(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        }
        return xml.append("</" + tag + ">").toString();
    }
}
