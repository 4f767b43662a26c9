package dev.ferrule.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ferrule.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signed statements by which a client, or a service account, proves who it is (RFC 7523). */
final class Assertions {

    private static final int SECONDS = 300;

    private Assertions() {}

    /** RS256 for an RSA key; for one of an elliptic curve the algorithm of its curve. */
    static String byKey(JWTClaimsSet.Builder claims, String privateKey, @Nullable String keyId) {
        try {
            Signer signer = privateKey.stripLeading().startsWith("{") ? jwk(privateKey) : pem(privateKey);
            return signed(claims, signer.algorithm, signer.signer, keyId == null ? signer.keyId : keyId);
        } catch (ParseException | JOSEException | GeneralSecurityException | IllegalArgumentException e) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "private-key-unusable",
                    "The private key cannot be used: an RSA or EC key is needed, as PKCS#8 (PEM, BEGIN PRIVATE KEY) or JWK.");
        }
    }

    /** HS256, keyed with the client's secret. */
    static String bySecret(JWTClaimsSet.Builder claims, String secret) {
        try {
            return signed(claims, JWSAlgorithm.HS256, new MACSigner(secret.getBytes(StandardCharsets.UTF_8)), null);
        } catch (JOSEException e) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "client-secret-unusable",
                    "The client's secret cannot sign: at least 32 characters are needed for client_secret_jwt.");
        }
    }

    /** Good for five minutes and for one use. */
    static JWTClaimsSet.Builder claims(String issuer, String subject, String audience) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(SECONDS)))
                .jwtID(UUID.randomUUID().toString());
    }

    private static String signed(
            JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, JWSSigner signer, @Nullable String keyId)
            throws JOSEException {
        JWSHeader.Builder header = new JWSHeader.Builder(algorithm).type(com.nimbusds.jose.JOSEObjectType.JWT);
        if (keyId != null) {
            header.keyID(keyId);
        }
        SignedJWT jwt = new SignedJWT(header.build(), claims.build());
        jwt.sign(signer);
        return jwt.serialize();
    }

    private record Signer(
            JWSAlgorithm algorithm,
            JWSSigner signer,
            @Nullable String keyId) {}

    private static Signer jwk(String json) throws ParseException, JOSEException {
        JWK key = JWK.parse(json);
        if (key instanceof RSAKey rsa) {
            return new Signer(JWSAlgorithm.RS256, new RSASSASigner(rsa), key.getKeyID());
        }
        if (key instanceof ECKey ec) {
            ECDSASigner signer = new ECDSASigner(ec);
            return new Signer(algorithm(ec.getCurve()), signer, key.getKeyID());
        }
        throw new IllegalArgumentException("neither RSA nor EC");
    }

    private static Signer pem(String text) throws GeneralSecurityException, JOSEException {
        String base64 = text.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        PKCS8EncodedKeySpec bytes = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
        try {
            PrivateKey rsa = KeyFactory.getInstance("RSA").generatePrivate(bytes);
            return new Signer(JWSAlgorithm.RS256, new RSASSASigner(rsa), null);
        } catch (GeneralSecurityException e) {
            ECPrivateKey ec = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(bytes);
            return new Signer(algorithm(Curve.forECParameterSpec(ec.getParams())), new ECDSASigner(ec), null);
        }
    }

    private static JWSAlgorithm algorithm(Curve curve) {
        return curve.equals(Curve.P_521)
                ? JWSAlgorithm.ES512
                : curve.equals(Curve.P_384) ? JWSAlgorithm.ES384 : JWSAlgorithm.ES256;
    }
}
