package dev.ferrule.auth;

import java.util.List;
import java.util.Map;

/** What each auth method needs of whoever connects. */
public final class CredentialFields {

    private CredentialFields() {}

    public static List<CredentialField> of(AuthMethod method) {
        return AuthType.scheme(method).fields();
    }

    /** Throws the problem {@code invalid-credentials} for credentials that cannot be used, such as a broken key. */
    public static void check(AuthMethod method, Map<String, String> credentials) {
        AuthType.scheme(method).check(credentials);
    }

    /** The flow that is meant; OpenID Connect and a method that names none mean the code flow. */
    public static String flow(AuthMethod method) {
        String flow = method.flow();
        return flow == null || flow.equals("implicit") ? "authorization_code" : flow;
    }
}
