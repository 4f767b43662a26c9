package dev.ferrule.connector;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * An immutable, numbered state of a connector, from 1 without gaps. The document's id is made of both, so that a number
 * can be given only once and a pinned revision is read by id.
 */
@Document("revisions")
public record Revision(
        @MongoId @JsonIgnore String id,
        @JsonIgnore String org,
        String connectorId,
        int number,
        @JsonUnwrapped Definition definition,
        Instant publishedAt) {

    static String idOf(String connectorId, int number) {
        return connectorId + ":" + number;
    }
}
