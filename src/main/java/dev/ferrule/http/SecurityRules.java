package dev.ferrule.http;

import dev.ferrule.problem.ProblemDocument;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Who may call what: everybody may ask whether the service is ready and get the page's files, in which there is no data; the
 * rest needs the access token, or the cookie that it was traded for.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableWebSecurity
class SecurityRules {

    /** The order of the filters is the order of the questions: which host, who, may they, how large, said before? */
    @Bean
    SecurityFilterChain filters(
            HttpSecurity http,
            ServerProperties server,
            AccessToken token,
            Sessions sessions,
            SessionCookie cookie,
            Repeats repeats,
            RequestHash hash,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
        return http.csrf(AbstractHttpConfigurer::disable) // SessionFilter sees to it.
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityRules::headers)
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, refusal) ->
                        refuse(request, response, cookie.read(request).isPresent())))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/actuator/health/readiness", "/actuator/health/liveness")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, PageFiles.OPEN)
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, PageFiles.OPEN)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, SessionController.PATH)
                        .permitAll()
                        .requestMatchers(HttpMethod.DELETE, SessionController.PATH)
                        .permitAll()
                        // A browser comes back here without our token; the state of the login lets it in.
                        .requestMatchers(
                                HttpMethod.GET, "/api/v1/oauth2/callback", "/api/v1/oauth2/start", "/oauth2/callback")
                        .permitAll()
                        // The page for end users: the signed link is what lets them in, to nothing else.
                        .requestMatchers(HttpMethod.GET, "/connect/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/connect/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterAfter(new HostFilter(server.getAddress()), HeaderWriterFilter.class)
                .addFilterBefore(new BearerFilter(token), AuthorizationFilter.class)
                .addFilterBefore(new SessionFilter(sessions, cookie, failures), AuthorizationFilter.class)
                .addFilterAfter(new BodyLimitFilter(), AuthorizationFilter.class)
                .addFilterAfter(new IdempotencyFilter(repeats, hash, failures), BodyLimitFilter.class)
                .build();
    }

    /** Paths with encoded slashes, control characters and the like, which the firewall stops before any filter. */
    @Bean
    RequestRejectedHandler rejectedByFirewall() {
        return (request, response, rejection) -> ProblemDocument.of(
                        400,
                        "malformed-request",
                        "The path, a header or a parameter has characters that aren't allowed.")
                .send(response);
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, boolean hasCookie)
            throws IOException {
        boolean offered = request.getHeader("Authorization") != null;
        if (!offered && (hasCookie || request.getRequestURI().equals(SessionController.PATH))) {
            ProblemDocument.of(SessionController.notSignedIn()).send(response);
            return;
        }
        response.setHeader("WWW-Authenticate", offered ? "Bearer error=\"invalid_token\"" : "Bearer");
        ProblemDocument.of(
                        401,
                        offered ? "wrong-token" : "missing-token",
                        offered
                                ? "The access token is not the right one."
                                : "Send the access token in the header 'Authorization: Bearer <token>'.")
                .send(response);
    }
}
