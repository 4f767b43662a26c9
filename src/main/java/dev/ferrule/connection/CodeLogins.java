package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.OAuthDetails;
import dev.ferrule.connection.Logins.Login;
import dev.ferrule.oauth.Form;
import dev.ferrule.oauth.OAuthRefusal;
import dev.ferrule.oauth.Pkce;
import dev.ferrule.oauth.Tokens;
import dev.ferrule.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Logins by authorization code (RFC 6749 section 4.1, with RFC 7636 and RFC 9207). A state is 256 random bits, good for ten
 * minutes and one use, and kept as a hash.
 */
@Component
class CodeLogins {

    /** Where browsers come back to; what follows the address of this service. */
    static final String CALLBACK = "/api/v1/oauth2/callback";

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final String VERIFIER = "verifier";

    /** A path of this service: nothing that a browser takes for another host. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[\\x21-\\x5B\\x5D-\\x7E]{0,499}");

    private static final Pattern ERROR = Pattern.compile("[A-Za-z_]{1,60}");

    private final Logins logins;
    private final OAuthFlows flows;
    private final Secrets secrets;
    private final Grants grants;

    CodeLogins(Logins logins, OAuthFlows flows, Secrets secrets, Grants grants) {
        this.logins = logins;
        this.flows = flows;
        this.secrets = secrets;
        this.grants = grants;
    }

    /** @param startUrl opened in a browser, it binds the login to that one and goes on to the authorizeUrl */
    record Begun(String authorizeUrl, String state, String startUrl) {}

    /** What came back with the browser. */
    record Returned(
            @Nullable String state,
            @Nullable String code,
            @Nullable String error,
            @Nullable String iss) {}

    /**
     * How a login ended.
     *
     * @param returnTo where the browser goes, also when there is a problem
     * @param reason the authorization server's code for what it refused, such as {@code access_denied}; null: it was not its doing
     */
    record Ended(
            @Nullable StoredConnection connection,
            @Nullable String returnTo,
            @Nullable Problem problem,
            @Nullable String reason) {}

    /**
     * @param browser what the cookie of the browser that asks will hold; null: it was no browser that asks
     * @param base address of this service, as its callers know it
     */
    Begun begin(String org, String connectorId, LoginForm form, String base, @Nullable String browser) {
        String returnTo = form.returnTo();
        if (returnTo != null && !OWN_PATH.matcher(returnTo).matches()) {
            throw Problem.invalid("/returnTo", "A path of this service is needed, such as /connectors.");
        }
        Login login = logins.begin(org, connectorId, form, "authorization_code");
        return begin(login, base, browser, returnTo, null);
    }

    /** Of an end user; where the browser goes afterwards may let somebody in, so that it is kept sealed. */
    Begun begin(Login login, String base, @Nullable String sealedReturn) {
        return begin(login, base, null, null, sealedReturn);
    }

    private Begun begin(
            Login login,
            String base,
            @Nullable String browser,
            @Nullable String returnTo,
            @Nullable String sealedReturn) {
        String org = login.connection().org();
        AuthMethod method = login.method();
        String authorizationUrl = Logins.wanted(method.authorizationUrl(), "authorizationUrl");
        String unused = Logins.wanted(method.tokenUrl(), "tokenUrl");
        String state = Pkce.random();
        String verifier = Pkce.random();
        String id = OAuthFlows.hash(state);
        String redirectUri = base + CALLBACK;
        String url = Form.added(java.net.URI.create(authorizationUrl), parameters(login, redirectUri, state, verifier))
                .toString();
        flows.begin(new OAuthFlow(
                id,
                org,
                login.connection(),
                login.reconnects(),
                secrets.seal(
                        org, id, VERIFIER, verifier + " " + url + (sealedReturn == null ? "" : " " + sealedReturn)),
                browser == null ? null : OAuthFlows.hash(browser),
                redirectUri,
                returnTo,
                login.scopes(),
                null,
                0,
                ConnectionStore.now().plus(LIFE)));
        return new Begun(url, state, base + "/api/v1/oauth2/start?state=" + state);
    }

