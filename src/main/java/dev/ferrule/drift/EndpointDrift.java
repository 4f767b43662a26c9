package dev.ferrule.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ferrule.drift.OperationChange.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a newer version of its spec means for one endpoint.
 *
 * @param specId the version that it comes from
 * @param movedTo id of the endpoint that would take its place
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndpointDrift(
        String endpointId,
        String method,
        String path,
        String specId,
        Kind kind,
        Severity severity,
        @Nullable String movedTo,
        List<Change> changes,
        String advice) {}
