package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection as callers see it: everything but its secrets, of which it shows the names.
 *
 * @param authMethod as it was when connected
 * @param together other methods that a request needs at the same time
 * @param credentials names of those that are there
 * @param grantedScopes null: nobody said
 * @param expiresAt of the access token, which is renewed ahead of it
 * @param statusReason the authorization server's code, or the outcome of the last check
 * @param canDowngrade whether an upgrade of the auth method can be taken back
 */
public record Connection(
        String id,
        String connectorId,
        String name,
        AuthMethod authMethod,
        List<AuthMethod> together,
        @Nullable String baseUrl,
        List<String> credentials,
        @Nullable List<String> grantedScopes,
        @Nullable Instant expiresAt,
        Status status,
        @Nullable String statusReason,
        @Nullable Check lastCheck,
        boolean canDowngrade,
        Instant createdAt,
        Instant updatedAt) {}
