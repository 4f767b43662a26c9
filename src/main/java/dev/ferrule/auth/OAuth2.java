package dev.ferrule.auth;

import dev.ferrule.egress.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A token that an authorization server gives (RFC 6749), by whichever flow; it is sent as RFC 6750 has it. */
record OAuth2(String flow, OAuthDetails details) implements Scheme {

    static OAuth2 of(AuthMethod method) {
        return new OAuth2(CredentialFields.flow(method), method.oauthDetails());
    }

    @Override
    public List<CredentialField> fields() {
        return flow.equals("jwt_bearer") ? serviceAccount() : client();
    }

    @Override
    public Call sign(Map<String, String> credentials, Call call, Moment moment) {
        return new Bearer(Signing.ACCESS_TOKEN).sign(credentials, call, moment);
    }

    private static List<CredentialField> serviceAccount() {
        return List.of(
                CredentialField.open("issuer", "Who signs: the service account's name or address."),
                CredentialField.secret("privateKey", "Its private key, PKCS#8 (PEM) or JWK."),
                CredentialField.open("keyId", "The key's id.").optional(),
                CredentialField.open("subject", "The user to act for; none: the account itself.")
                        .optional(),
                CredentialField.open("clientId", "The client's id, where it is wanted too.")
                        .optional());
    }

    private List<CredentialField> client() {
        List<CredentialField> fields = new ArrayList<>();
        fields.add(CredentialField.open("clientId", "The client's id."));
        String clientAuth = details.clientAuth();
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
}
