package dev.ferrule.oauth;

import org.jspecify.annotations.Nullable;

/** What an authorization server says of itself (RFC 8414, OpenID Connect Discovery 1.0). */
public record Metadata(
        String issuer,
        @Nullable String authorizationEndpoint,
        @Nullable String tokenEndpoint,
        @Nullable String revocationEndpoint,
        @Nullable String deviceAuthorizationEndpoint,
        boolean sendsIss) {}
