package dev.ferrule.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.EgressFailure;
import dev.ferrule.egress.Reach;
import dev.ferrule.egress.Sender;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Talks to authorization servers. A call goes to the host of the very address that is given and follows no redirect, since
 * it carries secrets.
 */
@Component
public class AuthorizationServer {

    private static final Duration TIME = Duration.ofSeconds(15);
    private static final int BYTES = 256 * 1024;
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Sender sender;
    private final ServerAnswers answers;

    AuthorizationServer(Sender sender, ServerAnswers answers) {
        this.sender = sender;
        this.answers = answers;
    }

    /** Asks for tokens; a refusal is an {@link OAuthRefusal}. */
    public Tokens tokens(String tokenUrl, Client client, Map<String, String> parameters) {
        return answers.tokens(post(tokenUrl, client, parameters));
    }

    /** A signed statement of a service account, to be sent as {@code assertion} (RFC 7523 section 2.1). */
    public String assertion(String tokenUrl, Map<String, String> credentials, String scope) {
        String issuer = credentials.getOrDefault("issuer", "");
        JWTClaimsSet.Builder claims = Assertions.claims(issuer, credentials.getOrDefault("subject", issuer), tokenUrl);
        if (!scope.isEmpty()) {
            claims.claim("scope", scope);
        }
        return Assertions.byKey(claims, credentials.getOrDefault("privateKey", ""), credentials.get("keyId"));
    }

    public Device device(String url, Client client, Map<String, String> parameters) {
        return answers.device(post(url, client, parameters));
    }

    /** Gives a token back (RFC 7009). */
    public void revoke(String revocationUrl, Client client, String token, String hint) {
        Answer answer = post(revocationUrl, client, Map.of("token", token, "token_type_hint", hint));
        if (answer.status() >= 400) {
            throw answers.refusal(answer);
        }
    }

    /** What a server says of itself, at the address where it says it. */
    public Metadata metadata(String url) {
        URI address = address(url);
        Call call = Call.get(address, new Call.Header("Accept", "application/json"));
        return answers.metadata(url, send(call, Reach.of(address).atMost(BYTES, TIME)));
    }

    private Answer post(String url, Client client, Map<String, String> parameters) {
        URI address = address(url);
        Map<String, String> form = new LinkedHashMap<>(parameters);
        List<Call.Header> headers = new ArrayList<>(List.of(
                new Call.Header("Accept", "application/json"),
                new Call.Header("Content-Type", "application/x-www-form-urlencoded")));
        authenticate(url, client, form, headers);
        byte[] body = Form.encode(form).getBytes(StandardCharsets.UTF_8);
        Reach reach = Reach.of(address).atMost(BYTES, TIME).withoutRedirects();
        return send(new Call("POST", address, headers, body), reach);
    }

    private Answer send(Call call, Reach reach) {
        try {
            return sender.send(call, reach);
        } catch (EgressFailure e) {
            throw new OAuthRefusal("token_server_" + e.reason().name().toLowerCase(java.util.Locale.ROOT), false);
        }
    }

    private static void authenticate(String url, Client client, Map<String, String> form, List<Call.Header> headers) {
        String secret = Objects.requireNonNullElse(client.secret(), "");
        switch (client.how()) {
            case "basic" -> {
                String both = Form.encode(client.id()) + ":" + Form.encode(secret);
                headers.add(new Call.Header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8))));
            }
            case "post" -> {
                form.put("client_id", client.id());
                form.put("client_secret", secret);
            }
            case "private_key_jwt" ->
                assertion(
                        form,
                        client.id(),
                        Assertions.byKey(
                                Assertions.claims(client.id(), client.id(), url),
                                Objects.requireNonNullElse(client.privateKey(), ""),
                                client.keyId()));
            case "client_secret_jwt" ->
                assertion(
                        form,
                        client.id(),
                        Assertions.bySecret(Assertions.claims(client.id(), client.id(), url), secret));
            default -> {
                if (!client.id().isEmpty()) {
                    form.put("client_id", client.id());
                }
            }
        }
    }

    private static void assertion(Map<String, String> form, String id, String assertion) {
        form.put("client_id", id);
        form.put("client_assertion_type", JWT_BEARER);
        form.put("client_assertion", assertion);
    }

    /** Secrets travel encrypted, unless an operator lets calls go into networks of their own. */
    private URI address(@Nullable String url) {
        URI address;
        try {
            address = URI.create(url == null ? "" : url);
        } catch (IllegalArgumentException e) {
            throw unusable("is not an address that can be called");
        }
        boolean https = "https".equalsIgnoreCase(address.getScheme());
        if (!https && !(sender.allowsPrivate() && "http".equalsIgnoreCase(address.getScheme()))) {
            throw unusable("must begin with https://");
        }
        return address;
    }

    private static Problem unusable(String why) {
        return new Problem(
                Problem.Kind.UNPROCESSABLE,
                "auth-method-incomplete",
                "An address of the auth method " + why + ": correct it in the connector.");
    }
}
