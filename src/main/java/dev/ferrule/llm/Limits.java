package dev.ferrule.llm;

import dev.langchain4j.model.output.TokenUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one turn may spend, and has spent. For one thread. */
final class Limits {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final LlmSettings settings;
    private final long start = System.nanoTime();
    private int rounds;
    private int promptTokens;
    private int completionTokens;
    private long waited;

    Limits(LlmSettings settings) {
        this.settings = settings;
    }

    Duration left() {
        return settings.budget().time().minusNanos(System.nanoTime() - start);
    }

    /** Whether no more than one call is left. */
    boolean isLastRound() {
        return rounds >= settings.budget().rounds() - 1;
    }

    /** Before each call: whether there is anything left to spend. */
    void check() {
        LlmSettings.Budget budget = settings.budget();
        BigDecimal cost = cost();
        if (rounds >= budget.rounds()) {
            throw spent(budget.rounds() + " rounds");
        }
        if (promptTokens + completionTokens >= budget.tokens()) {
            throw spent(budget.tokens() + " tokens");
        }
        if (left().isNegative() || left().isZero()) {
            throw spent(budget.time().toSeconds() + " seconds");
        }
        if (budget.money() != null && cost != null && cost.compareTo(budget.money()) >= 0) {
            throw spent(budget.money() + " of money");
        }
    }

    private static ModelFailure spent(String what) {
        return new ModelFailure(
                ModelFailure.Kind.BUDGET, "The language model used up the " + what + " that one turn may take.");
    }

    /** @param usage as the endpoint counts; without it, the length of the texts tells */
    void count(@Nullable TokenUsage usage, int promptLength, int answerLength) {
        rounds++;
        promptTokens += tokens(usage == null ? null : usage.inputTokenCount(), promptLength);
        completionTokens += tokens(usage == null ? null : usage.outputTokenCount(), answerLength);
    }

    private static int tokens(@Nullable Integer counted, int length) {
        return counted != null && counted > 0 ? counted : (length + 3) / 4;
    }

    void waited(long nanos) {
        waited += nanos;
    }

    Spent spent() {
        return new Spent(rounds, promptTokens, completionTokens, waited / 1_000_000, cost());
    }

    private @Nullable BigDecimal cost() {
        BigDecimal prompt = settings.price().prompt();
        BigDecimal completion = settings.price().completion();
        if (prompt == null || completion == null) {
            return null;
        }
        return prompt.multiply(BigDecimal.valueOf(promptTokens))
                .add(completion.multiply(BigDecimal.valueOf(completionTokens)))
                .divide(MILLION, 6, RoundingMode.HALF_UP);
    }
}
