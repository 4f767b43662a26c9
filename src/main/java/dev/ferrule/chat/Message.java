package dev.ferrule.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * What somebody said, or what was answered.
 *
 * @param inReplyTo of an answer: the message that it answers
 * @param planId of an answer: the plan that it is about
 * @param failure why there is no answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Message(
        @MongoId String id,
        Role role,
        Mode mode,
        State state,
        String text,
        @Nullable String inReplyTo,
        @Nullable String planId,
        Plan.@Nullable Engine engine,
        List<Attached> attachments,
        List<Step> steps,
        List<Building> connectors,
        List<Pointer> evidence,
        @Nullable Usage usage,
        @Nullable Failure failure,
        Instant createdAt) {

    /** Characters of a message that a caller sends. */
    static final int LONGEST = 20_000;

    /** Characters of an answer that are kept. */
    static final int LONGEST_ANSWER = 40_000;

    static final int MOST_STEPS = 80;

    Message {
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
        steps = steps == null ? List.of() : List.copyOf(steps);
        connectors = connectors == null ? List.of() : List.copyOf(connectors);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }

    enum Role {
        @JsonProperty("user")
        USER,
        @JsonProperty("assistant")
        ASSISTANT
    }

    enum State {
        @JsonProperty("complete")
        COMPLETE,
        /** The caller called it off. */
        @JsonProperty("cancelled")
        CANCELLED,
        /** The service ended while it was at it. */
        @JsonProperty("interrupted")
        INTERRUPTED,
        @JsonProperty("failed")
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Something that was done on the way to an answer. */
    record Step(String kind, String text, long atMs) {}

    /** @param specId of a spec that the attachment was, or became */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attached(
            String kind,
            String name,
            int characters,
            @Nullable String specId) {}

    /** A place in a spec that an answer rests on. */
    record Pointer(String specId, String system, String method, String path, String pointer, String quote) {}

    record Failure(String code, String detail) {}

    /**
     * What became of one system of a plan.
     *
     * @param outcome {@code created}, {@code updated}, {@code unchanged} or {@code failed}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Building(
            String system,
            String outcome,
            List<String> reasons,
            @Nullable String connectorId,
            @Nullable String templateId,
            @Nullable Integer revision,
            int endpoints) {}

    static Message asked(String id, Mode mode, String text, List<Attached> attachments, Instant now) {
        return new Message(
                id,
                Role.USER,
                mode,
                State.COMPLETE,
                text,
                null,
                null,
                null,
                attachments,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                now);
    }

    /** An answer that did not come to its end. */
    static Message broken(
            Turn turn,
            State state,
            String text,
            List<Step> steps,
            @Nullable Failure failure,
            @Nullable Usage usage,
            Instant now) {
        return new Message(
                turn.id(),
                Role.ASSISTANT,
                turn.mode(),
                state,
                text,
                turn.question(),
                null,
                null,
                List.of(),
                steps,
                List.of(),
                List.of(),
                usage,
                failure,
                now);
    }

    /** Characters, roughly, as far as they count for what one document may hold. */
    int weight() {
        return 400
                + text.length()
                + steps.stream().mapToInt(step -> step.text().length() + 60).sum()
                + evidence.stream()
                        .mapToInt(one -> one.quote().length() + one.path().length() + 200)
                        .sum()
                + connectors.stream()
                        .mapToInt(one -> one.reasons().toString().length() + 200)
                        .sum();
    }
}
