package dev.ferrule.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a secret belongs. It opens nowhere else.
 *
 * @param owner the id of what has it, such as a connection
 * @param field what it is there
 */
public record Place(String org, String owner, String field) {

    /** Each part with its length before it, so that no two places come to the same bytes. */
    byte[] bytes() {
        List<byte[]> parts = List.of(
                org.getBytes(StandardCharsets.UTF_8),
                owner.getBytes(StandardCharsets.UTF_8),
                field.getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.allocate(
                parts.stream().mapToInt(part -> 4 + part.length).sum());
        parts.forEach(part -> bytes.putInt(part.length).put(part));
        return bytes.array();
    }
}
