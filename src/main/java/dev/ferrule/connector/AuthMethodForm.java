package dev.ferrule.connector;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.AuthType;
import dev.ferrule.auth.AwsSigV4;
import dev.ferrule.auth.HmacDetails;
import dev.ferrule.auth.OAuth1;
import dev.ferrule.auth.OAuthDetails;
import dev.ferrule.auth.OAuthDetails.Parameter;
import dev.ferrule.auth.SessionDetails;
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
        @Nullable List<@Nullable String> notes,
        @Nullable OAuthDetails oauth,
        @Nullable OAuth1 oauth1,
        @Nullable HmacDetails hmac,
        @Nullable AwsSigV4 aws,
        @Nullable SessionDetails session,
        @Nullable List<@Nullable String> operations) {

    private static final String PASSWORD_WARNING =
            "This flow hands the user's password over, and OAuth 2.1 leaves it out: prefer any other that the system has.";

    static final List<String> PLACES = List.of("header", "query", "cookie", "path");
    static final List<String> FLOWS =
            List.of("authorization_code", "client_credentials", "password", "device_code", "jwt_bearer", "implicit");
    static final List<String> CLIENT_AUTH = List.of("basic", "post", "none", "private_key_jwt", "client_secret_jwt");
    static final List<String> SEPARATORS = List.of(" ", ",", ";", "+", "|");

    /** What no extra parameter may replace. */
    private static final Set<String> RESERVED = Set.of(
            "response_type",
            "client_id",
            "client_secret",
            "redirect_uri",
            "state",
            "code_challenge",
            "code_challenge_method",
            "code_verifier",
            "code",
            "grant_type",
            "refresh_token",
            "client_assertion",
            "client_assertion_type",
            "assertion",
            "username",
            "password",
            "device_code",
            "scope");

    private static final Set<String> FLOWS_WITH_LOGIN = Set.of("authorization_code", "implicit");

    /** A field name of HTTP (RFC 9110, section 5.6.2). */
    static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");

    /** The method, checked; {@code replaced} keeps its id and where it was found. */
    AuthMethod method(@Nullable AuthMethod replaced) {
        Checks checks = new Checks();
        String kind = checks.oneOf("/type", type, AuthType.WORDS);
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
        if ("device_code".equals(flow) && (oauth == null || oauth.deviceAuthorizationUrl() == null)) {
            checks.add(
                    "/oauth/deviceAuthorizationUrl", "This flow needs the address that gives out codes for devices.");
        }
        if (kind.equals("openid_connect") && openIdConnectUrl == null) {
            checks.add("/openIdConnectUrl", "OpenID Connect needs its discovery address.");
        }
        SigningChecks.check(checks, this, kind);
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
                warned(checks.texts("/notes", notes, 20, 500)),
                replaced == null ? List.of() : replaced.evidence(),
                details(checks, oauth),
                oauth1,
                hmac,
                aws,
                session,
                operations == null ? null : checks.texts("/operations", operations, 500, 500));
        checks.done();
        return method;
    }

    private List<String> warned(List<String> given) {
        boolean warns = "password".equals(flow) && !given.contains(PASSWORD_WARNING);
        return warns
                ? Stream.concat(given.stream(), Stream.of(PASSWORD_WARNING)).toList()
                : given;
    }

    /** As detection makes it, so that a method known by hand and one found in a spec are the same. */
    private String id() {
        return Stream.of(type, flow, in, name)
                .filter(part -> part != null && !part.isBlank())
                .map(part -> part.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"))
                .collect(Collectors.joining("-"));
    }

    /** What is out of the ordinary, checked. */
    private static @Nullable OAuthDetails details(Checks checks, @Nullable OAuthDetails given) {
        if (given == null) {
            return null;
        }
        if (given.clientAuth() != null) {
            String unused = checks.oneOf("/oauth/clientAuth", given.clientAuth(), CLIENT_AUTH);
        }
        return new OAuthDetails(
                given.clientAuth(),
                given.pkce(),
                given.scopeSeparator() == null
                        ? null
                        : checks.oneOf("/oauth/scopeSeparator", given.scopeSeparator(), SEPARATORS),
                checks.address("/oauth/issuer", given.issuer()),
                given.issRequired(),
                checks.address("/oauth/deviceAuthorizationUrl", given.deviceAuthorizationUrl()),
                checks.address("/oauth/revocationUrl", given.revocationUrl()),
                parameters(checks, "/oauth/authorizeParameters", given.authorizeParameters()),
                parameters(checks, "/oauth/tokenParameters", given.tokenParameters()));
    }

    private static @Nullable List<Parameter> parameters(
            Checks checks, String pointer, @Nullable List<Parameter> given) {
        if (given == null) {
            return null;
        }
        for (int i = 0; i < given.size(); i++) {
            Parameter parameter = given.get(i);
            String name = checks.required(pointer + "/" + i + "/name", parameter.name(), 100);
            String unused = checks.required(pointer + "/" + i + "/value", parameter.value(), 1_000);
            if (RESERVED.contains(name)) {
                checks.add(pointer + "/" + i + "/name", "'" + name + "' is set by Ferrule.");
            }
        }
        return List.copyOf(given);
    }
}
