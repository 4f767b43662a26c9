package dev.ferrule.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a system wants its requests signed by a shared secret. Templates are text with {@code {names}} of
 * {@link SignatureTemplate}, which are replaced once, and nothing else.
 *
 * @param algorithm {@code HMAC-SHA256} (usual), {@code HMAC-SHA1}, {@code HMAC-SHA512} or {@code HMAC-MD5}
 * @param template what is signed, such as <code>{method}\n{path}\n{timestamp}\n{bodySha256Hex}</code>
 * @param encoding of the signature: {@code hex} (usual), {@code base64} or {@code base64url}
 * @param value what is sent where the method says (its {@code in} and {@code name}), such as
 *     <code>HMAC {keyId}:{signature}</code>; null: the signature
 * @param headers sent too, such as <code>X-Timestamp: {timestamp}</code>; they are set before anything is signed
 * @param keyEncoding of the secret as it is given: {@code text} (usual), {@code base64} or {@code hex}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HmacDetails(
        @Nullable String algorithm,
        String template,
        @Nullable String encoding,
        @Nullable String value,
        @Nullable List<OAuthDetails.Parameter> headers,
        @Nullable String keyEncoding) {

    public static final List<String> ALGORITHMS = List.of("HMAC-SHA256", "HMAC-SHA1", "HMAC-SHA512", "HMAC-MD5");
    public static final List<String> ENCODINGS = List.of("hex", "base64", "base64url");
    public static final List<String> KEY_ENCODINGS = List.of("text", "base64", "hex");
}
