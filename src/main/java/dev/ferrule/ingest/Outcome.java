package dev.ferrule.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ferrule.catalogue.KeptSpec;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.problem.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one item.
 *
 * @param operations of the spec; 0 when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(
        String name,
        State state,
        @Nullable String specId,
        @Nullable String title,
        int operations,
        @Nullable Failure error) {

    /** Written in lower case. */
    public enum State {
        INGESTED,
        UNCHANGED,
        FAILED;

        @com.fasterxml.jackson.annotation.JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String text) {
            for (State state : values()) {
                if (state.text().equals(text)) {
                    return state;
                }
            }
            throw Problem.invalid("/state", "state must be ingested, unchanged or failed.");
        }
    }

    /**
     * @param pointer into the document, "" when the whole of it is meant
     * @param remedy what to do about it, where the code alone tells that
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failure(
            String code,
            String message,
            String pointer,
            @Nullable String remedy) {}

    static Outcome of(String name, KeptSpec kept) {
        State state = kept.created() ? State.INGESTED : State.UNCHANGED;
        return new Outcome(name, state, kept.specId(), kept.title(), kept.operationCount(), null);
    }

    static Outcome unchanged(String name, Spec spec) {
        return of(name, KeptSpec.of(spec, false));
    }

    /** What would become of a document if this were in earnest. */
    static Outcome of(String name, Specs.Preview preview, boolean fresh) {
        return new Outcome(
                name,
                fresh ? State.INGESTED : State.UNCHANGED,
                preview.known() ? preview.specId() : null,
                preview.title(),
                preview.operations(),
                null);
    }

    /** A file that another document of its archive refers to: it is read with that one and is no spec by itself. */
    static Outcome part(String name, String whole) {
        return new Outcome(name, State.UNCHANGED, null, "part of " + whole, 0, null);
    }

    static Outcome failed(String name, Problem problem) {
        String pointer = problem.violations().isEmpty()
                ? ""
                : problem.violations().get(0).pointer();
        return failed(name, problem.code(), String.valueOf(problem.getMessage()), pointer);
    }

    static Outcome failed(String name, String code, String message, String pointer) {
        return new Outcome(name, State.FAILED, null, null, 0, new Failure(code, message, pointer, Remedies.of(code)));
    }
}
