package dev.ferrule.connection;

import dev.ferrule.http.Page;
import dev.ferrule.http.PublicAddress;
import dev.ferrule.oauth.Pkce;
import dev.ferrule.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Logins with OAuth. Callback and start are open, since they are where a browser comes without our token: the state is what
 * lets it in.
 */
@RestController
@RequestMapping("/api/v1")
class OAuthController {

    private static final String COOKIE = "ferrule-login-";
    private static final String LANDING = "/signed-in.html";
    private static final String DONE = """
            <!doctype html><html lang="en"><title>Connected</title><p>Connected. You can close this window.</p></html>
            """;

    private final CodeLogins codes;
    private final DeviceLogins devices;
    private final OAuthClients clients;
    private final LoginScopes scopes;
    private final PublicAddress address;

    OAuthController(
            CodeLogins codes, DeviceLogins devices, OAuthClients clients, LoginScopes scopes, PublicAddress address) {
        this.codes = codes;
        this.devices = devices;
        this.clients = clients;
        this.scopes = scopes;
        this.address = address;
    }

    /** A client as the system registered it. */
    record ClientForm(
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String privateKey,
            @Nullable String keyId) {

        Map<String, @Nullable String> credentials() {
            Map<String, @Nullable String> credentials = new java.util.HashMap<>();
            credentials.put("clientId", clientId);
            put(credentials, "clientSecret", clientSecret);
            put(credentials, "privateKey", privateKey);
            put(credentials, "keyId", keyId);
            return credentials;
        }

        private static void put(Map<String, @Nullable String> credentials, String name, @Nullable String value) {
            if (value != null) {
                credentials.put(name, value);
            }
        }

        @Override
        public String toString() {
            return "client form";
        }
    }

    @PutMapping("/connectors/{connectorId}/auth-methods/{authMethodId}/client")
    ResponseEntity<Void> keepClient(
            Principal caller,
            @PathVariable String connectorId,
            @PathVariable String authMethodId,
            @RequestBody ClientForm form) {
        clients.keep(caller.getName(), connectorId, authMethodId, form.credentials());
        return ResponseEntity.noContent().build();
    }

    /**
     * Whether a client is kept, and what one has to be registered with.
     *
     * @param redirectUri where the system sends browsers back to
     * @param credentials names of what is kept; empty: no client is
     */
    record KeptClient(String redirectUri, List<String> credentials) {}

    @GetMapping("/connectors/{connectorId}/auth-methods/{authMethodId}/client")
    KeptClient keptClient(Principal caller, @PathVariable String connectorId, @PathVariable String authMethodId) {
        return new KeptClient(
                address.base() + CodeLogins.CALLBACK, clients.kept(caller.getName(), connectorId, authMethodId));
    }

    /** What a login may ask for; all of it, since somebody is to choose from it. */
    @GetMapping("/connectors/{connectorId}/auth-methods/{authMethodId}/scopes")
    Page<LoginScopes.LoginScope> scopes(
            Principal caller, @PathVariable String connectorId, @PathVariable String authMethodId) {
        return new Page<>(scopes.of(caller.getName(), connectorId, authMethodId), null);
    }

