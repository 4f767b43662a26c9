package dev.ferrule.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What making a plan took.
 *
 * @param rounds answers of a language model; null without one
 * @param cost in the currency of the configured prices; null without those
 */
public record Usage(
        int promptTokens,
        int completionTokens,
        long durationMs,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer rounds,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal cost) {

    /** Both together. */
    public Usage plus(Usage more) {
        Integer bothRounds =
                rounds == null ? more.rounds : more.rounds == null ? rounds : (Integer) (rounds + more.rounds);
        BigDecimal bothCosts = cost == null ? more.cost : more.cost == null ? cost : cost.add(more.cost);
        return new Usage(
                promptTokens + more.promptTokens,
                completionTokens + more.completionTokens,
                durationMs + more.durationMs,
                bothRounds,
                bothCosts);
    }

    /** What came to it since it was as little as that. */
    public Usage since(Usage before) {
        BigDecimal costs = cost == null || before.cost == null ? cost : cost.subtract(before.cost);
        return new Usage(
                promptTokens - before.promptTokens,
                completionTokens - before.completionTokens,
                durationMs - before.durationMs,
                rounds == null || before.rounds == null ? rounds : (Integer) (rounds - before.rounds),
                costs);
    }
}
