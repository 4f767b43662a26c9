package dev.ferrule.http;

import dev.ferrule.http.Sessions.Session;
import dev.ferrule.problem.ProblemDocument;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets the page in by its cookie. A request that changes something also has to show a token that only a script of the page
 * can know (CSRF): the cookie alone comes along with requests of any page on another port of this machine. Where an
 * {@code Authorization} was sent, that decides.
 */
class SessionFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Csrf-Token";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final HandlerExceptionResolver failures;

    SessionFilter(Sessions sessions, SessionCookie cookie, HandlerExceptionResolver failures) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.failures = failures;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getHeader("Authorization") != null
                || !(path.startsWith("/api/") || path.startsWith("/v3/"))
                // Signing in doesn't ask who is signed in.
                || request.getMethod().equals("POST") && path.equals(SessionController.PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> key = cookie.read(request);
        Optional<Session> session;
        try {
            session = key.flatMap(sessions::find);
        } catch (RuntimeException e) {
            // The database is away; the page is told so as by any controller.
            if (failures.resolveException(request, response, null, e) == null) {
                throw e;
            }
            return;
        }
        if (session.isPresent()) {
            String shown = request.getHeader(HEADER);
            if (!SAFE.contains(request.getMethod()) && !equal(shown, sessions.csrfToken(key.orElseThrow()))) {
                refusal(shown == null).send(response);
                return;
            }
            BearerFilter.enter(session.get().org());
        }
        chain.doFilter(request, response);
    }

    private static boolean equal(@Nullable String shown, String expected) {
        return shown != null
                && MessageDigest.isEqual(
                        shown.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemDocument refusal(boolean missing) {
        return missing
                ? ProblemDocument.of(
                        403,
                        "csrf-token-missing",
                        "By cookie, a change needs the header " + HEADER + " with the csrfToken of GET "
                                + SessionController.PATH + ".")
                : ProblemDocument.of(
                        403,
                        "csrf-token-wrong",
                        "The header " + HEADER + " is not that of this session: ask GET " + SessionController.PATH
                                + " for it again.");
    }
}
