package dev.ferrule.ingest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Where specs are to be fetched again and again.
 *
 * @param name unique within the organisation
 * @param folder of the server's; null: none
 * @param interval from one run to the next, as ISO 8601 writes durations
 * @param filter a glob that names must match: of URLs host and path, of files the path below the folder
 * @param owner whom to ask about it; free text
 * @param nextRunAt when it is due; it stays so while an earlier run goes on
 * @param starting a run was claimed and its ingestion is not there yet
 */
@Document("sources")
@CompoundIndex(name = "name_of_org", def = "{'org': 1, 'name': 1}", unique = true)
record Source(
        @Id @Nullable String id,
        @JsonIgnore String org,
        @JsonIgnore @Version @Nullable Long version,
        String name,
        List<String> urls,
        @Nullable String folder,
        String interval,
        @Nullable String filter,
        @Nullable String owner,
        boolean enabled,
        Instant createdAt,
        Instant nextRunAt,
        @Nullable Instant lastRunAt,
        @Nullable String lastIngestionId,
        @JsonIgnore boolean starting) {

    long etag() {
        return version == null ? 0 : version;
    }

    String key() {
        return String.valueOf(id);
    }
}
