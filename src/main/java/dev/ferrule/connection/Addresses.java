package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.egress.Sender;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Violation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fills in the {variables} of a connector's addresses for one connection, and sees to it that what comes out is an address
 * that credentials may be sent to.
 */
@Component
class Addresses {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]{1,100})}");

    /** What may stand for a part of an address: nothing that ends a host or begins another part. */
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9._~-]{1,200}");

    private static final Pattern WHOLE = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]_~-]{1,250}");

    private final Sender sender;

    Addresses(Sender sender) {
        this.sender = sender;
    }

    /**
     * The base URL of a connection.
     *
     * @param given instead of the connector's; null: the connector's
     * @param method an API key that is a part of the URL stays a variable, since it is a secret
     */
    @Nullable
    String baseUrl(
            @Nullable String template, @Nullable String given, Map<String, String> variables, AuthMethod method) {
        String pointer = given == null ? "/variables" : "/baseUrl";
        String url = given == null ? template : given.strip();
        if (url == null || url.isEmpty()) {
            return null;
        }
        String secret = "path".equals(method.in()) ? method.name() : null;
        String filled = fill(url, variables, secret);
        while (filled.endsWith("/")) {
            filled = filled.substring(0, filled.length() - 1);
        }
        checked(pointer, secret == null ? filled : filled.replace("{" + secret + "}", "x"));
        return filled;
    }

    /** An address of the auth method, completed; null where the method has none. */
    @Nullable
    String ofMethod(@Nullable String url, @Nullable String baseUrl, Map<String, String> variables) {
        if (url == null) {
            return null;
        }
        String filled = fill(url, variables, null);
        if (filled.startsWith("//")) {
            filled = "https:" + filled;
        } else if (filled.startsWith("/") && baseUrl != null) {
            URI base = URI.create(baseUrl.replaceAll("[{}]", ""));
            filled = base.getScheme() + "://" + base.getRawAuthority() + filled;
        }
        checked("/authMethodId", filled);
        return filled;
    }

    private static String fill(String url, Map<String, String> variables, @Nullable String secret) {
        Map<String, Violation> missing = new TreeMap<>();
        List<Violation> wrong = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(url);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = variables.get(name);
            String kept = "{" + name + "}";
            if (value == null && !name.equals(secret)) {
                missing.put(
                        name, new Violation("/variables/" + name, "'" + name + "' in " + url + " must be filled in."));
            } else if (value != null
                    && !PART.matcher(value).matches()
                    && !(matcher.start() == 0 && WHOLE.matcher(value).matches())) {
                wrong.add(new Violation(
                        "/variables/" + name, "'" + name + "' may have letters, digits, '.', '_', '~' and '-' only."));
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value == null ? kept : value));
        }
        List<Violation> violations = new ArrayList<>(missing.values());
        violations.addAll(wrong);
        if (!violations.isEmpty()) {
            throw new Problem(
                    Problem.Kind.INVALID, "invalid-request", violations.get(0).message(), violations);
        }
        return matcher.appendTail(filled).toString();
    }

    private void checked(String pointer, String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(pointer, "An address such as https://api.example.com/v1 is needed.");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        boolean http = scheme.equalsIgnoreCase("http") && sender.allowsPrivate();
        if (!scheme.equalsIgnoreCase("https") && !http) {
            throw Problem.invalid(
                    pointer,
                    "Credentials are sent over https:// only (http:// where the operator sets"
                            + " FERRULE_EGRESS_ALLOW_PRIVATE=true).");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw Problem.invalid(pointer, "An address with a host, and without user name or '#', is needed.");
        }
    }
}
