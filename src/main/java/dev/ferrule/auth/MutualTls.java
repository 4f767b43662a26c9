package dev.ferrule.auth;

import dev.ferrule.egress.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A client certificate, shown while the TLS connection is made (RFC 8446). */
record MutualTls() implements Scheme {

    @Override
    public List<CredentialField> fields() {
        return List.of(
                CredentialField.open("certificate", "The certificate and those above it (PEM).")
                        .optional(),
                CredentialField.secret("privateKey", "Its private key, RSA or EC (PEM).")
                        .optional(),
                CredentialField.secret("pkcs12", "Both as a PKCS#12 file in Base64, instead.")
                        .optional(),
                CredentialField.secret("passphrase", "The passphrase of the PKCS#12 file.")
                        .optional(),
                CredentialField.open("serverCertificate", "Whom to trust instead of the usual authorities (PEM).")
                        .optional());
    }

    @Override
    public Call sign(Map<String, String> credentials, Call call, Moment moment) {
        return call;
    }

    @Override
    public void check(Map<String, String> credentials) {
        SSLContext unused = tls(credentials);
    }

    @Override
    public SSLContext tls(Map<String, String> credentials) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            String pkcs12 = credentials.get("pkcs12");
            char[] passphrase = credentials.getOrDefault("passphrase", "").toCharArray();
            keys.init(
                    pkcs12 == null ? pem(credentials) : file(pkcs12, passphrase),
                    pkcs12 == null ? new char[0] : passphrase);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust(credentials.get("serverCertificate")), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw Scheme.unusable("certificate", "The certificate and the key cannot be used together.");
        }
    }

    private static KeyStore pem(Map<String, String> credentials) throws GeneralSecurityException, IOException {
        if (!credentials.containsKey("certificate") || !credentials.containsKey("privateKey")) {
            throw Scheme.unusable(
                    "certificate", "A certificate is needed: certificate and privateKey, or pkcs12 and passphrase.");
        }
        Certificate[] chain = Pem.certificates("certificate", Scheme.value(credentials, "certificate"))
                .toArray(Certificate[]::new);
        PrivateKey key = Pem.privateKey("privateKey", Scheme.value(credentials, "privateKey"), "RSA", "EC");
        if (!key.getAlgorithm().equals(chain[0].getPublicKey().getAlgorithm())) {
            throw Scheme.unusable("privateKey", "The private key is not the one of the certificate.");
        }
        KeyStore store = empty();
        store.setKeyEntry("client", key, new char[0], chain);
        return store;
    }

    private static KeyStore file(String base64, char[] passphrase) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)), passphrase);
            return store;
        } catch (IOException | IllegalArgumentException e) {
            throw Scheme.unusable(
                    "pkcs12", "The PKCS#12 file cannot be opened: it is another file, or another passphrase.");
        }
    }

    private static TrustManager @Nullable [] trust(@Nullable String pem) throws GeneralSecurityException, IOException {
        if (pem == null) {
            return null;
        }
        KeyStore store = empty();
        int number = 0;
        for (X509Certificate certificate : Pem.certificates("serverCertificate", pem)) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
