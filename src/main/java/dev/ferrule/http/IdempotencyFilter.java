package dev.ferrule.http;

import dev.ferrule.http.Repeats.Answer;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Makes a POST safe to repeat: the second one with the same {@code Idempotency-Key} gets the first one's answer. Answers
 * that may be different next time (429 and 5xx) are not kept. An answer that is too large to keep, an event stream,
 * or one that must not be stored is not given twice, but the request isn't carried out twice either: it is refused.
 */
class IdempotencyFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7E]{1,255}");
    private static final String OPEN = IdempotencyFilter.class.getName();

    private final Repeats repeats;
    private final RequestHash hash;
    private final HandlerExceptionResolver failures;

    IdempotencyFilter(Repeats repeats, RequestHash hash, HandlerExceptionResolver failures) {
        this.repeats = repeats;
        this.hash = hash;
        this.failures = failures;
    }

    /** A first request that is being carried out, in one dispatch or, when its answer is made elsewhere, in several. */
    private record Open(String org, String key, HeldResponse response) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader("Idempotency-Key") == null
                || !request.getMethod().equals("POST")
                || !request.getRequestURI().startsWith("/api/v1/")
                // Signing in: there is nobody yet whose key it could be, and each time makes a session of its own.
                || request.getUserPrincipal() == null && request.getAttribute(OPEN) == null;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(OPEN) instanceof Open open) {
            carryOut(open, request, response, chain);
            return;
        }
        try (RequestHash.Hashed hashed = hash.of(request)) {
            String org = request.getUserPrincipal().getName();
            String key = checked(request.getHeader("Idempotency-Key"));
            Answer first = repeats.claim(org, key, hashed.hash());
            if (first != null) {
                replay(first, response);
                return;
            }
            Open open = new Open(org, key, new HeldResponse(response));
            request.setAttribute(OPEN, open);
            Spool body = hashed.body();
            carryOut(open, body == null ? request : new ReadAgain(request, body), open.response(), chain);
        } catch (RuntimeException e) {
            if (response.isCommitted() || failures.resolveException(request, response, null, e) == null) {
                throw e;
            }
        }
    }

    private void carryOut(Open open, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean returned = false;
        try {
            chain.doFilter(request, response);
            returned = true;
        } finally {
            if (!returned) {
                repeats.forget(open.org(), open.key());
            }
        }
        if (!request.isAsyncStarted()) {
            settle(open);
            open.response().release();
        }
    }

    private void settle(Open open) {
        HeldResponse response = open.response();
        int status = response.getStatus();
        try {
            if (response.isError() || status >= 500 || status == 429) {
                repeats.forget(open.org(), open.key());
            } else {
                Answer answer = new Answer(
                        status,
                        response.getHeader("Location"),
                        response.getHeader("ETag"),
                        response.getContentType(),
                        isSecret(response) ? null : response.body());
                repeats.record(open.org(), open.key(), answer);
            }
        } catch (RuntimeException e) {
            // It was carried out, and that's what the caller has to know.
            LOG.warn("The answer to a request with an Idempotency-Key could not be recorded", e);
        }
    }

    /** An answer of which its controller says that nobody may keep it, such as one with the state of a login. */
    private static boolean isSecret(HeldResponse response) {
        return "no-store".equals(response.getHeader("Cache-Control"));
    }

    private static void replay(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setHeader("Idempotency-Replayed", "true");
        header(response, "Location", answer.location());
        header(response, "ETag", answer.etag());
        byte[] body = answer.body();
        if (body != null && body.length > 0) {
            response.setContentType(answer.contentType());
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    private static void header(HttpServletResponse response, String name, @Nullable String value) {
        if (value != null) {
            response.setHeader(name, value);
        }
    }

    private static String checked(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new Problem(
                    Kind.INVALID,
                    "invalid-idempotency-key",
                    "An Idempotency-Key is 1 to 255 printable ASCII characters.");
        }
        return key;
    }

    private static final class ReadAgain extends HttpServletRequestWrapper {

        private final Spool body;

        ReadAgain(HttpServletRequest request, Spool body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return body.open();
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            return new BufferedReader(
                    new InputStreamReader(body.open(), encoding == null ? StandardCharsets.UTF_8.name() : encoding));
        }
    }
}
