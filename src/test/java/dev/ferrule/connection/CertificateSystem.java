package dev.ferrule.connection;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** A system that talks TLS, and to those only who show the one client certificate that it knows. */
final class CertificateSystem implements AutoCloseable {

    private static final char[] PASSPHRASE = "changeit".toCharArray();

    private final List<String> subjects = new CopyOnWriteArrayList<>();
    private final Path folder;
    private final KeyStore client;
    private final KeyStore server;
    private final HttpsServer https;

    CertificateSystem() throws Exception {
        folder = Files.createTempDirectory("certificates");
        client = store("client");
        server = store("server");
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("client", client.getCertificate("key"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(server, PASSPHRASE);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        https.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = context.getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        https.createContext("/", exchange -> {
            subjects.add(((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        https.start();
    }

    private KeyStore store(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        name.equals("client") ? "EC" : "RSA",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSPHRASE),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        return KeyStore.getInstance(file.toFile(), PASSPHRASE);
    }

    String url() {
        return "https://127.0.0.1:" + https.getAddress().getPort();
    }

    /** Who called. */
    List<String> subjects() {
        return subjects;
    }

    String certificate() throws Exception {
        return pem("CERTIFICATE", server.getCertificate("key").getEncoded());
    }

    String clientCertificate() throws Exception {
        return pem("CERTIFICATE", client.getCertificate("key").getEncoded());
    }

    String clientKey() throws Exception {
        return pem("PRIVATE KEY", client.getKey("key", PASSPHRASE).getEncoded());
    }

    String clientFile() throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("client.p12")));
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + kind
                + "-----\n";
    }

    @Override
    public void close() throws IOException {
        https.stop(0);
        for (String name : List.of("client.p12", "server.p12")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
    }
}
