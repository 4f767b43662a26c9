package dev.ferrule.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an OAuth 2.0 server wants beyond the addresses of {@link AuthMethod}; what is null is as the RFCs have it.
 *
 * @param clientAuth how the client proves who it is (RFC 6749 section 2.3, RFC 7523): {@code basic} (usual), {@code post},
 *     {@code none}, {@code private_key_jwt} or {@code client_secret_jwt}
 * @param pkce whether the code is bound to a verifier (RFC 7636, S256); true unless it says false
 * @param scopeSeparator between scopes; a space unless it says another
 * @param issuer who must be named by {@code iss} in the answer to an authorization request (RFC 9207)
 * @param issRequired whether the server promises to send {@code iss}
 * @param deviceAuthorizationUrl of the device flow (RFC 8628)
 * @param revocationUrl where tokens are given back (RFC 7009)
 * @param authorizeParameters added to the authorization request
 * @param tokenParameters added to each token request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OAuthDetails(
        @Nullable String clientAuth,
        @Nullable Boolean pkce,
        @Nullable String scopeSeparator,
        @Nullable String issuer,
        @Nullable Boolean issRequired,
        @Nullable String deviceAuthorizationUrl,
        @Nullable String revocationUrl,
        @Nullable List<Parameter> authorizeParameters,
        @Nullable List<Parameter> tokenParameters) {

    /** Nothing out of the ordinary. */
    public static final OAuthDetails USUAL = new OAuthDetails(null, null, null, null, null, null, null, null, null);

    /** One parameter of a request. */
    public record Parameter(String name, String value) {}

    public boolean usesPkce() {
        return !Boolean.FALSE.equals(pkce);
    }

    public String separator() {
        return scopeSeparator == null ? " " : scopeSeparator;
    }
}
