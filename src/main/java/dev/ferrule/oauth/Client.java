package dev.ferrule.oauth;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: the client that a system knows us as. It never shows its secret.
 *
 * @param id empty only for assertions that need no client
 * @param how {@code basic}, {@code post}, {@code none}, {@code private_key_jwt} or {@code client_secret_jwt}
 * @param privateKey PKCS#8 (PEM) or JWK
 */
public record Client(
        String id,
        @Nullable String secret,
        @Nullable String privateKey,
        @Nullable String keyId,
        String how) {

    /** From credentials by their names; without a secret the client is a public one. */
    public static Client of(Map<String, String> credentials, @Nullable String how) {
        String secret = credentials.get("clientSecret");
        String key = "private_key_jwt".equals(how) ? credentials.get("privateKey") : null;
        String usual = secret == null || secret.isEmpty() ? "none" : "basic";
        boolean secretLess = usual.equals("none") && ("basic".equals(how) || "post".equals(how));
        return new Client(
                credentials.getOrDefault("clientId", ""),
                secret,
                key,
                credentials.get("keyId"),
                how == null || secretLess ? usual : how);
    }

    @Override
    public String toString() {
        return "client " + id;
    }
}
