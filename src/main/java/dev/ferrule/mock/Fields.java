package dev.ferrule.mock;

import dev.ferrule.mock.Shape.Kind;
import dev.ferrule.spec.Contract.Content;
import dev.ferrule.spec.Contract.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a form, URL-encoded or in parts, as the object that they stand for. Files become texts. */
final class Fields {

    private static final Pattern BOUNDARY = Pattern.compile("(?i);\\s*boundary=(\"([^\"]{1,70})\"|[^;\\s]{1,70})");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=(\"([^\"]*)\"|[^;\\s]+)");
    private static final int MOST_PARTS = 2_000;

    private final Content content;
    private final Shape shape;

    Fields(Content content, Shape shape) {
        this.content = content;
        this.shape = shape;
    }

    /** @param value plain, or read from JSON */
    private record Part(String name, @Nullable Object value) {}

    Map<String, Object> urlEncoded(byte[] body) throws Malformed {
        List<Pair> pairs = Pair.ofForm(new String(body, StandardCharsets.UTF_8));
        Map<String, Object> fields = new LinkedHashMap<>();
        Set<String> read = new LinkedHashSet<>();
        for (String name : shape.names()) {
            Shape property = shape.property(name);
            Object value = field(name, property, pairs);
            if (value != null) {
                fields.put(name, value);
                read.add(name);
                Encoding encoding = encoding(name);
                if (encoding != null && Boolean.TRUE.equals(encoding.explode()) && value instanceof Map) {
                    read.addAll(property.names());
                }
            }
        }
        Map<String, List<String>> others = pairs.stream()
                .filter(pair -> !read.contains(pair.name())
                        && !read.contains(pair.name().split("\\[", 2)[0]))
                .collect(Collectors.groupingBy(
                        Pair::name,
                        LinkedHashMap::new,
                        Collectors.mapping(pair -> PathPattern.decoded(pair.value()), Collectors.toList())));
        others.forEach((name, values) -> fields.put(name, values.size() == 1 ? values.get(0) : values));
        return fields;
    }

    private @Nullable Object field(String name, Shape property, List<Pair> pairs) throws Malformed {
        Encoding encoding = encoding(name);
        String style = encoding == null || encoding.style() == null ? "form" : encoding.style();
        boolean explode = encoding == null || encoding.explode() == null ? style.equals("form") : encoding.explode();
        Styled styled = new Styled(name, style, explode, PathPattern::decoded);
        boolean styles = encoding != null && (encoding.style() != null || encoding.explode() != null);
        Object deep = property.kinds().equals(List.of(Kind.TEXT)) ? null : styled.deep(pairs);
        if (deep != null) {
            return deep; // Whatever the spec says of it: this cannot be meant otherwise.
        }
        Malformed first = null;
        for (Kind kind : property.kinds()) {
            try {
                // Without a style, an object is one JSON text under its name (3.1, "Encoding Object").
                Kind as = kind == Kind.OBJECT && !styles ? Kind.TEXT : kind;
                Object value = styled.pairs(pairs, as, property.names()::contains);
                if (value != null) {
                    return value;
                }
            } catch (Malformed e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw new Malformed("has a field '" + name + "' that " + first.description());
        }
        return null;
    }

    private @Nullable Encoding encoding(String name) {
        return content.encodings().stream()
                .filter(one -> one.property().equals(name))
                .findFirst()
                .orElse(null);
    }

    Map<String, Object> multipart(String contentType, byte[] body) throws Malformed {
        Map<String, List<@Nullable Object>> byName = new LinkedHashMap<>();
        for (Part part : parts(contentType, body)) {
            byName.computeIfAbsent(part.name(), name -> new ArrayList<>()).add(part.value());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, List<@Nullable Object>> entry : byName.entrySet()) {
            fields.put(entry.getKey(), field(entry.getKey(), entry.getValue()));
        }
        return fields;
    }

    private Object field(String name, List<@Nullable Object> values) throws Malformed {
        Object only = values.size() == 1 ? values.get(0) : null;
        boolean list = shape.property(name).is("array");
        Encoding encoding = encoding(name);
        if (list && only instanceof String text && encoding != null && Boolean.FALSE.equals(encoding.explode())) {
            String style = encoding.style() == null ? "form" : encoding.style();
            return new Styled(name, style, false, part -> part).text(text, Kind.LIST);
        }
        return only == null || list && !(only instanceof List) ? values : only;
    }

    private static List<Part> parts(String contentType, byte[] body) throws Malformed {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.find()) {
            throw new Malformed("has no boundary in its content type");
        }
        String boundary = matcher.group(2) == null ? matcher.group(1) : matcher.group(2);
        String[] pieces = ("\r\n" + new String(body, StandardCharsets.ISO_8859_1))
                .split(Pattern.quote("\r\n--" + boundary), MOST_PARTS);
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i < pieces.length; i++) {
            if (pieces[i].startsWith("--")) {
                return parts;
            }
            parts.add(part(pieces[i]));
        }
        throw new Malformed("has no closing boundary");
    }

    private static Part part(String piece) throws Malformed {
        int end = piece.indexOf("\r\n\r\n");
        String head = end < 0 ? "" : piece.substring(0, end);
        Matcher name = NAME.matcher(head);
        if (!name.find()) {
            throw new Malformed("has a part without a name");
        }
        String raw = name.group(2) == null ? name.group(1) : name.group(2);
        String type = "";
        for (String line : head.split("\r\n")) {
            type = line.regionMatches(true, 0, "Content-Type:", 0, 13)
                    ? line.substring(13).strip()
                    : type;
        }
        String bytes = piece.substring(end + 4);
        String text = utf8(bytes);
        boolean file = head.toLowerCase(java.util.Locale.ROOT).contains("filename=");
        Object value = file ? bytes : Bodies.isJson(type) ? Shape.parsed(text) : text;
        return new Part(utf8(raw).replace("%22", "\""), value);
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
