package dev.ferrule.connector;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * The link of one connector into one integration: what this integration needs of it. Plans keep one for each connector
 * and integration; people may add more.
 *
 * @param embedded every end user brings a connection of their own
 * @param baseUrl instead of the connector's; null: the connector's
 * @param connectorRevision the pinned revision; null: it follows the draft, until a plan is built
 * @param connectionId the organisation's connection that this integration uses; null: none is chosen
 * @param bypassed whether it goes without authentication for now, whatever connection is chosen
 * @param writes whether calls may change anything in the system; null: they may, after a confirmation
 * @param plannedAuthMethodId what the last plan chose, to tell its choice from one made by hand, which it must not undo
 */
@Document("templates")
public record Template(
        @MongoId String id,
        @JsonIgnore String org,
        String integrationId,
        String connectorId,
        String name,
        List<String> endpointIds,
        @Nullable String authMethodId,
        boolean embedded,
        @Nullable String baseUrl,
        @Nullable Integer connectorRevision,
        @Nullable String connectionId,
        @Nullable Boolean bypassed,
        @Nullable Writes writes,
        @JsonIgnore @Nullable String plannedAuthMethodId,
        @Version @JsonIgnore @Nullable Long version,
        Instant createdAt,
        Instant updatedAt) {

    public Template {
        endpointIds = endpointIds.stream().distinct().sorted().toList();
    }

    /** The template that plans keep always has the same id, so that two plans at once make one of them. */
    static String plannedId(String integrationId, String connectorId) {
        byte[] both = (integrationId + ":" + connectorId).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(both).toString().replace("-", "");
    }

    /** A template that nobody has filled in yet. */
    static Template blank(String id, String org, String integrationId, String connectorId, Instant now) {
        return new Template(
                id,
                org,
                integrationId,
                connectorId,
                "",
                List.of(),
                null,
                false,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                now,
                now);
    }

    /**
     * This and what a plan wants: its endpoints are added, those it has withdrawn go, and its choice of auth method
     * replaces its earlier one, but never one that somebody made by hand.
     */
    Template merge(Wanted wanted) {
        Set<String> ids = new TreeSet<>(endpointIds);
        wanted.withdrawn().forEach(ids::remove);
        ids.addAll(wanted.endpointIds());
        if (isAuthChosenByHand() || wanted.authMethodId() == null) {
            return with(name, List.copyOf(ids), authMethodId, embedded, baseUrl);
        }
        Template chosen = with(name, List.copyOf(ids), wanted.authMethodId(), embedded, baseUrl);
        return chosen.planned(wanted.authMethodId());
    }

    boolean isAuthChosenByHand() {
        return !Objects.equals(authMethodId, plannedAuthMethodId);
    }

    Template without(List<String> endpoints) {
        List<String> left =
                endpointIds.stream().filter(id -> !endpoints.contains(id)).toList();
        return with(name, left, authMethodId, embedded, baseUrl);
    }

    Template with(
            String newName,
            List<String> newEndpointIds,
            @Nullable String newAuthMethodId,
            boolean newEmbedded,
            @Nullable String newBaseUrl) {
        return new Template(
                id,
                org,
                integrationId,
                connectorId,
                newName,
                newEndpointIds,
                newAuthMethodId,
                newEmbedded,
                newBaseUrl,
                connectorRevision,
                connectionId,
                bypassed,
                writes,
                plannedAuthMethodId,
                version,
                createdAt,
                updatedAt);
    }

    Template pinned(@Nullable Integer revision) {
        return new Template(
                id,
                org,
                integrationId,
                connectorId,
                name,
                endpointIds,
                authMethodId,
                embedded,
                baseUrl,
                revision,
                connectionId,
                bypassed,
                writes,
                plannedAuthMethodId,
                version,
                createdAt,
                updatedAt);
    }

    Template at(Instant now) {
        return new Template(
                id,
                org,
                integrationId,
                connectorId,
                name,
                endpointIds,
                authMethodId,
                embedded,
                baseUrl,
                connectorRevision,
                connectionId,
                bypassed,
                writes,
                plannedAuthMethodId,
                version,
                createdAt,
                now);
    }

    private Template planned(String authMethod) {
        return new Template(
                id,
                org,
                integrationId,
                connectorId,
                name,
                endpointIds,
                authMethodId,
                embedded,
                baseUrl,
                connectorRevision,
                connectionId,
                bypassed,
                writes,
                authMethod,
                version,
                createdAt,
                updatedAt);
    }

    /** With another connection, or going without. */
    Template linked(@Nullable String newConnectionId, boolean nowBypassed) {
        return new Template(
                id,
                org,
                integrationId,
                connectorId,
                name,
                endpointIds,
                authMethodId,
                embedded,
                baseUrl,
                connectorRevision,
                newConnectionId,
                nowBypassed,
                writes,
                plannedAuthMethodId,
                version,
                createdAt,
                updatedAt);
    }

    /** What tests and calls by this template may do. */
    public enum Writes {
        @JsonProperty("allowed")
        ALLOWED,
        @JsonProperty("forbidden")
        FORBIDDEN
    }

    public boolean forbidsWrites() {
        return writes == Writes.FORBIDDEN;
    }

    Template writing(@Nullable Writes allowed) {
        return new Template(
                id,
                org,
                integrationId,
                connectorId,
                name,
                endpointIds,
                authMethodId,
                embedded,
                baseUrl,
                connectorRevision,
                connectionId,
                bypassed,
                allowed,
                plannedAuthMethodId,
                version,
                createdAt,
                updatedAt);
    }

    /** Whether it goes without authentication. */
    public boolean goesWithout() {
        return Boolean.TRUE.equals(bypassed);
    }

    boolean followsDraft() {
        return connectorRevision == null;
    }

    public long etag() {
        return version == null ? 0 : version;
    }
}
