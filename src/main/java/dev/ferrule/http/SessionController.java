package dev.ferrule.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ferrule.http.Sessions.Session;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out with a browser: the access token is traded for a cookie that no script can read. */
@RestController
@ConditionalOnWebApplication
@RequestMapping(SessionController.PATH)
class SessionController {

    static final String PATH = "/api/v1/session";

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final AccessToken token;
    private final Guesses guesses;

    SessionController(Sessions sessions, SessionCookie cookie, AccessToken token, Guesses guesses) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.token = token;
        this.guesses = guesses;
    }

    record Form(@Nullable String token) {

        @Override
        public String toString() {
            return "sign-in form";
        }
    }

    /**
     * @param expiresAt when the session ends unless it is used; null, as is the csrfToken, for callers that come with the
     *     access token itself
     */
    record SignedIn(
            String organisation,
            @JsonInclude @Nullable Instant expiresAt,
            @JsonInclude @Nullable String csrfToken) {

        @Override
        public String toString() {
            return "session of " + organisation;
        }
    }

    @PostMapping
    @SecurityRequirements
    ResponseEntity<SignedIn> signIn(HttpServletRequest request, @RequestBody Form form) {
        String address = request.getRemoteAddr();
        String offered = form.token() == null ? "" : form.token().trim();
        if (offered.isEmpty()) {
            throw Problem.invalid("/token", "The access token is missing.");
        }
        guesses.check(address);
        if (!token.matches(offered)) {
            guesses.failed(address);
            throw new Problem(
                    Kind.UNAUTHENTICATED,
                    "wrong-token",
                    "The access token is not the right one. It was printed at the first start as part of a link, and is kept"
                            + " in the data folder in the file 'access-token', unless FERRULE_TOKEN gives it.");
        }
        cookie.read(request).ifPresent(sessions::end);
        String key = sessions.begin(AccessToken.ORGANISATION);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.holding(key))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(signedIn(sessions.find(key).orElseThrow(), key));
    }

    @GetMapping
    ResponseEntity<SignedIn> session(
            Principal caller,
            HttpServletRequest request,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable
                    String authorization) {
        SignedIn answer = authorization != null
                ? new SignedIn(caller.getName(), null, null)
                : cookie.read(request)
                        .flatMap(key -> sessions.find(key).map(session -> signedIn(session, key)))
                        .orElseThrow(SessionController::notSignedIn);
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(answer);
    }

    /** Also without a session, so that a page can always get rid of its cookie. */
    @DeleteMapping
    @SecurityRequirements
    ResponseEntity<Void> signOut(HttpServletRequest request) {
        if (request.getUserPrincipal() != null) {
            cookie.read(request).ifPresent(sessions::end);
        }
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.removal())
                .build();
    }

    static Problem notSignedIn() {
        return new Problem(
                Kind.UNAUTHENTICATED,
                "not-signed-in",
                "You are not signed in, or no longer. Sign in with the access token: it is in the data folder in the file"
                        + " 'access-token', unless FERRULE_TOKEN gives it.");
    }

    private SignedIn signedIn(Session session, String key) {
        return new SignedIn(session.org(), session.expiresAt(), sessions.csrfToken(key));
    }
}
