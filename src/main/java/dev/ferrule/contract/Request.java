package dev.ferrule.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as the spec wants it, ready to be put behind a base URL and to be signed. It may hold secrets, so it never
 * shows what it holds.
 *
 * @param pathAndQuery encoded; begins with exactly one slash, and never leaves the place that the spec's path gives it
 * @param headers {@code Accept} and {@code Content-Type} included
 * @param body empty for none
 * @param contentType as in the headers; null without a body
 */
public record Request(
        String method,
        String pathAndQuery,
        List<Header> headers,
        byte[] body,
        @Nullable String contentType) {

    /** Name and value of one header field; the value has no line breaks. */
    public record Header(String name, String value) {

        @Override
        public String toString() {
            return name + ": …";
        }
    }

    public Request {
        headers = List.copyOf(headers);
    }

    @Override
    public String toString() {
        return method + " " + headers.size() + " headers, " + body.length + " bytes";
    }
}
