package dev.ferrule.auth;

import dev.ferrule.auth.Scheme.Moment;
import dev.ferrule.egress.Call;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Puts credentials into a request, in the way that its auth method wants. */
public final class Signing {

    /** The credential under which a fresh token of OAuth or of a session comes. */
    public static final String ACCESS_TOKEN = "accessToken";

    private Signing() {}

    /** Whether requests of this method can be signed here. */
    public static boolean knows(AuthMethod method) {
        return AuthType.WORDS.contains(method.type());
    }

    /** @param credentials by the names of {@link CredentialFields}, and {@link #ACCESS_TOKEN} for OAuth and sessions */
    public static Call sign(AuthMethod method, Map<String, String> credentials, Call call) {
        return AuthType.scheme(method).sign(credentials, call, Moment.now());
    }

    /** Methods that a request needs at once, as they are to be applied: what signs the whole request comes last. */
    public static List<AuthMethod> inOrder(List<AuthMethod> methods) {
        return methods.stream()
                .sorted(Comparator.comparing(method -> AuthType.scheme(method).coversRequest()))
                .toList();
    }

    /** Whether what is added holds for this very request, and for no other address. */
    public static boolean bindsRequest(AuthMethod method) {
        return AuthType.scheme(method).coversRequest();
    }

    /** The TLS context by which a system that wants a client's certificate is called; null: the usual one. */
    public static @Nullable SSLContext tls(AuthMethod method, Map<String, String> credentials) {
        return AuthType.scheme(method).tls(credentials);
    }
}
