package dev.ferrule.auth;

import dev.ferrule.auth.OAuthDetails.Parameter;
import dev.ferrule.egress.Call;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests signed by a shared secret (RFC 2104), in a way that each system has its own of. */
record SignedByHmac(
        @Nullable String in,
        @Nullable String name,
        @Nullable HmacDetails details) implements Scheme {

    @Override
    public List<CredentialField> fields() {
        CredentialField keyId = CredentialField.open("keyId", "The name of the key or account.");
        boolean named = details != null
                && (names(details.template())
                        || names(details.value())
                        || details.headers() != null
                                && details.headers().stream().anyMatch(header -> names(header.value())));
        return List.of(
                named ? keyId : keyId.optional(),
                CredentialField.secret("secret", "The secret that requests are signed with."));
    }

    private static boolean names(@Nullable String template) {
        return template != null && template.contains("{keyId}");
    }

    @Override
    public boolean coversRequest() {
        return true;
    }

    @Override
    public void check(Map<String, String> credentials) {
        if (details != null && credentials.containsKey("secret")) {
            byte[] unused = key(details, Scheme.value(credentials, "secret"));
        }
    }

    @Override
    public Call sign(Map<String, String> credentials, Call call, Moment moment) {
        if (details == null) {
            throw Scheme.incomplete("what is to be signed ('hmac')");
        }
        String keyId = credentials.getOrDefault("keyId", "");
        Call all = call;
        if (details.headers() != null) {
            for (Parameter header : details.headers()) {
                all = all.with(header.name(), filled(header.value(), all, moment, keyId, ""));
            }
        }
        String text = filled(details.template(), all, moment, keyId, "");
        String algorithm = details.algorithm() == null ? "HMAC-SHA256" : details.algorithm();
        byte[] bytes = Hashes.hmac(
                "Hmac" + algorithm.substring("HMAC-".length()),
                key(details, Scheme.value(credentials, "secret")),
                Hashes.utf8(text));
        String signature =
                switch (details.encoding() == null ? "hex" : details.encoding().toLowerCase(Locale.ROOT)) {
                    case "base64" -> Base64.getEncoder().encodeToString(bytes);
                    case "base64url" -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                    default -> Hashes.hex(bytes);
                };
        String value = details.value() == null ? signature : filled(details.value(), all, moment, keyId, signature);
        return new ApiKey(in, name, null).place(value, all);
    }

    private static String filled(String template, Call call, Moment moment, String keyId, String signature) {
        return SignatureTemplate.replaced(
                template,
                part -> part.equals("keyId")
                        ? keyId
                        : part.equals("signature") ? signature : SignatureTemplate.value(part, call, moment));
    }

    private static byte[] key(HmacDetails details, String secret) {
        try {
            return switch (details.keyEncoding() == null ? "text" : details.keyEncoding()) {
                case "base64" -> Base64.getDecoder().decode(secret);
                case "hex" -> HexFormat.of().parseHex(secret);
                default -> Hashes.utf8(secret);
            };
        } catch (IllegalArgumentException e) {
            throw Scheme.unusable(
                    "secret", "The secret is not in " + details.keyEncoding() + ", as the auth method says.");
        }
    }
}
