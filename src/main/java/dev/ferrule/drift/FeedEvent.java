package dev.ferrule.drift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * Something that happened to specs or connectors, for those who want to know.
 *
 * @param place organisation and number, so that no number is given twice
 * @param number without gaps, in the order of appending
 * @param key names what happened, so that it is told once, whoever finds out and how often
 * @param owner of the source, whom to ask about it
 */
@Document("changes")
@JsonInclude(JsonInclude.Include.NON_NULL)
record FeedEvent(
        @MongoId @JsonIgnore String place,
        @JsonIgnore String org,
        @JsonProperty("id") String number,
        @JsonIgnore String key,
        String type,
        Instant at,
        @Nullable Severity severity,
        String message,
        @Nullable String apiId,
        @Nullable String specId,
        @Nullable String since,
        @Nullable String connectorId,
        @Nullable List<String> templateIds,
        @Nullable List<String> endpointIds,
        Comparison.@Nullable Summary summary,
        @Nullable String sourceId,
        @Nullable String owner,
        @Nullable String ingestionId) {

    static final String SPEC_CHANGED = "spec.changed";
    static final String CONNECTOR_BREAKING = "connector.breaking";
    static final String ENDPOINT_REMOVED = "endpoint.removed";
    static final String CONNECTOR_UPGRADED = "connector.upgraded";
    static final String UPGRADE_UNDONE = "connector.upgrade-undone";
    static final String SOURCE_FAILED = "source.failed";

    /** All that subscriptions may name. */
    static final List<String> TYPES = List.of(
            SPEC_CHANGED, CONNECTOR_BREAKING, ENDPOINT_REMOVED, CONNECTOR_UPGRADED, UPGRADE_UNDONE, SOURCE_FAILED);

    /** The same at a place of the feed. */
    FeedEvent at(String newPlace, String newNumber) {
        return new FeedEvent(
                newPlace,
                org,
                newNumber,
                key,
                type,
                at,
                severity,
                message,
                apiId,
                specId,
                since,
                connectorId,
                templateIds,
                endpointIds,
                summary,
                sourceId,
                owner,
                ingestionId);
    }
}
