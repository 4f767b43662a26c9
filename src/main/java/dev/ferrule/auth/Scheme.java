package dev.ferrule.auth;

import dev.ferrule.egress.Call;
import dev.ferrule.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** One kind of authentication with its settings: what it needs of whoever connects, and how it goes into a request. */
sealed interface Scheme
        permits NoScheme,
                ApiKey,
                Basic,
                Bearer,
                Digest,
                OAuth2,
                OAuth1,
                SignedByHmac,
                AwsSigV4,
                MutualTls,
                SessionToken {

    List<CredentialField> fields();

    /** @param credentials by the names of {@link #fields()} */
    Call sign(Map<String, String> credentials, Call call, Moment moment);

    /** Whether it signs what others put into the request, so that it must come last. */
    default boolean coversRequest() {
        return false;
    }

    /** Throws the problem that makes the credentials useless, as far as it can be told without the system. */
    default void check(Map<String, String> credentials) {}

    /** The keys and the trust of its own that the connection needs; null: the platform's. */
    default @Nullable SSLContext tls(Map<String, String> credentials) {
        return null;
    }

    /** When something is signed, and what makes it unlike all others. */
    record Moment(Instant at, String nonce) {

        static Moment now() {
            return new Moment(Instant.now(), UUID.randomUUID().toString().replace("-", ""));
        }
    }

    static String value(Map<String, String> credentials, String name) {
        String value = credentials.get(name);
        if (value == null) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "credential-missing",
                    "The connection has no '" + name + "': give it one.");
        }
        return value;
    }

    static Problem incomplete(String what) {
        return new Problem(
                Problem.Kind.UNPROCESSABLE,
                "auth-method-incomplete",
                "The auth method lacks " + what + ": complete it in the connector.");
    }

    static Problem unusable(String pointer, String why) {
        return new Problem(
                Problem.Kind.INVALID,
                "invalid-credentials",
                why,
                List.of(new Problem.Violation("/credentials/" + pointer, why)));
    }
}
