package dev.ferrule.connector;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which texts may be a base URL: {@code https://api.example.com/v1}, with {@code {variables}} anywhere, or beginning with
 * one. It says nothing about where it leads: whoever calls it must look at the address that it resolves to.
 */
final class BaseUrl {

    static final int MAX_LENGTH = 2_000;

    private static final Pattern VARIABLE = Pattern.compile("\\{[\\p{L}\\p{N} ._-]{1,100}}");
    private static final Pattern HOST = Pattern.compile("([\\p{L}\\p{N}._~-]+|\\[[0-9a-fA-F:.]+])(:(\\d{1,5}|x))?");
    private static final Pattern SCHEME = Pattern.compile("(?i)https?|x");

    private BaseUrl() {}

    /** What is wrong with it, as the end of a sentence; null: nothing. */
    static @Nullable String fault(String url) {
        if (url.length() > MAX_LENGTH) {
            return "is longer than " + MAX_LENGTH + " characters";
        }
        String plain = VARIABLE.matcher(url).replaceAll("x");
        if (plain.chars().anyMatch(c -> c <= ' ' || c == 127 || "{}\\<>\"".indexOf(c) >= 0)) {
            return "has a character that a URL cannot have";
        }
        if (plain.indexOf('?') >= 0 || plain.indexOf('#') >= 0) {
            return "must end before any '?' or '#'";
        }
        int colon = plain.indexOf("://");
        if (colon < 0) {
            // {server}/v1: all of scheme and host in one variable.
            return url.startsWith("{") && (plain.equals("x") || plain.startsWith("x/")) ? null : NEITHER;
        }
        boolean variableScheme = url.startsWith("{");
        String scheme = plain.substring(0, colon);
        if (!SCHEME.matcher(scheme).matches() || scheme.equals("x") != variableScheme) {
            return NEITHER;
        }
        String rest = plain.substring(colon + 3);
        String authority = rest.substring(0, rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/'));
        if (authority.indexOf('@') >= 0) {
            return "must not hold a user name or password";
        }
        return HOST.matcher(authority).matches() ? null : "has no usable host";
    }

    /** The server of a spec as a base URL, completed where it is relative to the host; null where nothing usable is left. */
    static @Nullable String fromSpec(@Nullable String server, @Nullable String host) {
        if (server == null || server.isBlank()) {
            return null;
        }
        String url = server.strip();
        if (url.startsWith("//")) {
            url = "https:" + url;
        } else if (url.startsWith("/")) {
            url = "https://" + (host == null ? "{host}" : host) + url;
        }
        while (url.endsWith("/")) {
            url = url.substring(0, url.length() - 1);
        }
        return fault(url) == null ? url : null;
    }

    private static final String NEITHER = "must begin with http:// or https://, or with a {variable}";
}
