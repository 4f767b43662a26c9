package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.Challenge;
import dev.ferrule.auth.OAuthDetails;
import dev.ferrule.oauth.Metadata;
import dev.ferrule.spec.Evidence;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a system's answer to a request without credentials says for auth methods, and against others. */
final class ProbeFindings {

    /** A server that names a scheme takes it; whether it takes others too it does not say. */
    private static final double NAMED = 0.95;

    private static final double PUBLISHED = 0.9;
    private static final double OPEN = 0.7;

    /** What is left of a method that the server did not name where it named others. */
    private static final double PASSED_OVER = 0.7;

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("basic", "basic"),
            Map.entry("digest", "digest"),
            Map.entry("bearer", "bearer"),
            Map.entry("oauth", "oauth1"),
            Map.entry("aws4-hmac-sha256", "aws_sigv4"),
            Map.entry("hmac", "hmac"),
            Map.entry("hmac-sha256", "hmac"),
            Map.entry("signature", "hmac"),
            Map.entry("apikey", "api_key"),
            Map.entry("api-key", "api_key"),
            Map.entry("key", "api_key"),
            Map.entry("token", "api_key"));

    private final URI target;
    private final List<AuthMethod> found = new ArrayList<>();
    private int status;

    ProbeFindings(URI target) {
        this.target = target;
    }

    void answered(int answered, List<Challenge> challenges) {
        status = answered;
        for (Challenge challenge : challenges) {
            String scheme = challenge.scheme().toLowerCase(Locale.ROOT);
            String type = TYPES.get(scheme);
            if (type != null && found.stream().noneMatch(one -> one.type().equals(type))) {
                boolean key = type.equals("api_key");
                found.add(method(
                        type,
                        key ? "header" : null,
                        key ? "Authorization" : null,
                        key ? challenge.scheme() : null,
                        NAMED,
                        "WWW-Authenticate: " + challenge.scheme()));
            }
        }
        if (answered < 300 && challenges.isEmpty()) {
            found.add(method("none", null, null, null, OPEN, "It answers " + answered + " without any credential."));
        }
    }

    void published(Metadata server) {
        String authorize = address(server.authorizationEndpoint());
        String token = address(server.tokenEndpoint());
        if (token == null) {
            return;
        }
        String flow = authorize == null ? "client_credentials" : "authorization_code";
        String host = URI.create(token).getHost();
        boolean elsewhere = !target.getHost().equalsIgnoreCase(host);
        boolean wantsBearer = found.removeIf(one -> one.type().equals("bearer"));
        found.add(new AuthMethod(
                "oauth2-" + flow,
                "oauth2",
                null,
                null,
                null,
                flow,
                authorize,
                token,
                null,
                List.of(),
                List.of(),
                false,
                wantsBearer ? NAMED : PUBLISHED,
                elsewhere
                        ? List.of("The authorization server is another host, which the system itself names: " + host)
                        : List.of(),
                List.of(new Evidence(
                        target.resolve("/").toString(), "It publishes its authorization server's metadata.")),
                new OAuthDetails(
                        null,
                        null,
                        null,
                        server.issuer(),
                        server.sendsIss() ? true : null,
                        address(server.deviceAuthorizationEndpoint()),
                        address(server.revocationEndpoint()),
                        null,
                        null)));
    }

    private static @Nullable String address(@Nullable String url) {
        try {
            return url != null
                            && url.matches("(?i)https?://.*")
                            && URI.create(url).getHost() != null
                    ? url
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    boolean areSome() {
        return !found.isEmpty();
    }

    /** What was known and what was found in one list, best first. */
    List<AuthMethod> rank(List<AuthMethod> known) {
        List<AuthMethod> all = new ArrayList<>();
        List<AuthMethod> fresh = new ArrayList<>(found);
        boolean named = found.stream().anyMatch(one -> !one.type().equals("none"));
        for (AuthMethod method : known) {
            AuthMethod same = fresh.stream()
                    .filter(one -> speaksFor(one, method))
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                double less = named && method.confidence() < 1 ? PASSED_OVER : 1;
                all.add(method.proven(method.confidence() * less, method.evidence(), false));
                continue;
            }
            List<Evidence> evidence = new ArrayList<>(same.evidence());
            evidence.addAll(method.evidence());
            all.add(method.proven(Math.max(same.confidence(), method.confidence()), evidence, false));
        }
        fresh.removeIf(one -> known.stream().anyMatch(method -> speaksFor(one, method)));
        all.addAll(fresh);
        all.sort(Comparator.comparingDouble((AuthMethod method) -> -method.confidence()));
        return all.isEmpty()
                ? List.of()
                : java.util.stream.IntStream.range(0, all.size())
                        .mapToObj(i -> all.get(i).recommended(i == 0))
                        .toList();
    }

    /** A bearer challenge speaks for OAuth too: it is how its tokens are sent. */
    private static boolean speaksFor(AuthMethod found, AuthMethod known) {
        boolean oauth = StoredConnection.isOAuth(known);
        if (found.type().equals("api_key")) {
            return known.type().equals("api_key") && "Authorization".equalsIgnoreCase(known.name());
        }
        return found.type().equals(known.type())
                        && (found.flow() == null || found.flow().equals(known.flow()))
                || oauth && found.type().equals("bearer");
    }

    @Nullable
    String question() {
        if (found.stream().anyMatch(one -> !one.type().equals("none"))) {
            return null;
        }
        return status == 0
                ? "The system did not answer. How does its documentation say that requests are authenticated?"
                : status < 300
                        ? "This request needs no credential. Do the operations that you want need one, and which?"
                        : "The system answers " + status
                                + " without saying what it wants. What do its documentation or your account page call the credential: an API key, a token, a client id and secret, or a login?";
    }

    private AuthMethod method(
            String type,
            @Nullable String in,
            @Nullable String name,
            @Nullable String prefix,
            double confidence,
            String quote) {
        return new AuthMethod(
                name == null ? type : type + "-" + in + "-" + name.toLowerCase(Locale.ROOT),
                type,
                in,
                name,
                prefix,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                false,
                confidence,
                List.of(),
                List.of(new Evidence(target.toString(), quote)),
                null);
    }
}
