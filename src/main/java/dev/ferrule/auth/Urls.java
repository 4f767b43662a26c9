package dev.ferrule.auth;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of addresses, encoded as RFC 3986 and the signatures that build on it want them. */
final class Urls {

    /** One part of a query or a form, decoded. */
    record Pair(String name, String value) {}

    private Urls() {}

    /** All but letters, digits, '-', '.', '_' and '~' as percent signs and upper-case digits. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** Percent signs decoded; a plus stays one. */
    static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static URI withQuery(URI uri, String name, String value) {
        String more = encoded(name) + "=" + encoded(value);
        String query = uri.getRawQuery() == null ? more : uri.getRawQuery() + "&" + more;
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority()
                + (uri.getRawPath() == null ? "" : uri.getRawPath()) + "?" + query);
    }

    /** @param form whether a plus is a space */
    static List<Pair> pairs(@Nullable String query, boolean form) {
        List<Pair> pairs = new ArrayList<>();
        if (query == null || query.isEmpty()) {
            return pairs;
        }
        for (String part : query.split("&")) {
            String[] pair = (form ? part.replace("+", "%20") : part).split("=", 2);
            pairs.add(new Pair(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1])));
        }
        return pairs;
    }

    /** Path and query as they go over the line. */
    static String target(URI uri) {
        return path(uri) + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    static String path(URI uri) {
        return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    /** As the Host header has it. */
    static String host(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
