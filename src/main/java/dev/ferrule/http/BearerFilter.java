package dev.ferrule.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns the access token into the organisation that the caller acts for (RFC 6750, section 2.1). */
class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final AccessToken token;

    BearerFilter(AccessToken token) {
        this.token = token;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("Authorization");
        if (header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && token.matches(header.substring(SCHEME.length()).trim())) {
            enter(AccessToken.ORGANISATION);
        }
        chain.doFilter(request, response);
    }

    static void enter(String org) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(org, null, List.of()));
        SecurityContextHolder.setContext(context);
    }
}
