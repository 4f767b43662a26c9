package dev.ferrule.tester;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ferrule.contract.Conventions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to test an endpoint, with values to begin with.
 *
 * @param writes whether a live test must be confirmed
 * @param defs what {@code #/$defs/…} in the schemas leads to
 * @param conventions that the spec or a live answer shows, each with its evidence
 * @param doubts pointers of values that somebody should look at
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EndpointInputs(
        String endpointId,
        String method,
        String path,
        @Nullable String summary,
        @Nullable String baseUrl,
        boolean writes,
        List<Input> parameters,
        @Nullable BodyInput body,
        Map<String, Object> defs,
        Conventions conventions,
        List<String> doubts) {

    /** @param value to begin with; null: it may be left out */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Input(
            String name,
            String in,
            boolean required,
            boolean deprecated,
            @Nullable String description,
            Map<String, Object> schema,
            @Nullable Object value,
            List<Source> sources) {}

    /** A value that an earlier test yielded: those of the system itself first, each newest first. */
    record Source(String endpointId, String testId, Target target, String pointer, String value) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BodyInput(
            boolean required,
            @Nullable String description,
            List<String> contentTypes,
            String contentType,
            Map<String, Object> schema,
            @Nullable Object value) {}
}
