package dev.ferrule.auth;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates as people have them in files (RFC 7468). Messages never quote what is in them. */
final class Pem {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE KEY-----");

    /** What stands before the key of an RSA file to make it PKCS#8: version 0 and the algorithm's number. */
    private static final byte[] RSA = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private Pem() {}

    /** @param algorithms those that it may be for */
    static PrivateKey privateKey(String field, String text, String... algorithms) {
        Matcher matcher = KEY.matcher(text);
        if (matcher.find()) {
            for (String algorithm : algorithms) {
                try {
                    byte[] bytes = Base64.getMimeDecoder().decode(matcher.group(2));
                    return KeyFactory.getInstance(algorithm)
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(matcher.group(1) == null ? bytes : wrapped(bytes)));
                } catch (GeneralSecurityException | IllegalArgumentException e) {
                    continue; // It may be for the next one.
                }
            }
        }
        throw Scheme.unusable(
                field,
                "The private key cannot be read: " + String.join(" or ", algorithms)
                        + " in PEM is needed (BEGIN PRIVATE KEY), without a passphrase.");
    }

    static List<X509Certificate> certificates(String field, String text) {
        try {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (GeneralSecurityException e) {
            // As for none.
        }
        throw Scheme.unusable(field, "The certificate cannot be read: PEM is needed (BEGIN CERTIFICATE).");
    }

    private static byte[] wrapped(byte[] rsa) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA);
        content.writeBytes(tagged(0x04, rsa));
        return tagged(0x30, content.toByteArray());
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int length = content.length;
        if (length < 0x80) {
            all.write(length);
        } else {
            all.write(0x83);
            all.write(length >> 16);
            all.write(length >> 8);
            all.write(length);
        }
        all.writeBytes(content);
        return all.toByteArray();
    }
}
