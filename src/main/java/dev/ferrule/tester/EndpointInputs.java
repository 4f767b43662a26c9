package dev.ferrule.tester;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ferrule.contract.Conventions;
import dev.ferrule.spec.SecurityRequirement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to test an endpoint, with values to begin with.
 *
 * @param description of the operation, as its spec has it; so are {@code deprecated}, {@code security} and {@code responses}
 * @param security requirements of which any one is enough; empty: nothing is declared
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
        @Nullable String description,
        boolean deprecated,
        List<SecurityRequirement> security,
        @Nullable String baseUrl,
        boolean writes,
        List<Input> parameters,
        @Nullable BodyInput body,
        List<Outcome> responses,
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

    /** @param contentType of those in {@code contents} the one that is taken when none is asked for */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BodyInput(
            boolean required,
            @Nullable String description,
            List<String> contentTypes,
            String contentType,
            Map<String, Object> schema,
            @Nullable Object value,
            List<Content> contents) {}

    /** @param value to begin with, of a request's body; null: none, or the body is of an answer */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Content(
            String contentType,
            Map<String, Object> schema,
            @Nullable Object value) {}

    /** @param status such as {@code 200}, {@code 4XX} or {@code default} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(String status, @Nullable String description, List<HeaderField> headers, List<Content> contents) {}

    record HeaderField(String name, boolean required, Map<String, Object> schema) {}
}
