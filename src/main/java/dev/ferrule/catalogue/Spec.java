package dev.ferrule.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ferrule.spec.ApiDescription;
import dev.ferrule.spec.SecurityRequirement;
import dev.ferrule.spec.SecurityScheme;
import dev.ferrule.spec.Server;
import dev.ferrule.spec.Warning;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ingested API description without its operations: all that planning needs to know of it short of reading it again.
 *
 * @param id made from organisation and content, so that the same content twice is one spec
 * @param apiId which API this is, the same for every version of it; readable, unique within the organisation
 * @param current whether it is the newest version of its API
 * @param host of the first absolute server; null when there is none
 * @param description its first 8,000 characters
 * @param contentHash SHA-256 of the document's bytes, in lower-case hex
 * @param warnings the first 100 of them
 * @param security what applies to operations that declare none of their own
 * @param webhooks names of the events that the system can send
 * @param documentBytes length of the document as it came
 */
public record Spec(
        String id,
        @JsonIgnore String org,
        String apiId,
        boolean current,
        String title,
        String version,
        String format,
        @Nullable String host,
        @Nullable String description,
        int operationCount,
        String contentHash,
        List<Warning> warnings,
        List<Server> servers,
        List<SecurityScheme> securitySchemes,
        List<SecurityRequirement> security,
        List<ApiDescription.Tag> tags,
        List<String> webhooks,
        long documentBytes,
        Instant createdAt) {

    /** The same spec as its place among the versions of its API has become. */
    Spec as(String org, String apiId, boolean current) {
        return new Spec(
                id,
                org,
                apiId,
                current,
                title,
                version,
                format,
                host,
                description,
                operationCount,
                contentHash,
                warnings,
                servers,
                securitySchemes,
                security,
                tags,
                webhooks,
                documentBytes,
                createdAt);
    }
}
