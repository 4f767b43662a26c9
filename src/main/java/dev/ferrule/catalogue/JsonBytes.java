package dev.ferrule.catalogue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON text (RFC 8259) in the making. A schema that was written here before is copied from there: whoever reads a document
 * shares one object among all operations that use the same schema.
 */
final class JsonBytes {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Map<Map<String, Object>, Place> places = new IdentityHashMap<>();
    private byte[] bytes = new byte[16_384];
    private int size;
    private boolean separate;

    /** Where something stands in these bytes. */
    private record Place(int from, int length) {}

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        places.clear();
    }

    /** All of it after a head. */
    byte[] after(byte[] head) {
        byte[] all = Arrays.copyOf(head, head.length + size);
        System.arraycopy(bytes, 0, all, head.length, size);
        return all;
    }

    /** What comes next stands for itself. */
    JsonBytes begin() {
        separate = false;
        return this;
    }

    JsonBytes open(char bracket) {
        comma();
        add(bracket);
        separate = false;
        return this;
    }

    JsonBytes close(char bracket) {
        add(bracket);
        separate = true;
        return this;
    }

    /** After it comes its value. */
    JsonBytes name(String name) {
        text(name);
        add(':');
        separate = false;
        return this;
    }

    /** What has no value is left out. */
    JsonBytes optional(String name, @Nullable String text) {
        if (text != null) {
            name(name).text(text);
        }
        return this;
    }

    JsonBytes text(String text) {
        comma();
        byte[] characters = text.getBytes(StandardCharsets.UTF_8);
        room(6 * characters.length + 2);
        byte[] target = bytes;
        int at = size;
        target[at++] = '"';
        for (byte character : characters) {
            if (character == '"' || character == '\\') {
                target[at++] = '\\';
                target[at++] = character;
            } else if (character >= 0 && character < ' ') {
                target[at++] = '\\';
                target[at++] = 'u';
                target[at++] = '0';
                target[at++] = '0';
                target[at++] = HEX[character >> 4];
                target[at++] = HEX[character & 15];
            } else {
                target[at++] = character;
            }
        }
        target[at++] = '"';
        size = at;
        separate = true;
        return this;
    }

    JsonBytes truth(boolean truth) {
        return plain(Boolean.toString(truth));
    }

    JsonBytes schema(Map<String, Object> schema) {
        comma();
        separate = false;
        Place place = places.get(schema);
        if (place != null) {
            raw(bytes, place.from, place.length);
        } else {
            int from = size;
            value(schema);
            places.put(schema, new Place(from, size - from));
        }
        return this;
    }

    JsonBytes value(@Nullable Object value) {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof Map<?, ?> map) {
            open('{');
            map.forEach((name, inner) -> name((String) name).value(inner));
            close('}');
        } else if (value instanceof List<?> list) {
            open('[');
            list.forEach(this::value);
            close(']');
        } else if (value instanceof Boolean truth) {
            truth(truth);
        } else if (value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof BigDecimal) {
            plain(value.toString());
        } else {
            byte[] json = CatalogueJson.MAPPER.writeValueAsBytes(value);
            raw(json, 0, json.length);
        }
        return this;
    }

    private JsonBytes plain(String json) {
        byte[] ascii = json.getBytes(StandardCharsets.US_ASCII);
        return raw(ascii, 0, ascii.length);
    }

    private JsonBytes raw(byte[] json, int from, int length) {
        comma();
        room(length);
        System.arraycopy(json, from, bytes, size, length);
        size += length;
        separate = true;
        return this;
    }

    private void comma() {
        if (separate) {
            add(',');
        }
    }

    private void add(char character) {
        room(1);
        bytes[size++] = (byte) character;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
