package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/** The ways in which a client proves who it is. */
class ClientAuthenticationTest extends WithAuthorizationServer {

    @ParameterizedTest
    @ValueSource(strings = {"basic", "post", "client_secret_jwt"})
    void clientCredentialsAreProvenInTheWayThatTheServerWants(String how) {
        RegisteredClient.Builder builder = registered();
        if (how.equals("client_secret_jwt")) {
            builder.clientSecret(SECRET)
                    .clientAuthenticationMethods(java.util.Set::clear)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_JWT)
                    .clientSettings(ClientSettings.builder()
                            .tokenEndpointAuthenticationSigningAlgorithm(MacAlgorithm.HS256)
                            .build());
        }
        server.register(builder.build());
        String method = method(connector, """
                {"type":"oauth2","flow":"client_credentials","tokenUrl":"%s","scopes":["read"],
                 "oauth":{"clientAuth":"%s"}}""".formatted(server.url("/oauth2/token"), how));
        String path = connect(connector, method, """
                {"clientId":"%s","clientSecret":"%s"}""".formatted(client, SECRET))
                .expect(201)
                .header("Location")
                .orElseThrow();
        Reply check = post(path + "/check", "").expect(200);
        assertThat(check.at("/outcome")).as(check.body()).isEqualTo("ok");
        assertThat(get(path).at("/grantedScopes/0")).isEqualTo("read");
    }

    @Test
    void aPrivateKeyProvesAClientToo() throws Exception {
        var generator = java.security.KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        var key = new com.nimbusds.jose.jwk.RSAKey.Builder((java.security.interfaces.RSAPublicKey) pair.getPublic())
                .keyID("mine")
                .build();
        remote.at("/keys", 200, new com.nimbusds.jose.jwk.JWKSet(key).toString());
        server.register(registered()
                .clientAuthenticationMethods(java.util.Set::clear)
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .clientSettings(ClientSettings.builder()
                        .jwkSetUrl(remote.url("/keys"))
                        .tokenEndpointAuthenticationSigningAlgorithm(
                                org.springframework.security.oauth2.jose.jws.SignatureAlgorithm.RS256)
                        .build())
                .build());
        String method = method(connector, """
                {"type":"oauth2","flow":"client_credentials","tokenUrl":"%s","oauth":{"clientAuth":"private_key_jwt"}}""".formatted(server.url("/oauth2/token")));
        String pem = "-----BEGIN PRIVATE KEY-----\\n"
                + java.util.Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\\n-----END PRIVATE KEY-----";
        String path = connect(connector, method, """
                {"clientId":"%s","privateKey":"%s","keyId":"mine"}""".formatted(client, pem))
                .expect(201)
                .header("Location")
                .orElseThrow();
        Reply check = post(path + "/check", "").expect(200);
        assertThat(check.at("/outcome")).as(check.body()).isEqualTo("ok");
    }
}
