package dev.ferrule.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ferrule.spec.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a system wants to be authenticated (never the secret itself).
 *
 * @param id stable within its connector, made from type, place and name
 * @param type {@code none api_key basic bearer digest oauth2 openid_connect oauth1 hmac aws_sigv4 mutual_tls session}
 * @param in of an api_key: {@code header}, {@code query}, {@code cookie}, or {@code path} when the key is a part of the base
 *     URL; of an hmac: where the signature goes
 * @param name of an api_key: the header, query parameter, cookie or URL variable
 * @param prefix what stands before the key in its header, such as {@code token}; null: nothing
 * @param flow of oauth2: {@code authorization_code}, {@code client_credentials}, {@code password}, {@code device_code},
 *     {@code jwt_bearer} (RFC 7523, a service account)
 * @param scopes the least that the operations at hand need; empty where none are declared
 * @param together ids of other methods that a request needs at the same time (AND)
 * @param oauth what an OAuth server wants out of the ordinary; null: nothing
 * @param oauth1 how OAuth 1.0 is signed; null: by HMAC-SHA1
 * @param hmac what an hmac signs; without it nothing can be
 * @param aws of aws_sigv4; null: as the host says
 * @param session how a session begins; without it none can
 * @param operations those that want this method, as {@code GET /path}; null: all
 * @param removedIn id of the version of its spec that declares it no more; null: as far as is known it is good
 * @param confidence 0 to 1: how often a method found in this way was right where we could measure it
 * @param notes what a person should know before trusting this, in plain words; empty for a plain declaration
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuthMethod(
        String id,
        String type,
        @Nullable String in,
        @Nullable String name,
        @Nullable String prefix,
        @Nullable String flow,
        @Nullable String authorizationUrl,
        @Nullable String tokenUrl,
        @Nullable String openIdConnectUrl,
        List<String> scopes,
        List<String> together,
        boolean recommended,
        double confidence,
        List<String> notes,
        List<Evidence> evidence,
        @Nullable OAuthDetails oauth,
        @Nullable OAuth1 oauth1,
        @Nullable HmacDetails hmac,
        @Nullable AwsSigV4 aws,
        @Nullable SessionDetails session,
        @Nullable List<String> operations,
        @Nullable String removedIn) {

    /** One that the system has. */
    public AuthMethod(
            String id,
            String type,
            @Nullable String in,
            @Nullable String name,
            @Nullable String prefix,
            @Nullable String flow,
            @Nullable String authorizationUrl,
            @Nullable String tokenUrl,
            @Nullable String openIdConnectUrl,
            List<String> scopes,
            List<String> together,
            boolean recommended,
            double confidence,
            List<String> notes,
            List<Evidence> evidence,
            @Nullable OAuthDetails oauth,
            @Nullable OAuth1 oauth1,
            @Nullable HmacDetails hmac,
            @Nullable AwsSigV4 aws,
            @Nullable SessionDetails session,
            @Nullable List<String> operations) {
        this(
                id,
                type,
                in,
                name,
                prefix,
                flow,
                authorizationUrl,
                tokenUrl,
                openIdConnectUrl,
                scopes,
                together,
                recommended,
                confidence,
                notes,
                evidence,
                oauth,
                oauth1,
                hmac,
                aws,
                session,
                operations,
                null);
    }

    /** A method of a kind that has no settings of its own, for all operations. */
    public AuthMethod(
            String id,
            String type,
            @Nullable String in,
            @Nullable String name,
            @Nullable String prefix,
            @Nullable String flow,
            @Nullable String authorizationUrl,
            @Nullable String tokenUrl,
            @Nullable String openIdConnectUrl,
            List<String> scopes,
            List<String> together,
            boolean recommended,
            double confidence,
            List<String> notes,
            List<Evidence> evidence,
            @Nullable OAuthDetails oauth) {
        this(
                id,
                type,
                in,
                name,
                prefix,
                flow,
                authorizationUrl,
                tokenUrl,
                openIdConnectUrl,
                scopes,
                together,
                recommended,
                confidence,
                notes,
                evidence,
                oauth,
                null,
                null,
                null,
                null,
                null);
    }

    /** What the OAuth server wants. */
    public OAuthDetails oauthDetails() {
        return oauth == null ? OAuthDetails.USUAL : oauth;
    }

    /** The same method, recommended or not. */
    public AuthMethod recommended(boolean yes) {
        return with(scopes, together, yes);
    }

    /** The same method with other scopes, company and standing. */
    public AuthMethod with(List<String> otherScopes, List<String> otherTogether, boolean yes) {
        return copy(
                authorizationUrl,
                tokenUrl,
                otherScopes,
                otherTogether,
                yes,
                confidence,
                evidence,
                openIdConnectUrl,
                oauth,
                session,
                operations,
                removedIn);
    }

    /** The same method with its addresses filled in. */
    public AuthMethod at(
            @Nullable String authorization,
            @Nullable String token,
            @Nullable String openIdConnect,
            @Nullable OAuthDetails details,
            @Nullable SessionDetails login) {
        return copy(
                authorization,
                token,
                scopes,
                together,
                recommended,
                confidence,
                evidence,
                openIdConnect,
                details,
                login,
                operations,
                removedIn);
    }

    /** The same method with settings of its own and the operations that want it. */
    public AuthMethod signing(
            @Nullable OAuth1 byOAuth1,
            @Nullable HmacDetails byHmac,
            @Nullable AwsSigV4 byAws,
            @Nullable SessionDetails bySession,
            @Nullable List<String> ofOperations) {
        return new AuthMethod(
                id,
                type,
                in,
                name,
                prefix,
                flow,
                authorizationUrl,
                tokenUrl,
                openIdConnectUrl,
                scopes,
                together,
                recommended,
                confidence,
                notes,
                evidence,
                oauth,
                byOAuth1,
                byHmac,
                byAws,
                bySession,
                ofOperations,
                removedIn);
    }

    /** The same method, which a version of its spec lacks, or (null) has again. */
    public AuthMethod removed(@Nullable String spec) {
        return copy(
                authorizationUrl,
                tokenUrl,
                scopes,
                together,
                recommended,
                confidence,
                evidence,
                openIdConnectUrl,
                oauth,
                session,
                operations,
                spec);
    }

    /** The same method, more or less certain, with what speaks for it. */
    public AuthMethod proven(double certainty, List<Evidence> by, boolean yes) {
        return copy(
                authorizationUrl,
                tokenUrl,
                scopes,
                together,
                yes,
                certainty,
                by,
                openIdConnectUrl,
                oauth,
                session,
                operations,
                removedIn);
    }

    private AuthMethod copy(
            @Nullable String authorization,
            @Nullable String token,
            List<String> otherScopes,
            List<String> otherTogether,
            boolean yes,
            double certainty,
            List<Evidence> by,
            @Nullable String openIdConnect,
            @Nullable OAuthDetails details,
            @Nullable SessionDetails login,
            @Nullable List<String> ofOperations,
            @Nullable String gone) {
        return new AuthMethod(
                id,
                type,
                in,
                name,
                prefix,
                flow,
                authorization,
                token,
                openIdConnect,
                otherScopes,
                otherTogether,
                yes,
                certainty,
                notes,
                by,
                details,
                oauth1,
                hmac,
                aws,
                login,
                ofOperations,
                gone);
    }
}