    @DeleteMapping("/connectors/{connectorId}/auth-methods/{authMethodId}/client")
    ResponseEntity<Void> removeClient(
            Principal caller, @PathVariable String connectorId, @PathVariable String authMethodId) {
        clients.remove(caller.getName(), connectorId, authMethodId);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/connectors/{connectorId}/oauth2/authorize")
    ResponseEntity<CodeLogins.Begun> authorize(
            Principal caller,
            @PathVariable String connectorId,
            // Set by browsers, out of reach for scripts: only then is there a browser to bind to.
            @RequestHeader(name = "Sec-Fetch-Site", required = false) @Nullable String fetchSite,
            @RequestBody LoginForm form) {
        String browser = fetchSite == null ? null : Pkce.random();
        CodeLogins.Begun begun = codes.begin(caller.getName(), connectorId, form, address.base(), browser);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (browser != null) {
            answer.header(HttpHeaders.SET_COOKIE, cookie(begun.state(), browser, 600));
        }
        return answer.body(begun);
    }

    /** Opened in a browser: binds the login to it, and goes on to the authorization server. */
    @GetMapping("/oauth2/start")
    ResponseEntity<Void> start(@RequestParam String state) {
        String browser = Pkce.random();
        String url = codes.start(state, browser)
                .orElseThrow(() -> new Problem(
                        Problem.Kind.INVALID,
                        "unknown-state",
                        "This login was started in a browser before, is over, or was never begun here."));
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(url))
                .header(HttpHeaders.SET_COOKIE, cookie(state, browser, 600))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Where the authorization server sends the browser back to. */
    @GetMapping("/oauth2/callback")
    ResponseEntity<?> callback(
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String iss) {
        String browser = state == null ? null : cookieOf(request, state);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean person = accept != null && accept.contains("html");
        CodeLogins.Ended ended;
        try {
            ended = codes.end(new CodeLogins.Returned(state, code, error, iss), browser);
        } catch (Problem lost) {
            if (!person) {
                throw lost;
            }
            // Nobody knows where this browser came from; a person is told in words.
            return ResponseEntity.status(HttpStatus.FOUND)
                    .header(HttpHeaders.LOCATION, LANDING + "?error=" + lost.code())
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl("no-store");
        headers.add(HttpHeaders.SET_COOKIE, cookie(String.valueOf(state), "", 0));
        if (ended.returnTo() != null) {
            return ResponseEntity.status(HttpStatus.FOUND)
                    .headers(headers)
                    .header(
                            HttpHeaders.LOCATION,
                            ended.returnTo() + (ended.returnTo().indexOf('?') < 0 ? "?" : "&") + result(ended))
                    .build();
        }
        if (ended.problem() != null) {
            throw ended.problem();
        }
        if (person || ended.connection() == null) {
            return ResponseEntity.ok()
                    .headers(headers)
                    .contentType(MediaType.TEXT_HTML)
                    .body(DONE);
        }
        return ResponseEntity.ok()
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(ended.connection().shown());
    }

    private static String result(CodeLogins.Ended ended) {
        return ended.connection() != null
                ? ended.connection().isOwned()
                        ? "connected=true"
                        : "connectionId=" + ended.connection().id()
                : "error="
                        + (ended.problem() == null ? "failed" : ended.problem().code())
                        + (ended.reason() == null ? "" : "&reason=" + ended.reason());
    }

    @PostMapping("/connectors/{connectorId}/oauth2/device")
    ResponseEntity<DeviceLogins.Begun> device(
            Principal caller, @PathVariable String connectorId, @RequestBody LoginForm form) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(devices.begin(caller.getName(), connectorId, form));
    }

    @PostMapping("/connectors/{connectorId}/oauth2/device/{id}/poll")
    DeviceLogins.Progress poll(Principal caller, @PathVariable String connectorId, @PathVariable String id) {
        return devices.poll(caller.getName(), connectorId, id);
    }

    /** One for each login, so that two in one browser don't disturb each other. */
    private String cookie(String state, String value, long seconds) {
        return ResponseCookie.from(name(state), value)
                .httpOnly(true)
                .secure(address.base().startsWith("https:"))
                .sameSite("Lax")
                .path("/api/v1/oauth2/")
                .maxAge(seconds)
                .build()
                .toString();
    }

    private static String name(String state) {
        return COOKIE + OAuthFlows.hash(state).substring(0, 10).replace('_', '.');
    }

    private static @Nullable String cookieOf(HttpServletRequest request, String state) {
        jakarta.servlet.http.Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (jakarta.servlet.http.Cookie cookie : cookies) {
                if (cookie.getName().equals(name(state))) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
