package dev.ferrule.egress;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request that is to leave. It may hold secrets, so it never shows what it holds.
 *
 * @param method upper case
 * @param uri absolute, http or https, without user name and fragment
 * @param body empty for none
 */
public record Call(String method, URI uri, List<Header> headers, byte[] body) {

    /** Name and value of one field. */
    public record Header(String name, String value) {

        public Header {
            if (name.isEmpty()
                    || !name.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')
                    || value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
                throw new IllegalArgumentException("A header field cannot have line breaks or control characters");
            }
        }

        @Override
        public String toString() {
            return name + ": …";
        }
    }

    public Call {
        method = method.toUpperCase(Locale.ROOT);
        headers = List.copyOf(headers);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new EgressFailure(EgressFailure.Cause.NO_WEB_ADDRESS, uri.getHost());
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new EgressFailure(EgressFailure.Cause.NO_WEB_ADDRESS, uri.getHost());
        }
    }

    public static Call get(URI uri, Header... headers) {
        return new Call("GET", uri, List.of(headers), new byte[0]);
    }

    /** The first value under that name. */
    public @Nullable String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    /** With one more header; one of the same name goes. */
    public Call with(String name, String value) {
        List<Header> all = new ArrayList<>(headers.stream()
                .filter(header -> !header.name().equalsIgnoreCase(name))
                .toList());
        all.add(new Header(name, value));
        return new Call(method, uri, all, body);
    }

    public Call to(URI other) {
        return new Call(method, other, headers, body);
    }

    /** Without all headers but those that never hold a secret. */
    Call plainTo(URI other) {
        Stream<Header> harmless = headers.stream()
                .filter(header -> List.of("accept", "user-agent", "accept-language")
                        .contains(header.name().toLowerCase(Locale.ROOT)));
        return new Call(method, other, harmless.toList(), body);
    }

    boolean hasSameOrigin(URI other) {
        return uri.getScheme().equalsIgnoreCase(other.getScheme())
                && uri.getHost().equalsIgnoreCase(other.getHost())
                && port(uri) == port(other);
    }

    private static int port(URI uri) {
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        return uri.getPort() >= 0 ? uri.getPort() : https ? 443 : 80;
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getHost();
    }
}
