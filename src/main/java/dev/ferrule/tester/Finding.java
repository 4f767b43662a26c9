package dev.ferrule.tester;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place where the spec says something else than the system does, as live answers have shown.
 *
 * @param id made of endpoint, place and rule, so that the same lie is the same finding
 * @param pointer into the answer; {@code *} stands for any item of a list
 * @param found an example, without secrets
 * @param specPointer of the rule in the document; empty where there is none in particular
 * @param count how often it was seen
 * @param accepted whether the connector takes the system's word from now on, so that it is not reported any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Finding(
        String id,
        String endpointId,
        String pointer,
        String message,
        @Nullable String expected,
        @Nullable String found,
        String specPointer,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        boolean accepted) {

    Finding seenAgain(Instant now) {
        return new Finding(
                id, endpointId, pointer, message, expected, found, specPointer, count + 1, firstSeen, now, accepted);
    }

    Finding taken() {
        return new Finding(
                id, endpointId, pointer, message, expected, found, specPointer, count, firstSeen, lastSeen, true);
    }
}
