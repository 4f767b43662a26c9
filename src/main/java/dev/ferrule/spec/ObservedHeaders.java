package dev.ferrule.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which headers and query parameters of a request belong to the API, and which of them are credentials: of those a
 * security scheme remains.
 */
final class ObservedHeaders {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern PARAMETER = Pattern.compile("[\\w.$\\[\\]:-]{1,100}");
    private static final Set<String> OF_HTTP = Set.of(
            "accept",
            "host",
            "connection",
            "content-length",
            "content-type",
            "content-encoding",
            "user-agent",
            "origin",
            "referer",
            "cookie",
            "cache-control",
            "pragma",
            "dnt",
            "te",
            "upgrade",
            "upgrade-insecure-requests",
            "via",
            "transfer-encoding",
            "priority",
            "forwarded",
            "postman-token",
            "traceparent",
            "tracestate",
            "expect",
            "date",
            "if-none-match",
            "if-modified-since",
            "x-requested-with",
            "proxy-authorization",
            "set-cookie",
            "keep-alive");
    private static final List<String> OF_BROWSERS =
            List.of("accept-", "sec-", "x-forwarded", "x-b3-", "cf-", "x-client-data", "x-real-ip", ":");

    private final ObservedApi api;
    private final Secrets secrets;
    private final Warnings warnings;

    ObservedHeaders(ObservedApi api, Secrets secrets, Warnings warnings) {
        this.api = api;
        this.secrets = secrets;
        this.warnings = warnings;
    }

    void header(Observed request, String name, @Nullable String value, @Nullable String description) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("authorization")) {
            secrets.learn(value);
            authorization(request, value == null ? "" : value.strip());
        } else if (lower.equals("cookie")) {
            secrets.learn(value);
        } else if (OF_HTTP.contains(lower) || OF_BROWSERS.stream().anyMatch(lower::startsWith)) {
            return;
        } else if (!TOKEN.matcher(name).matches() || ObservedUrl.isOpaque(name)) {
            warnings.add("header-unusable", "A header without a proper name was left out.", "");
        } else if (Secrets.isCredential(name)) {
            secrets.learn(value);
            secure(request, key("header", name));
        } else {
            request.headers.add(field(name, value, description));
        }
    }

    void query(Observed request, String name, @Nullable String value, @Nullable String description) {
        String plain = name.replaceAll("\\{\\{?([^{}]*)}?}", "$1");
        if (!PARAMETER.matcher(plain).matches() || ObservedUrl.isOpaque(plain)) {
            secrets.learn(plain);
            warnings.add("parameter-unusable", "A query parameter without a proper name was left out.", "");
        } else if (Secrets.isCredential(plain)) {
            secrets.learn(value);
            secure(request, key("query", plain));
        } else {
            request.query.add(field(plain, value, description));
        }
    }

    private static Observed.Field field(String name, @Nullable String value, @Nullable String description) {
        return new Observed.Field(name, InferredSchema.typeOf(value), Secrets.scrubbed(description));
    }

    private void authorization(Observed request, String value) {
        String scheme = value.toLowerCase(Locale.ROOT).replaceFirst("[\\s{].*(?s)", "");
        if (scheme.startsWith("aws4")) {
            secure(request, signature());
        } else if (List.of("bearer", "basic", "digest", "hawk", "oauth").contains(scheme)) {
            secure(request, http(scheme));
        } else {
            secure(request, key("header", "Authorization"));
        }
    }

    private static void secure(Observed request, String scheme) {
        List<String> known = request.security;
        if (known == null) {
            known = new java.util.ArrayList<>();
            request.security = known;
        }
        if (!known.contains(scheme)) {
            known.add(scheme);
        }
    }

    String http(String scheme) {
        api.schemes().withObjectProperty(scheme).put("type", "http").put("scheme", scheme);
        return scheme;
    }

    String key(String in, String name) {
        String scheme = in + "_" + name.replaceAll("[^A-Za-z0-9_-]", "_");
        api.schemes()
                .withObjectProperty(scheme)
                .put("type", "apiKey")
                .put("in", in)
                .put("name", name);
        return scheme;
    }

    String signature() {
        ObjectNode scheme = api.schemes().withObjectProperty("awsSigv4");
        scheme.put("type", "apiKey").put("in", "header").put("name", "Authorization");
        scheme.put("description", "AWS Signature Version 4");
        return "awsSigv4";
    }
}
