package dev.ferrule.contract;

import dev.ferrule.spec.Contract.Content;
import dev.ferrule.spec.Contract.Encoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code multipart/form-data} body (RFC 7578). The same fields always make the same bytes, boundary included. */
final class Multipart {

    private static final String LINE = "\r\n";

    private final Content content;
    private final Map<String, Object> schema;
    private final List<Part> parts = new ArrayList<>();
    private final String boundary;

    private record Part(
            String name,
            @Nullable String fileName,
            @Nullable String contentType,
            byte[] bytes) {}

    /** @param schema of the whole, which says what fields are files */
    Multipart(Content content, Map<?, ?> fields, Map<String, Object> schema) {
        this.content = content;
        this.schema = schema;
        fields.forEach((key, value) -> {
            if (value != null) {
                add(String.valueOf(key), value);
            }
        });
        this.boundary = "part-" + digest().substring(0, 40);
    }

    String boundary() {
        return boundary;
    }

    private void add(String name, Object value) {
        Encoding encoding = Form.encoding(content, name);
        if (value instanceof List<?> list && (encoding == null || encoding.contentType() == null)) {
            if (encoding != null && Boolean.FALSE.equals(encoding.explode())) {
                add(name, new Styles(style(encoding), false, text -> text).text(name, value), encoding);
            } else {
                list.forEach(item -> add(name, item == null ? "" : item, encoding));
            }
        } else {
            add(name, value, encoding);
        }
    }

    private static String style(Encoding encoding) {
        return encoding.style() == null || encoding.style().equals("form") ? "simple" : encoding.style();
    }

    private void add(String name, Object value, @Nullable Encoding encoding) {
        String type = encoding == null || encoding.contentType() == null
                ? null
                : encoding.contentType().split(",")[0].strip();
        FileValue file = FileValue.of(value);
        if (file != null) {
            String own = file.contentType() == null ? type : file.contentType();
            parts.add(new Part(
                    name,
                    file.fileName() == null ? name : file.fileName(),
                    own == null || MediaTypes.isRange(own) ? "application/octet-stream" : own,
                    file.bytes()));
        } else if (value instanceof Map || value instanceof List) {
            parts.add(new Part(
                    name,
                    null,
                    type == null || MediaTypes.isRange(type) ? MediaTypes.JSON : type,
                    Bodies.json(value).getBytes(StandardCharsets.UTF_8)));
        } else {
            byte[] bytes = Styles.plain(value).getBytes(StandardCharsets.UTF_8);
            boolean binary = isFile(name);
            parts.add(new Part(
                    name,
                    binary ? name : null,
                    type != null && !MediaTypes.isRange(type) ? type : binary ? "application/octet-stream" : null,
                    type != null && MediaTypes.isJson(type) && !(value instanceof String)
                            ? Bodies.json(value).getBytes(StandardCharsets.UTF_8)
                            : bytes));
        }
    }

    private boolean isFile(String name) {
        return schema.get("properties") instanceof Map<?, ?> properties
                && properties.get(name) instanceof Map<?, ?> property
                && (isBinary(property) || property.get("items") instanceof Map<?, ?> items && isBinary(items));
    }

    private static boolean isBinary(Map<?, ?> schema) {
        return "binary".equals(schema.get("format")) || schema.containsKey("contentMediaType");
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Part part : parts) {
            out.writeBytes(ascii("--" + boundary + LINE + "Content-Disposition: form-data; name=\"" + quoted(part.name)
                    + "\"" + (part.fileName == null ? "" : "; filename=\"" + quoted(part.fileName) + "\"") + LINE
                    + (part.contentType == null ? "" : "Content-Type: " + line(part.contentType) + LINE) + LINE));
            out.writeBytes(part.bytes);
            out.writeBytes(ascii(LINE));
        }
        out.writeBytes(ascii("--" + boundary + "--" + LINE));
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As browsers do it (HTML, "multipart form data"). */
    private static String quoted(String text) {
        return text.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", "_");
    }

    private String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Part part : parts) {
                sha256.update(ascii(part.name + '\0'));
                sha256.update(part.bytes);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Files are texts to the schema. */
    static Map<Object, Object> filesAsText(Map<?, ?> fields) {
        Map<Object, Object> texts = new LinkedHashMap<>();
        fields.forEach((key, value) -> texts.put(key, fileAsText(value)));
        return texts;
    }

    private static Object fileAsText(@Nullable Object value) {
        FileValue file = FileValue.of(value);
        if (file != null) {
            return new String(file.bytes(), StandardCharsets.ISO_8859_1);
        }
        return value instanceof List<?> list
                ? list.stream().map(Multipart::fileAsText).toList()
                : value == null ? "" : value;
    }
}
