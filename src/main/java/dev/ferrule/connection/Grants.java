package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.CredentialFields;
import dev.ferrule.auth.OAuthDetails;
import dev.ferrule.auth.OAuthDetails.Parameter;
import dev.ferrule.oauth.AuthorizationServer;
import dev.ferrule.oauth.Client;
import dev.ferrule.oauth.OAuthRefusal;
import dev.ferrule.oauth.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks authorization servers for tokens, in the way of each flow. */
@Component
class Grants {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    private final AuthorizationServer server;
    private final SessionLogins sessions;

    Grants(AuthorizationServer server, SessionLogins sessions) {
        this.server = server;
        this.sessions = sessions;
    }

    /** Tokens for a code that somebody's consent gave (RFC 6749 section 4.1.3). */
    Tokens byCode(
            AuthMethod method, Map<String, String> credentials, String code, String redirectUri, String verifier) {
        Map<String, String> parameters = parameters(method, "authorization_code");
        parameters.put("code", code);
        parameters.put("redirect_uri", redirectUri);
        if (method.oauthDetails().usesPkce()) {
            parameters.put("code_verifier", verifier);
        }
        return ask(method, credentials, parameters);
    }

    Tokens byDevice(AuthMethod method, Map<String, String> credentials, String deviceCode) {
        Map<String, String> parameters = parameters(method, DEVICE);
        parameters.put("device_code", deviceCode);
        return ask(method, credentials, parameters);
    }

    /** New tokens without anybody's help; where that cannot be, a lasting {@link OAuthRefusal}. */
    Tokens anew(AuthMethod method, Map<String, String> credentials, @Nullable String refreshToken) {
        if (method.type().equals("session")) {
            return sessions.login(method, credentials);
        }
        String flow = CredentialFields.flow(method);
        String refresh = refreshToken == null ? credentials.get("refreshToken") : refreshToken;
        if (refresh != null && !flow.equals("client_credentials") && !flow.equals("jwt_bearer")) {
            try {
                Map<String, String> parameters = parameters(method, "refresh_token");
                parameters.put("refresh_token", refresh);
                return ask(method, credentials, parameters);
            } catch (OAuthRefusal refusal) {
                if (!refusal.lasting() || !flow.equals("password")) {
                    throw refusal;
                }
            }
        }
        return switch (flow) {
            case "client_credentials" -> ask(method, credentials, scoped(method, "client_credentials"));
            case "password" -> {
                Map<String, String> parameters = scoped(method, "password");
                parameters.put("username", credentials.getOrDefault("username", ""));
                parameters.put("password", credentials.getOrDefault("password", ""));
                yield ask(method, credentials, parameters);
            }
            case "jwt_bearer" -> {
                Map<String, String> parameters = scoped(method, JWT_BEARER);
                parameters.put(
                        "assertion",
                        server.assertion(tokenUrl(method), credentials, parameters.getOrDefault("scope", "")));
                yield ask(method, credentials, parameters);
            }
            default -> throw new OAuthRefusal("no_refresh_token", true);
        };
    }

    static Client client(AuthMethod method, Map<String, String> credentials) {
        return Client.of(credentials, method.oauthDetails().clientAuth());
    }

    /** Scopes as this server wants them written. */
    static String scope(AuthMethod method, List<String> scopes) {
        return String.join(method.oauthDetails().separator(), scopes);
    }

    private Tokens ask(AuthMethod method, Map<String, String> credentials, Map<String, String> parameters) {
        return server.tokens(tokenUrl(method), client(method, credentials), parameters);
    }

    private static String tokenUrl(AuthMethod method) {
        String url = method.tokenUrl();
        if (url == null) {
            throw new OAuthRefusal("no_token_url", true);
        }
        return url;
    }

    private static Map<String, String> scoped(AuthMethod method, String grantType) {
        Map<String, String> parameters = parameters(method, grantType);
        if (!method.scopes().isEmpty()) {
            parameters.put("scope", scope(method, method.scopes()));
        }
        return parameters;
    }

    private static Map<String, String> parameters(AuthMethod method, String grantType) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", grantType);
        parameters.putAll(extra(method.oauthDetails().tokenParameters()));
        return parameters;
    }

    static Map<String, String> extra(@Nullable List<Parameter> more) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (more != null) {
            more.forEach(parameter -> parameters.put(parameter.name(), parameter.value()));
        }
        return parameters;
    }

    /** Gives tokens back where the server takes them; what it says to that is of no consequence. */
    void giveBack(AuthMethod method, Map<String, String> credentials, @Nullable String token, String hint) {
        OAuthDetails details = method.oauthDetails();
        if (token != null && details.revocationUrl() != null) {
            server.revoke(details.revocationUrl(), client(method, credentials), token, hint);
        }
    }
}
