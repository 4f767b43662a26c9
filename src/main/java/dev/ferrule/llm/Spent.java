package dev.ferrule.llm;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What calls of the language model came to.
 *
 * @param rounds calls that were answered
 * @param millis of waiting for the model, retries and pauses with it
 * @param cost in the currency of the configured prices; null without prices
 */
public record Spent(
        int rounds,
        int promptTokens,
        int completionTokens,
        long millis,
        @Nullable BigDecimal cost) {}
