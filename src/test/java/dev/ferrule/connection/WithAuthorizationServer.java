package dev.ferrule.connection;

import dev.ferrule.connection.RemoteSystem.Response;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Spring's authorization server, and a system that takes its tokens. */
public abstract class WithAuthorizationServer extends ConnectingFerrule {

    protected static final String SECRET = "a-secret-that-is-long-enough-for-hs256";
    protected static TestAuthorizationServer server;

    protected final String client = "client-" + UUID.randomUUID();
    protected String connector;

    @BeforeAll
    static void startServer() {
        server = new TestAuthorizationServer();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void system() {
        remote.at("/me", request -> {
            String header = String.valueOf(request.header("Authorization"));
            return Response.of(header.startsWith("Bearer ") && server.takes(header.substring(7)) ? 200 : 401, "{}");
        });
        connector = connector();
        endpoint(connector, "/me");
    }

    protected RegisteredClient.Builder registered() {
        return RegisteredClient.withId(client)
                .clientId(client)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .redirectUri(uri("/api/v1/oauth2/callback").toString())
                .scope("read")
                .scope("write")
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder().reuseRefreshTokens(false).build());
    }
}
