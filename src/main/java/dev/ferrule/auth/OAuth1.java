package dev.ferrule.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ferrule.auth.Urls.Pair;
import dev.ferrule.egress.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * OAuth 1.0 (RFC 5849): requests signed by a client's secret and a token's.
 *
 * @param signatureMethod {@code HMAC-SHA1} (usual), {@code HMAC-SHA256}, {@code RSA-SHA1} or {@code PLAINTEXT}
 * @param realm named in the header; null: none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OAuth1(
        @Nullable String signatureMethod, @Nullable String realm) implements Scheme {

    public static final List<String> SIGNATURE_METHODS = List.of("HMAC-SHA1", "HMAC-SHA256", "RSA-SHA1", "PLAINTEXT");

    static final OAuth1 USUAL = new OAuth1(null, null);

    private boolean isByKey() {
        return "RSA-SHA1".equals(signatureMethod);
    }

    @Override
    public List<CredentialField> fields() {
        CredentialField key = isByKey()
                ? CredentialField.secret("privateKey", "The client's RSA private key (PEM).")
                : CredentialField.secret("consumerSecret", "The client's (consumer's) secret.");
        return List.of(
                CredentialField.open("consumerKey", "The client's (consumer's) key."),
                key,
                CredentialField.secret("token", "The user's access token; none where the client acts for itself.")
                        .optional(),
                CredentialField.secret("tokenSecret", "The access token's secret.")
                        .optional());
    }

    @Override
    public boolean coversRequest() {
        return true;
    }

    @Override
    public void check(Map<String, String> credentials) {
        if (isByKey()) {
            Pem.privateKey("privateKey", credentials.getOrDefault("privateKey", ""), "RSA");
        }
    }

    @Override
    public Call sign(Map<String, String> credentials, Call call, Moment moment) {
        Map<String, String> own = new LinkedHashMap<>();
        String token = credentials.get("token");
        own.put("oauth_consumer_key", Scheme.value(credentials, "consumerKey"));
        if (token != null) {
            own.put("oauth_token", token);
        }
        own.put("oauth_signature_method", signatureMethod == null ? "HMAC-SHA1" : signatureMethod);
        own.put("oauth_timestamp", String.valueOf(moment.at().getEpochSecond()));
        own.put("oauth_nonce", moment.nonce());
        own.put("oauth_signature", signature(credentials, base(call, own)));
        String fields = own.entrySet().stream()
                .map(field -> field.getKey() + "=\"" + Urls.encoded(field.getValue()) + "\"")
                .collect(Collectors.joining(", "));
        String before = realm == null ? "" : "realm=\"" + realm.replaceAll("[\"\\\\]", "") + "\", ";
        return call.with("Authorization", "OAuth " + before + fields);
    }

    /** The signature base string (section 3.4.1). */
    static String base(Call call, Map<String, String> own) {
        List<Pair> all = new ArrayList<>(Urls.pairs(call.uri().getRawQuery(), true));
        String type = call.header("Content-Type");
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            all.addAll(Urls.pairs(new String(call.body(), StandardCharsets.UTF_8), true));
        }
        own.forEach((name, value) -> all.add(new Pair(name, value)));
        String parameters = all.stream()
                .map(pair -> new Pair(Urls.encoded(pair.name()), Urls.encoded(pair.value())))
                .sorted(Comparator.comparing(Pair::name).thenComparing(Pair::value))
                .map(pair -> pair.name() + "=" + pair.value())
                .collect(Collectors.joining("&"));
        return call.method() + "&" + Urls.encoded(address(call.uri())) + "&" + Urls.encoded(parameters);
    }

    /** Without a query, and without a port that goes without saying (section 3.4.1.2). */
    private static String address(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean usual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + uri.getPort())
                + Urls.path(uri);
    }

    private String signature(Map<String, String> credentials, String base) {
        String key = Urls.encoded(credentials.getOrDefault("consumerSecret", "")) + "&"
                + Urls.encoded(credentials.getOrDefault("tokenSecret", ""));
        byte[] bytes = switch (signatureMethod == null ? "HMAC-SHA1" : signatureMethod) {
            case "HMAC-SHA256" -> Hashes.hmac("HmacSHA256", Hashes.utf8(key), Hashes.utf8(base));
            case "RSA-SHA1" -> byKey(Scheme.value(credentials, "privateKey"), base);
            case "PLAINTEXT" -> new byte[0];
            default -> Hashes.hmac("HmacSHA1", Hashes.utf8(key), Hashes.utf8(base));
        };
        return "PLAINTEXT".equals(signatureMethod) ? key : Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] byKey(String pem, String base) {
        try {
            Signature signature = Signature.getInstance("SHA1withRSA");
            signature.initSign(Pem.privateKey("privateKey", pem, "RSA"));
            signature.update(Hashes.utf8(base));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw Scheme.unusable("privateKey", "The private key cannot sign.");
        }
    }
}
