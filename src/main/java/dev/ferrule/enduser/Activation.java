package dev.ferrule.enduser;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * An end user's switching-on of an integration. Connections and connect links belong to it, and end with it: switching on
 * again later is another one, which brings none of them back.
 *
 * @param linkSerial connect links name it; one more, and those that were given until then are used up
 */
@Document("activations")
record Activation(
        @MongoId String id,
        @JsonIgnore String org,
        String integrationId,
        String endUserId,
        @JsonIgnore long linkSerial,
        Instant activatedAt) {}
