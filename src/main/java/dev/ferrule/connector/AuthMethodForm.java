package dev.ferrule.connector;

import dev.ferrule.auth.AuthMethod;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An auth method as somebody writes it: without id, confidence and evidence, which are not theirs to say. */
record AuthMethodForm(
        @Nullable String type,
        @Nullable String in,
        @Nullable String name,
        @Nullable String prefix,
        @Nullable String flow,
        @Nullable String authorizationUrl,
        @Nullable String tokenUrl,
        @Nullable String openIdConnectUrl,
        @Nullable List<@Nullable String> scopes,
        @Nullable List<@Nullable String> together,
        @Nullable Boolean recommended,
        @Nullable List<@Nullable String> notes) {

    private static final List<String> TYPES = List.of(
            "none",
            "api_key",
            "basic",
            "bearer",
            "digest",
            "oauth2",
            "openid_connect",
            "oauth1",
            "hmac",
            "aws_sigv4",
            "mutual_tls",
            "session");
    private static final List<String> PLACES = List.of("header", "query", "cookie", "path");
    private static final List<String> FLOWS =
            List.of("authorization_code", "client_credentials", "password", "device_code", "implicit");
    private static final Set<String> FLOWS_WITH_LOGIN = Set.of("authorization_code", "implicit");

    /** A field name of HTTP (RFC 9110, section 5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");

    /** The method, checked; {@code replaced} keeps its id and where it was found. */
    AuthMethod method(@Nullable AuthMethod replaced) {
        Checks checks = new Checks();
        String kind = checks.oneOf("/type", type, TYPES);
        if (in != null || kind.equals("api_key")) {
            String unused = checks.oneOf("/in", in, PLACES);
        }
        if (kind.equals("api_key")) {
            String key = checks.required("/name", name, 200);
            boolean sentInHead = "header".equals(in) || "cookie".equals(in);
            if (!key.isEmpty() && sentInHead && !TOKEN.matcher(key).matches()) {
                checks.add("/name", "The name of a header or cookie is needed, such as X-Api-Key.");
            }
        }
        if (kind.equals("oauth2")) {
            String wanted = checks.oneOf("/flow", flow, FLOWS);
            if (FLOWS_WITH_LOGIN.contains(wanted) && authorizationUrl == null) {
                checks.add("/authorizationUrl", "This flow needs the address where people agree.");
            }
            if (!wanted.equals("implicit") && tokenUrl == null) {
                checks.add("/tokenUrl", "This flow needs the address that gives out tokens.");
            }
        }
        if (kind.equals("openid_connect") && openIdConnectUrl == null) {
            checks.add("/openIdConnectUrl", "OpenID Connect needs its discovery address.");
        }
        AuthMethod method = new AuthMethod(
                replaced == null ? id() : replaced.id(),
                kind,
                in,
                checks.text("/name", name, 200),
                checks.text("/prefix", prefix, 50),
                flow,
                checks.address("/authorizationUrl", authorizationUrl),
                checks.address("/tokenUrl", tokenUrl),
                checks.address("/openIdConnectUrl", openIdConnectUrl),
                checks.texts("/scopes", scopes, 200, 300),
                checks.texts("/together", together, 5, 300),
                Boolean.TRUE.equals(recommended),
                1,
                checks.texts("/notes", notes, 20, 500),
                replaced == null ? List.of() : replaced.evidence());
        checks.done();
        return method;
    }

    /** As detection makes it, so that a method known by hand and one found in a spec are the same. */
    private String id() {
        return Stream.of(type, flow, in, name)
                .filter(part -> part != null && !part.isBlank())
                .map(part -> part.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"))
                .collect(Collectors.joining("-"));
    }

    static AuthMethod notRecommended(AuthMethod method) {
        return new AuthMethod(
                method.id(),
                method.type(),
                method.in(),
                method.name(),
                method.prefix(),
                method.flow(),
                method.authorizationUrl(),
                method.tokenUrl(),
                method.openIdConnectUrl(),
                method.scopes(),
                method.together(),
                false,
                method.confidence(),
                method.notes(),
                method.evidence());
    }
}