    private static Map<String, String> parameters(Login login, String redirectUri, String state, String verifier) {
        OAuthDetails details = login.method().oauthDetails();
        Map<String, String> parameters = new LinkedHashMap<>(Grants.extra(details.authorizeParameters()));
        parameters.put("response_type", "code");
        parameters.put("client_id", login.client().getOrDefault("clientId", ""));
        parameters.put("redirect_uri", redirectUri);
        if (!login.scopes().isEmpty()) {
            parameters.put("scope", Grants.scope(login.method(), login.scopes()));
        }
        parameters.put("state", state);
        if (details.usesPkce()) {
            parameters.put("code_challenge", Pkce.challenge(verifier));
            parameters.put("code_challenge_method", "S256");
        }
        return parameters;
    }

    /** Binds a login to the first browser that opens its start, and says where that goes on; empty for any other. */
    Optional<String> start(String state, String browser) {
        String id = OAuthFlows.hash(state);
        return flows.find(id)
                .filter(flow -> flow.redirectUri() != null && flows.bind(id, OAuthFlows.hash(browser)))
                .map(flow -> sealed(flow)[1]);
    }

    /** @param browser what the cookie of the browser holds; null: there is none */
    Ended end(Returned returned, @Nullable String browser) {
        if (returned.state() == null) {
            throw unknown();
        }
        String id = OAuthFlows.hash(returned.state());
        OAuthFlow bound =
                flows.find(id).filter(flow -> flow.redirectUri() != null).orElseThrow(CodeLogins::unknown);
        if (!isSame(bound.browser(), browser)) {
            // It stays for the browser that it belongs to.
            throw new Problem(
                    Problem.Kind.INVALID,
                    "other-browser",
                    "This login was begun in another browser. End it there, or begin again here.");
        }
        OAuthFlow flow = flows.take(id).orElseThrow(CodeLogins::unknown);
        String[] sealed = sealed(flow);
        String returnTo = sealed.length > 2 ? sealed[2] : flow.returnTo();
        try {
            return new Ended(logins.finish(flow, tokens(flow, returned, sealed[0])), returnTo, null, null);
        } catch (OAuthRefusal refusal) {
            return new Ended(null, returnTo, Logins.refused(refusal), reason(refusal));
        } catch (Problem problem) {
            return new Ended(null, returnTo, problem, null);
        }
    }

    private static @Nullable String reason(OAuthRefusal refusal) {
        return ERROR.matcher(refusal.code()).matches() ? refusal.code() : null;
    }

    /** Verifier, authorize URL and, of an end user's login, where the browser goes afterwards. */
    private String[] sealed(OAuthFlow flow) {
        return secrets.open(flow.org(), flow.id(), VERIFIER, flow.secret()).split(" ", 3);
    }

    private Tokens tokens(OAuthFlow flow, Returned returned, String verifier) {
        AuthMethod method = flow.connection().method();
        String issuer = method.oauthDetails().issuer();
        String iss = returned.iss();
        boolean wrong = iss != null && issuer != null && !iss.equals(issuer);
        if (wrong || iss == null && Boolean.TRUE.equals(method.oauthDetails().issRequired())) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "wrong-issuer",
                    "The answer to the login names another authorization server than the one that was asked.");
        }
        if (returned.error() != null
                || returned.code() == null
                || returned.code().isBlank()) {
            String error = returned.error();
            throw new OAuthRefusal(error != null && ERROR.matcher(error).matches() ? error : "no_code", true);
        }
        Map<String, String> client = secrets.open(flow.connection());
        String redirectUri = Logins.wanted(flow.redirectUri(), "redirect URI");
        return grants.byCode(method, client, returned.code(), redirectUri, verifier);
    }

    private static boolean isSame(@Nullable String expected, @Nullable String browser) {
        return expected == null
                || browser != null
                        && MessageDigest.isEqual(
                                expected.getBytes(StandardCharsets.US_ASCII),
                                OAuthFlows.hash(browser).getBytes(StandardCharsets.US_ASCII));
    }

    private static Problem unknown() {
        return new Problem(
                Problem.Kind.INVALID,
                "unknown-state",
                "No login waits for this: it was ended, took longer than ten minutes, or was never begun here.");
    }
}
