package dev.ferrule.auth;

import dev.ferrule.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The kinds of authentication, each with where it is specified and how it is read from a method. */
public enum AuthType {
    NONE("", method -> new NoScheme()),
    API_KEY("", method -> new ApiKey(method.in(), method.name(), method.prefix())),
    BASIC("RFC 7617", method -> new Basic()),
    BEARER("RFC 6750", method -> new Bearer("token")),
    DIGEST("RFC 7616", method -> new Digest()),
    OAUTH2("RFC 6749", OAuth2::of),
    OPENID_CONNECT("OpenID Connect Core 1.0", OAuth2::of),
    OAUTH1("RFC 5849", method -> method.oauth1() == null ? OAuth1.USUAL : method.oauth1()),
    HMAC("", method -> new SignedByHmac(method.in(), method.name(), method.hmac())),
    AWS_SIGV4("AWS Signature Version 4", method -> method.aws() == null ? AwsSigV4.USUAL : method.aws()),
    MUTUAL_TLS("RFC 8446 section 4.4.2", method -> new MutualTls()),
    SESSION("", method -> new SessionToken(method.in(), method.name(), method.prefix(), method.session()));

    /** Their words, as they are stored and written. */
    public static final List<String> WORDS =
            Arrays.stream(values()).map(AuthType::word).toList();

    private final String specification;
    private final Function<AuthMethod, Scheme> reading;

    AuthType(String specification, Function<AuthMethod, Scheme> reading) {
        this.specification = specification;
        this.reading = reading;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty where systems do it as each sees fit. */
    public String specification() {
        return specification;
    }

    static Scheme scheme(AuthMethod method) {
        return Arrays.stream(values())
                .filter(type -> type.word().equals(method.type()))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        Problem.Kind.UNPROCESSABLE,
                        "auth-method-not-supported",
                        "Requests cannot be signed by '" + method.type() + "'."))
                .reading
                .apply(method);
    }
}
