package dev.ferrule.tester;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A test that somebody pinned, with what its answer must be. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SavedCase(
        String id,
        String name,
        String integrationId,
        String templateId,
        String endpointId,
        @JsonIgnore String input,
        Expected expect) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param status null: any */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Expected(@Nullable Integer status, boolean contractOk, List<Value> equals) {}

    /** @param json the value at that place of the body, as JSON text */
    record Value(String pointer, String json) {}

    /** What is not as it must be; empty: all is. */
    List<String> faults(TestReport report) {
        TestReport.Received response = report.response();
        if (response == null) {
            return List.of(
                    report.failure() == null
                            ? "There is no answer."
                            : report.failure().message());
        }
        List<String> faults = new ArrayList<>();
        if (expect.status() != null && expect.status() != response.status()) {
            faults.add("The status is " + response.status() + ", and must be " + expect.status() + ".");
        }
        if (expect.contractOk()
                && report.contract() != null
                && !report.contract().ok()) {
            TestReport.Mismatch first = report.contract().violations().get(0);
            faults.add("The answer is not what the spec says: " + first.pointer() + " " + first.message() + ".");
        }
        JsonNode body = response.payload().json();
        for (Value value : expect.equals()) {
            JsonNode found = body == null ? null : body.at(value.pointer());
            if (found == null || !found.equals(json(value.json()))) {
                faults.add("The body has another value at '" + value.pointer() + "'.");
            }
        }
        return faults;
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }
}
