package dev.ferrule.egress;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came back. It may hold secrets, so it never shows what it holds.
 *
 * @param truncated the body was longer than wanted: this is its beginning
 */
public record Answer(
        int status, List<Call.Header> headers, byte[] body, boolean truncated, Duration took, Timing timing) {

    public Answer {
        headers = List.copyOf(headers);
    }

    /** One that came over no network. */
    public Answer(int status, List<Call.Header> headers, byte[] body, boolean truncated, Duration took) {
        this(status, headers, body, truncated, took, Timing.NONE);
    }

    /** The first value under that name. */
    public @Nullable String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Call.Header::value)
                .findFirst()
                .orElse(null);
    }

    public List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Call.Header::value)
                .toList();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "status " + status + ", " + body.length + " bytes";
    }
}
