package dev.ferrule.contract;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Links to the next page: in the {@code Link} header (RFC 8288), and what may be taken from one. */
final class Links {

    private static final int LONGEST = 16_000;
    private static final Pattern LINK = Pattern.compile("<([^<>]{1,8000})>([^<]*)");
    private static final Pattern NEXT = Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]+))");

    private Links() {}

    static @Nullable String next(List<String> headers) {
        for (String header : headers) {
            Matcher link = LINK.matcher(header.length() > LONGEST ? "" : header);
            while (link.find()) {
                Matcher rel = NEXT.matcher(link.group(2));
                if (rel.find()) {
                    String names = rel.group(1) != null ? rel.group(1) : rel.group(2);
                    if (List.of(names.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                            .contains("next")) {
                        return link.group(1);
                    }
                }
            }
        }
        return null;
    }

    /** What its query says, the first of each name; nothing when it leads to another origin or path. */
    static Map<String, String> query(URI called, String url) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            URI next = called.resolve(encoded(url));
            if (next.getRawUserInfo() == null
                    && origin(next).equals(origin(called))
                    && path(next).equals(path(called))) {
                String query = next.getRawQuery() == null ? "" : next.getRawQuery();
                for (String pair : query.split("&")) {
                    int sign = pair.indexOf('=');
                    if (sign > 0) {
                        values.putIfAbsent(decoded(pair.substring(0, sign)), decoded(pair.substring(sign + 1)));
                    }
                }
            }
        } catch (IllegalArgumentException noUrl) {
            return Map.of();
        }
        return values;
    }

    /** Many write {@code page[number]} as it is. */
    private static String encoded(String url) {
        return url.replace("[", "%5B").replace("]", "%5D").replace("|", "%7C").replace(" ", "%20");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static String path(URI uri) {
        String path = uri.normalize().getPath();
        return path == null ? "" : path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
