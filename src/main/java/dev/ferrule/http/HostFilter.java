package dev.ferrule.http;

import dev.ferrule.problem.ProblemDocument;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * While the service listens on this machine only, it answers only to this machine's names. A page from elsewhere whose
 * name was made to resolve to 127.0.0.1 (DNS rebinding) sends its own name in {@code Host}, and is refused.
 */
class HostFilter extends OncePerRequestFilter {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final boolean loopback;

    HostFilter(@Nullable InetAddress address) {
        this.loopback = address != null && address.isLoopbackAddress();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (loopback
                && request.getHeader("Host") != null
                && !THIS_MACHINE.contains(request.getServerName().toLowerCase(java.util.Locale.ROOT))) {
            ProblemDocument.of(421, "wrong-host", "This service answers to localhost, 127.0.0.1 and [::1] only.")
                    .send(response);
            return;
        }
        chain.doFilter(request, response);
    }
}
