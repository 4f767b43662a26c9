package dev.ferrule.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read from one API description.
 *
 * @param format such as {@code swagger-2.0}, {@code openapi-3.0}, {@code openapi-3.1}; {@code postman}, {@code har} or {@code
 *     discovery} when it was made from such a document
 * @param host of the first absolute server, without port and user info; null when there is none
 * @param security the document's own; empty: it says nothing. A {@code security: []} that is written out says that no
 *     authentication is needed, and is kept as one requirement without schemes
 * @param contentHash SHA-256 of the bytes, in lower-case hex
 * @param webhooks names of the events that the system can send (OpenAPI 3.1 {@code webhooks}); they are no operations
 */
public record ApiDescription(
        String title,
        String version,
        String format,
        @Nullable String description,
        @Nullable String host,
        List<Server> servers,
        List<SecurityScheme> securitySchemes,
        List<SecurityRequirement> security,
        List<Tag> tags,
        List<String> webhooks,
        List<Operation> operations,
        List<Warning> warnings,
        String contentHash) {

    /** The same with these operations. */
    ApiDescription with(List<Operation> theirs) {
        return new ApiDescription(
                title,
                version,
                format,
                description,
                host,
                servers,
                securitySchemes,
                security,
                tags,
                webhooks,
                List.copyOf(theirs),
                warnings,
                contentHash);
    }

    /** The same, but made from something of another format. */
    ApiDescription as(String origin) {
        return new ApiDescription(
                title,
                version,
                origin,
                description,
                host,
                servers,
                securitySchemes,
                security,
                tags,
                webhooks,
                operations,
                warnings,
                contentHash);
    }

    /** A tag that the document describes. */
    public record Tag(String name, @Nullable String description) {}
}
