package dev.ferrule.enduser;

import dev.ferrule.connection.AuthMethodChange;
import dev.ferrule.connection.Check;
import dev.ferrule.connection.Connection;
import dev.ferrule.connection.OwnedConnections.Owned;
import dev.ferrule.connection.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An end user's connection as callers see it. It has no id of its own: template and end user name it.
 *
 * @param credentials names of those that are there
 * @param methodChanged whether the template wants another auth method now; the connection works on until the end user
 *     connects again
 * @param authMethodChange whether the auth method that it was made by is another now, such as after an upgrade of the
 *     connector; {@code needs_reconnect} and {@code removed} need the end user
 */
record EmbeddedConnection(
        String templateId,
        String endUserId,
        String integrationId,
        String authMethodId,
        String authType,
        @Nullable String baseUrl,
        List<String> credentials,
        @Nullable List<String> grantedScopes,
        @Nullable Instant expiresAt,
        Status status,
        @Nullable String statusReason,
        @Nullable Check lastCheck,
        boolean methodChanged,
        AuthMethodChange authMethodChange,
        Instant createdAt,
        Instant updatedAt) {

    static EmbeddedConnection of(Owned owned, List<String> allowedMethods, AuthMethodChange change) {
        Connection connection = owned.connection();
        return new EmbeddedConnection(
                owned.owner().templateId(),
                owned.owner().endUserId(),
                owned.owner().integrationId(),
                connection.authMethod().id(),
                connection.authMethod().type(),
                connection.baseUrl(),
                connection.credentials(),
                connection.grantedScopes(),
                connection.expiresAt(),
                connection.status(),
                connection.statusReason(),
                connection.lastCheck(),
                !allowedMethods.contains(connection.authMethod().id()),
                change,
                connection.createdAt(),
                connection.updatedAt());
    }
}
