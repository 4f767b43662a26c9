package dev.ferrule.enduser;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * Somebody who uses an organisation's product.
 *
 * @param externalId how the product knows them; one end user for each
 * @param name shown on the hosted page, so that people see whom they connect for
 */
@Document("endUsers")
public record EndUser(
        @MongoId String id,
        @JsonIgnore String org,
        String externalId,
        String name,
        @Version @JsonIgnore @Nullable Long version,
        Instant createdAt,
        Instant updatedAt) {

    long etag() {
        return version == null ? 0 : version;
    }
}
