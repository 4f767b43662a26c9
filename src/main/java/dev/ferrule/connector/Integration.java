package dev.ferrule.connector;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/** One user project that makes systems work together; its templates say which. */
@Document("integrations")
public record Integration(
        @MongoId String id,
        @JsonIgnore String org,
        String name,
        @Version @JsonIgnore @Nullable Long version,
        Instant createdAt,
        Instant updatedAt) {

    Integration withName(String changed, Instant now) {
        return new Integration(id, org, changed, version, createdAt, now);
    }

    long etag() {
        return version == null ? 0 : version;
    }
}
