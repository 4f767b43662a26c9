package dev.ferrule.auth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server asks for by {@code WWW-Authenticate: Digest} (RFC 7616 section 3.3).
 *
 * @param algorithm as the server writes it; null: MD5 and not to be repeated
 * @param qop what is chosen of what the server offers: {@code auth} before {@code auth-int}; null: RFC 2069's older way
 */
record DigestChallenge(
        String realm,
        String nonce,
        @Nullable String opaque,
        @Nullable String algorithm,
        @Nullable String qop,
        boolean userhash,
        boolean stale) {

    private static final List<String> STRONGEST_FIRST = List.of("SHA-512-256", "SHA-256", "MD5");

    /** The strongest that can be answered among those of all {@code WWW-Authenticate} fields. */
    static Optional<DigestChallenge> best(List<String> fields) {
        List<DigestChallenge> found = new ArrayList<>();
        for (Challenge challenge : Challenge.all(fields)) {
            if (challenge.is("Digest")) {
                read(challenge.parameters()).ifPresent(found::add);
            }
        }
        return found.stream().min(Comparator.comparing(one -> STRONGEST_FIRST.indexOf(one.hash())));
    }

    private static Optional<DigestChallenge> read(Map<String, String> parameters) {
        String nonce = parameters.get("nonce");
        List<String> offered = List.of(
                parameters.getOrDefault("qop", "").toLowerCase(Locale.ROOT).split("[\\s,]+"));
        String qop = offered.contains("auth") ? "auth" : offered.contains("auth-int") ? "auth-int" : null;
        DigestChallenge challenge = new DigestChallenge(
                parameters.getOrDefault("realm", ""),
                nonce == null ? "" : nonce,
                parameters.get("opaque"),
                parameters.get("algorithm"),
                qop,
                "true".equalsIgnoreCase(parameters.get("userhash")),
                "true".equalsIgnoreCase(parameters.get("stale")));
        return nonce != null && STRONGEST_FIRST.contains(challenge.hash()) ? Optional.of(challenge) : Optional.empty();
    }

    /** Without {@code -sess}. */
    String hash() {
        return algorithm == null ? "MD5" : algorithm.toUpperCase(Locale.ROOT).replaceFirst("-SESS$", "");
    }

    boolean isSession() {
        return algorithm != null && algorithm.toUpperCase(Locale.ROOT).endsWith("-SESS");
    }
}
