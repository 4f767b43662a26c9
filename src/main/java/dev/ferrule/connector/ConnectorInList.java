package dev.ferrule.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ferrule.auth.AuthMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connector as a list shows it.
 *
 * @param authMethods left out of a summary
 * @param endpoints left out of a summary; with them a connector may have megabytes
 */
record ConnectorInList(
        String id,
        String systemKey,
        String name,
        @Nullable String domain,
        @Nullable String baseUrl,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<AuthMethod> authMethods,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Endpoint> endpoints,
        int authMethodCount,
        int endpointCount,
        @Nullable Integer publishedRevision,
        boolean draftDiffers,
        Instant createdAt,
        Instant updatedAt) {

    static ConnectorInList whole(Connector connector) {
        Definition definition = connector.definition();
        return new ConnectorInList(
                connector.id(),
                connector.systemKey(),
                definition.name(),
                definition.domain(),
                definition.baseUrl(),
                definition.authMethods(),
                definition.endpoints(),
                definition.authMethods().size(),
                definition.endpoints().size(),
                connector.publishedRevision(),
                connector.draftDiffers(),
                connector.createdAt(),
                connector.updatedAt());
    }
}
