package dev.ferrule.auth;

import dev.ferrule.egress.Call;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts credentials into a request, in the way that its auth method wants. */
public final class Signing {

    /** The credential under which a fresh access token of OAuth comes. */
    public static final String ACCESS_TOKEN = "accessToken";

    private Signing() {}

    /** Whether requests of this method can be signed here. */
    public static boolean knows(AuthMethod method) {
        return switch (method.type()) {
            case "none", "api_key", "basic", "bearer", "oauth2", "openid_connect" -> true;
            default -> false;
        };
    }

    /** @param credentials by the names of {@link CredentialFields}, and {@link #ACCESS_TOKEN} for OAuth */
    public static Call sign(AuthMethod method, Map<String, String> credentials, Call call) {
        return switch (method.type()) {
            case "none" -> call;
            case "api_key" -> key(method, value(credentials, "apiKey"), call);
            case "basic" ->
                call.with("Authorization", basic(value(credentials, "username"), credentials.get("password")));
            case "bearer" -> call.with("Authorization", "Bearer " + value(credentials, "token"));
            case "oauth2", "openid_connect" -> call.with("Authorization", "Bearer " + value(credentials, ACCESS_TOKEN));
            default ->
                throw new Problem(
                        Problem.Kind.UNPROCESSABLE,
                        "auth-method-not-supported",
                        "Requests cannot be signed by '" + method.type() + "' yet.");
        };
    }

    private static Call key(AuthMethod method, String key, Call call) {
        String name = method.name() == null ? "Authorization" : method.name();
        String value = method.prefix() == null ? key : method.prefix() + " " + key;
        return switch (method.in() == null ? "header" : method.in()) {
            case "query" -> call.to(withQuery(call.uri(), name, value));
            case "cookie" -> {
                String others = call.header("Cookie");
                yield call.with("Cookie", (others == null ? "" : others + "; ") + name + "=" + value);
            }
            // The variable that the base URL has there, as it looks in an address.
            case "path" -> call.to(URI.create(call.uri().toString().replace("%7B" + name + "%7D", encoded(value))));
            default -> call.with(name, value);
        };
    }

    private static URI withQuery(URI uri, String name, String value) {
        String more = encoded(name) + "=" + encoded(value);
        String query = uri.getRawQuery() == null ? more : uri.getRawQuery() + "&" + more;
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority()
                + (uri.getRawPath() == null ? "" : uri.getRawPath()) + "?" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String basic(String user, @Nullable String password) {
        String both = user + ":" + (password == null ? "" : password);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static String value(Map<String, String> credentials, String name) {
        String value = credentials.get(name);
        if (value == null) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "credential-missing",
                    "The connection has no '" + name + "': give it one.");
        }
        return value;
    }
}
