package dev.ferrule.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Spring's authorization server in an application of its own, with clients as tests register them, and one user. */
public final class TestAuthorizationServer implements AutoCloseable {

    private static final String USER = "ann";
    private static final Map<String, RegisteredClient> CLIENTS = new ConcurrentHashMap<>();
    private final ConfigurableApplicationContext context;

    public TestAuthorizationServer() {
        context = new SpringApplicationBuilder(Rules.class)
                .run(
                        "--spring.config.name=none",
                        "--spring.main.banner-mode=off",
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--logging.level.root=error",
                        "--springdoc.api-docs.enabled=false",
                        "--spring.autoconfigure.exclude="
                                + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
                                + "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration");
    }

    /** Not found by component scanning, which must not see it. */
    @EnableAutoConfiguration
    @EnableWebSecurity
    static class Rules {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.with(
                            new OAuth2AuthorizationServerConfigurer(), server -> server.oidc(Customizer.withDefaults()))
                    .csrf(AbstractHttpConfigurer::disable)
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .addFilterAfter(new LoggedIn(), SecurityContextHolderFilter.class)
                    .build();
        }

        @Bean
        RegisteredClientRepository clients() {
            return new RegisteredClientRepository() {
                @Override
                public void save(RegisteredClient client) {
                    CLIENTS.put(client.getClientId(), client);
                }

                @Override
                public RegisteredClient findById(String id) {
                    return CLIENTS.get(id);
                }

                @Override
                public RegisteredClient findByClientId(String clientId) {
                    return CLIENTS.get(clientId);
                }
            };
        }

        @Bean
        OAuth2AuthorizationService authorizations() {
            return new InMemoryOAuth2AuthorizationService();
        }

        @Bean
        AuthorizationServerSettings addresses() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        JWKSource<SecurityContext> keys() throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            RSAKey key = new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID("1")
                    .build();
            return new ImmutableJWKSet<>(new JWKSet(key));
        }
    }

    /** Whoever says so is the user, as if logged in before. */
    private static final class LoggedIn extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (USER.equals(request.getHeader("X-User")) || isInTheBrowser(request)) {
                var context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        USER,
                        null,
                        List.of(FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                                .issuedAt(Instant.now())
                                .build())));
                SecurityContextHolder.setContext(context);
            }
            chain.doFilter(request, response);
        }

        /** By a cookie, which a browser takes along to every port of this machine. */
        private static boolean isInTheBrowser(HttpServletRequest request) {
            return request.getCookies() != null
                    && Arrays.stream(request.getCookies())
                            .anyMatch(cookie -> cookie.getName().equals("user") && USER.equals(cookie.getValue()));
        }
    }

    public void register(RegisteredClient client) {
        CLIENTS.put(client.getClientId(), client);
    }

    public String url(String path) {
        return "http://127.0.0.1:"
                + ((WebServerApplicationContext) context).getWebServer().getPort() + path;
    }

    /** Whether it gave this access token, and takes it still. */
    public boolean takes(String token) {
        OAuth2Authorization authorization =
                context.getBean(OAuth2AuthorizationService.class).findByToken(token, OAuth2TokenType.ACCESS_TOKEN);
        return authorization != null && authorization.getAccessToken().isActive();
    }

    /** Opens an address as the browser of the user does, and gives where it is sent to. */
    public URI open(String authorizeUrl) {
        HttpResponse<String> answer = browse(authorizeUrl);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private static HttpResponse<String> browse(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "text/html")
                .header("X-User", USER)
                .timeout(Duration.ofMinutes(1))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
