package dev.ferrule.connector;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * The central definition of an external system in an organisation: one for each system, made on first use and shared by
 * all integrations. What it shows is the draft; {@link Revision}s are its published states.
 *
 * @param systemKey names the API; unique in the organisation
 * @param publishedRevision the number of the newest revision; null: never published
 * @param draftDiffers whether publishing would make a new revision
 */
@Document("connectors")
public record Connector(
        @MongoId String id,
        @JsonIgnore String org,
        String systemKey,
        @JsonUnwrapped Definition definition,
        @Nullable Integer publishedRevision,
        boolean draftDiffers,
        @Version @JsonIgnore @Nullable Long version,
        Instant createdAt,
        Instant updatedAt) {

    Connector withDraft(Definition draft, boolean differs, Instant now) {
        return new Connector(id, org, systemKey, draft, publishedRevision, differs, version, createdAt, now);
    }

    Connector withPublished(int revision, boolean differs, Instant now) {
        return new Connector(id, org, systemKey, definition, revision, differs, version, createdAt, now);
    }

    public long etag() {
        return version == null ? 0 : version;
    }
}
