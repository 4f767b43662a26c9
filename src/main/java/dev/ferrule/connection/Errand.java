package dev.ferrule.connection;

import dev.ferrule.egress.Call;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call to make, before it is signed.
 *
 * @param baseUrl instead of the connection's, as far as it names the same origin; null: the connection's
 * @param pathAndQuery appended to the base URL, encoded
 * @param mostBytes of the answer's body; what comes after is not read
 */
public record Errand(
        @Nullable String baseUrl,
        String method,
        String pathAndQuery,
        List<Call.Header> headers,
        byte[] body,
        int mostBytes,
        Duration time) {

    public Errand {
        headers = List.copyOf(headers);
    }

    @Override
    public String toString() {
        return method + " with " + body.length + " bytes";
    }
}
