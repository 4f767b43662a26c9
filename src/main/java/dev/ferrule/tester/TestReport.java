package dev.ferrule.tester;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ferrule.egress.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was sent and what came back, without secrets: the answer to a test, and what its history keeps.
 *
 * @param input what the test was asked to do, as JSON, to do it again; null: it held a secret, which is not kept
 * @param response null: there was none, and {@code failure} says why
 * @param durationMs all attempts and the pauses between them
 * @param timing of the last attempt; null: there was no answer, or it came over no network
 * @param contract null: there was no answer to hold against it
 * @param pages that came after the first one; null: they were not asked for
 * @param ids values of the answer by which other endpoints can be called
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TestReport(
        String id,
        Instant at,
        String endpointId,
        Target target,
        @Nullable String connectionId,
        @Nullable String endUserId,
        @JsonIgnore @Nullable String input,
        Sent request,
        @Nullable Received response,
        @Nullable Failure failure,
        double durationMs,
        @Nullable Split timing,
        List<Attempt> attempts,
        @Nullable ContractCheck contract,
        @Nullable Pages pages,
        @JsonIgnore List<FoundId> ids) {

    /** One header field; a list of them, since names may repeat. */
    record Field(String name, String value) {}

    record Sent(
            String method,
            String url,
            @JsonIgnore List<Field> fields,
            @JsonUnwrapped Payload payload) {
        @JsonProperty
        Map<String, String> headers() {
            return joined(fields);
        }
    }

    record Received(
            int status,
            @JsonIgnore List<Field> fields,
            @JsonUnwrapped Payload payload) {
        @JsonProperty
        Map<String, String> headers() {
            return joined(fields);
        }

        @Nullable
        String header(String name) {
            return fields.stream()
                    .filter(field -> field.name().equalsIgnoreCase(name))
                    .map(Field::value)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Why there is no answer. */
    record Failure(String code, String message) {}

    /** In milliseconds. */
    record Split(
            double dnsMs,
            double connectMs,
            double tlsMs,
            double firstByteMs,
            double bodyMs,
            boolean reusedConnection) {}

    /**
     * @param status null: no answer
     * @param waitedMs before it, since the one before failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attempt(
            int number,
            @Nullable Integer status,
            @Nullable String failure,
            double durationMs,
            long waitedMs,
            @Nullable String reason) {}

    /**
     * @param count with the first one
     * @param further those after it; none in the history
     */
    record Pages(int count, String end, List<Received> further) {}

    record ContractCheck(boolean ok, List<Mismatch> violations) {}

    /** @param findingId under which the endpoint keeps it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mismatch(
            String pointer,
            String message,
            @Nullable String expected,
            @Nullable String found,
            @Nullable String findingId) {}

    /** @param name of the field, such as {@code id} or {@code orderId} */
    record FoundId(String name, String pointer, String value) {}

    /** For the history: bodies only in part. */
    TestReport kept(int characters) {
        return new TestReport(
                id,
                at,
                endpointId,
                target,
                connectionId,
                endUserId,
                input,
                new Sent(
                        request.method(),
                        request.url(),
                        request.fields(),
                        request.payload().atMost(characters)),
                response == null
                        ? null
                        : new Received(
                                response.status(),
                                response.fields(),
                                response.payload().atMost(characters)),
                failure,
                durationMs,
                timing,
                attempts,
                contract,
                pages == null ? null : new Pages(pages.count(), pages.end(), List.of()),
                ids);
    }

    static List<Field> fields(List<Call.Header> headers) {
        return headers.stream()
                .map(header -> new Field(header.name(), header.value()))
                .toList();
    }

    private static Map<String, String> joined(List<Field> fields) {
        Map<String, String> joined = new LinkedHashMap<>();
        fields.forEach(field -> joined.merge(field.name(), field.value(), (one, other) -> one + ", " + other));
        return joined;
    }
}
