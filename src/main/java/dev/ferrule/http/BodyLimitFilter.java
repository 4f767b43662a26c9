package dev.ferrule.http;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.ProblemDocument;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a request whose body is longer than anything that we take, also one that doesn't announce its length. */
class BodyLimitFilter extends OncePerRequestFilter {

    /** A document of 64 MB, which is the largest thing in a body, and some room. Forms have limits of their own. */
    static final long MAX_BYTES = 65L << 20;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForm(request)) {
            chain.doFilter(request, response);
        } else if (request.getContentLengthLong() > MAX_BYTES) {
            ProblemDocument.of(tooLarge()).send(response);
        } else {
            chain.doFilter(new Counted(request), response);
        }
    }

    static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    static Problem tooLarge() {
        return new Problem(Kind.TOO_LARGE, "body-too-large", "The body of a request may be 64 MB at most.");
    }

    private static final class Counted extends HttpServletRequestWrapper {

        Counted(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountingStream(super.getInputStream());
        }
    }

    private static final class CountingStream extends ServletInputStream {

        private final ServletInputStream body;
        private long count;

        CountingStream(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = body.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int more) {
            count += more;
            if (count > MAX_BYTES) {
                throw tooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
