package dev.ferrule.mock;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.OAuthDetails.Parameter;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.Call.Header;
import dev.ferrule.spec.Contract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a call carries what its auth methods ask for, in the right shape. Any well-formed credential is as good as
 * another: there is no account behind it.
 */
final class Credentials {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=|:-]+");
    private static final Pattern AWS = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=[^/, ]+/\\d{8}/[^/, ]+/[^/, ]+/aws4_request,\\s*SignedHeaders=[^, ]+,\\s*"
                    + "Signature=[0-9a-f]{64}");

    private Credentials() {}

    static void check(List<AuthMethod> methods, Contract contract, Call call) {
        List<AuthMethod> wanted = methods.stream()
                .filter(method -> method.operations() == null
                        || method.operations().contains(contract.method() + " " + contract.path()))
                .toList();
        for (AuthMethod method : wanted) {
            String fault = fault(method, call);
            if (fault != null) {
                throw new Refused(401, fault, challenge(method, call));
            }
        }
    }

    /** As for a token that was good until now. */
    static Refused expired(List<AuthMethod> methods, Call call) {
        Header header = methods.isEmpty()
                ? new Header("WWW-Authenticate", "Bearer realm=\"mock\", error=\"invalid_token\"")
                : challenge(methods.get(0), call);
        return new Refused(401, "The token has expired.", header);
    }

    /** What is wrong; null: nothing. */
    private static @Nullable String fault(AuthMethod method, Call call) {
        String authorization = call.header("Authorization");
        return switch (method.type()) {
            case "none", "mutual_tls" -> null; // A certificate is not seen without a connection.
            case "api_key" -> placed(method.in(), method.name(), method.prefix(), call);
            case "basic" ->
                isBasic(authorization) ? null : "'Authorization: Basic …' with a name and a password is needed.";
            case "bearer", "oauth2", "openid_connect" -> bearer(authorization);
            case "digest" ->
                has(authorization, "Digest ", "username=", "nonce=", "uri=", "response=")
                        ? null
                        : "An answer to the challenge is needed.";
            case "oauth1" ->
                has(authorization, "OAuth ", "oauth_consumer_key=", "oauth_nonce=", "oauth_signature=")
                        ? null
                        : "'Authorization: OAuth …' with a signature is needed.";
            case "aws_sigv4" ->
                authorization != null && AWS.matcher(authorization).matches()
                                || query(call, "X-Amz-Signature") != null && query(call, "X-Amz-Credential") != null
                        ? null
                        : "A signature of version 4 is needed.";
            case "hmac" -> signed(method, call);
            case "session" -> session(method, call);
            default -> null;
        };
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null
                        && has(authorization, "Bearer ")
                        && TOKEN.matcher(authorization.substring(7).strip()).matches()
                ? null
                : "'Authorization: Bearer …' with a token is needed.";
    }

    private static @Nullable String signed(AuthMethod method, Call call) {
        if (method.hmac() != null && method.hmac().headers() != null) {
            for (Parameter header : method.hmac().headers()) {
                if (call.header(header.name()) == null) {
                    return "The header " + header.name() + " is needed.";
                }
            }
        }
        return placed(method.in(), method.name(), null, call);
    }

    private static @Nullable String session(AuthMethod method, Call call) {
        if (method.in() != null || method.name() != null || method.prefix() != null) {
            return placed(method.in(), method.name(), method.prefix(), call);
        }
        String cookie = method.session() == null ? null : method.session().tokenCookie();
        return cookie == null ? bearer(call.header("Authorization")) : placed("cookie", cookie, null, call);
    }

    private static @Nullable String placed(
            @Nullable String in, @Nullable String name, @Nullable String prefix, Call call) {
        String where = name == null ? "Authorization" : name;
        String place = in == null ? "header" : in;
        String value = switch (place) {
            case "query" -> query(call, where);
            case "cookie" -> cookie(call, where);
            case "path" -> "a part of the address, which was found";
            default -> call.header(where);
        };
        String before = prefix == null || prefix.isEmpty() || place.equals("path") ? "" : prefix + " ";
        if (value == null || value.isBlank()) {
            return "The " + place + (place.equals("query") ? " parameter '" : " '") + where + "' is needed.";
        }
        return value.startsWith(before) && value.length() > before.length()
                ? null
                : "The " + place + " '" + where + "' must begin with '" + before + "'.";
    }

    private static boolean isBasic(@Nullable String authorization) {
        if (authorization == null || !has(authorization, "Basic ")) {
            return false;
        }
        try {
            byte[] both = Base64.getDecoder().decode(authorization.substring(6).strip());
            return new String(both, StandardCharsets.UTF_8).indexOf(':') > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean has(@Nullable String header, String scheme, String... parts) {
        return header != null
                && header.regionMatches(true, 0, scheme, 0, scheme.length())
                && header.length() > scheme.length()
                && Arrays.stream(parts).allMatch(header::contains);
    }

    static @Nullable String query(Call call, String name) {
        String query = call.uri().getRawQuery();
        for (String part : query == null ? new String[0] : query.split("&")) {
            String[] pair = part.split("=", 2);
            if (PathPattern.decoded(pair[0].replace('+', ' ')).equals(name)) {
                return pair.length == 1 ? "" : PathPattern.decoded(pair[1].replace('+', ' '));
            }
        }
        return null;
    }

    private static @Nullable String cookie(Call call, String name) {
        for (Header header : call.headers()) {
            if (header.name().equalsIgnoreCase("Cookie")) {
                for (String part : header.value().split(";")) {
                    String[] pair = part.strip().split("=", 2);
                    if (pair.length == 2 && pair[0].equals(name)) {
                        return pair[1];
                    }
                }
            }
        }
        return null;
    }

    private static Header challenge(AuthMethod method, Call call) {
        boolean sent = call.header("Authorization") != null;
        List<String> parts = new ArrayList<>(List.of("realm=\"mock\""));
        String scheme = switch (method.type()) {
            case "basic" -> "Basic";
            case "digest" -> {
                parts.addAll(List.of("qop=\"auth\"", "algorithm=SHA-256", "nonce=\"bW9jay1ub25jZQ\""));
                yield "Digest";
            }
            case "oauth1" -> "OAuth";
            case "aws_sigv4" -> "AWS4-HMAC-SHA256";
            case "bearer", "oauth2", "openid_connect", "session" -> {
                if (sent) {
                    parts.add("error=\"invalid_token\"");
                }
                yield "Bearer";
            }
            case "hmac" -> "Signature";
            default -> "ApiKey";
        };
        return new Header("WWW-Authenticate", scheme + " " + String.join(", ", parts));
    }
}
