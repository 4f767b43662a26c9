package dev.ferrule.auth;

import java.util.ArrayList;
import java.util.List;

/** What each auth method needs of whoever connects. */
public final class CredentialFields {

    private CredentialFields() {}

    public static List<CredentialField> of(AuthMethod method) {
        return switch (method.type()) {
            case "api_key" -> List.of(CredentialField.secret("apiKey", "The key, without any word before it."));
            case "basic" ->
                List.of(
                        CredentialField.open("username", "The user name."),
                        CredentialField.secret("password", "The password; may stay empty.")
                                .optional());
            case "digest", "session" ->
                List.of(
                        CredentialField.open("username", "The user name."),
                        CredentialField.secret("password", "The password."));
            case "bearer" -> List.of(CredentialField.secret("token", "The token, without the word Bearer."));
            case "oauth2", "openid_connect" -> oauth(method);
            default -> List.of();
        };
    }

    private static List<CredentialField> oauth(AuthMethod method) {
        List<CredentialField> fields = new ArrayList<>();
        String flow = flow(method);
        if (flow.equals("jwt_bearer")) {
            fields.add(CredentialField.open("issuer", "Who signs: the service account's name or address."));
            fields.add(CredentialField.secret("privateKey", "Its private key, PKCS#8 (PEM) or JWK."));
            fields.add(CredentialField.open("keyId", "The key's id.").optional());
            fields.add(CredentialField.open("subject", "The user to act for; none: the account itself.")
                    .optional());
            fields.add(CredentialField.open("clientId", "The client's id, where it is wanted too.")
                    .optional());
            return fields;
        }
        fields.add(CredentialField.open("clientId", "The client's id."));
        String clientAuth = method.oauthDetails().clientAuth();
        if ("private_key_jwt".equals(clientAuth)) {
            fields.add(CredentialField.secret("privateKey", "The client's private key, PKCS#8 (PEM) or JWK."));
            fields.add(CredentialField.open("keyId", "The key's id.").optional());
        } else if (!"none".equals(clientAuth)) {
            CredentialField secret = CredentialField.secret("clientSecret", "The client's secret.");
            boolean needed = flow.equals("client_credentials") || "client_secret_jwt".equals(clientAuth);
            fields.add(needed ? secret : secret.optional());
        }
        if (flow.equals("password")) {
            fields.add(CredentialField.open("username", "The user name."));
            fields.add(CredentialField.secret("password", "The password."));
        }
        if (flow.equals("authorization_code") || flow.equals("device_code")) {
            fields.add(CredentialField.secret(
                            "refreshToken", "A refresh token that was got elsewhere, instead of a login.")
                    .optional());
        }
        return fields;
    }

    /** The flow that is meant; OpenID Connect and a method that names none mean the code flow. */
    public static String flow(AuthMethod method) {
        String flow = method.flow();
        return flow == null || flow.equals("implicit") ? "authorization_code" : flow;
    }
}
