package dev.ferrule.spec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A declared security scheme, Swagger 2.0's put into OpenAPI 3 terms.
 *
 * @param name the key under which the spec declares it
 * @param type {@code apiKey}, {@code http}, {@code oauth2}, {@code openIdConnect} or {@code mutualTLS}
 * @param in of an apiKey: {@code header}, {@code query} or {@code cookie}
 * @param parameterName of an apiKey: the header, query parameter or cookie
 * @param scheme of http: {@code basic}, {@code bearer}, {@code digest}, … in lower case
 * @param pointer of the declaration in the document, as a URI fragment
 */
public record SecurityScheme(
        String name,
        String type,
        @Nullable String description,
        @Nullable String in,
        @Nullable String parameterName,
        @Nullable String scheme,
        @Nullable String bearerFormat,
        @Nullable String openIdConnectUrl,
        List<Flow> flows,
        String pointer) {

    /**
     * An OAuth 2.0 flow.
     *
     * @param kind {@code authorizationCode}, {@code clientCredentials}, {@code password}, {@code implicit} or {@code deviceAuthorization}
     * @param scopes name to description
     */
    public record Flow(
            String kind,
            @Nullable String authorizationUrl,
            @Nullable String tokenUrl,
            @Nullable String refreshUrl,
            Map<String, String> scopes) {}
}
