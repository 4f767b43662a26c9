package dev.ferrule.evaluation;

import dev.ferrule.planning.Plan;
import dev.ferrule.planning.PlanRequest;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a language model took for a corpus.
 *
 * @param model its configured name
 * @param rounds answers of it, a requirement
 * @param promptTokens a requirement, in the mean and at most
 * @param cost of all requirements together; null without prices
 * @param refused things that it named although they were not offered, over all requirements
 * @param fallbacks requirements that the rules had to finish
 */
public record Use(
        String model,
        double rounds,
        double promptTokens,
        double mostPromptTokens,
        double completionTokens,
        @Nullable BigDecimal cost,
        int refused,
        int fallbacks) {

    static Use of(List<Attempt> attempts) {
        List<Plan> plans = attempts.stream().map(Attempt::learned).toList();
        List<BigDecimal> costs = plans.stream()
                .map(plan -> plan.usage().cost())
                .filter(Objects::nonNull)
                .toList();
        return new Use(
                plans.stream()
                        .filter(Use::isByModel)
                        .map(plan -> plan.engine().model())
                        .findFirst()
                        .orElse("none"),
                mean(plans, plan -> Objects.requireNonNullElse(plan.usage().rounds(), 0)),
                mean(plans, plan -> plan.usage().promptTokens()),
                plans.stream()
                        .mapToDouble(plan -> plan.usage().promptTokens())
                        .max()
                        .orElse(0),
                mean(plans, plan -> plan.usage().completionTokens()),
                costs.isEmpty() ? null : costs.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                plans.stream().mapToInt(plan -> plan.refused().size()).sum(),
                (int) plans.stream().filter(plan -> !isByModel(plan)).count());
    }

    /** One requirement's, for who watches. */
    static String line(Attempt attempt) {
        Plan plan = attempt.learned();
        String notes = plan.notes().isEmpty() ? "" : ", " + String.join(" ", plan.notes());
        return String.format(
                Locale.ROOT,
                "%s: %d answers, %d + %d tokens, %.0f ms%s",
                attempt.asked().id(),
                Objects.requireNonNullElse(plan.usage().rounds(), 0),
                plan.usage().promptTokens(),
                plan.usage().completionTokens(),
                attempt.millis(),
                notes);
    }

    private static boolean isByModel(Plan plan) {
        return plan.engine().kind().equals(PlanRequest.LLM);
    }

    private static double mean(List<Plan> plans, ToDoubleFunction<Plan> figure) {
        double mean = plans.stream().mapToDouble(figure).average().orElse(0);
        return Math.round(mean * 10) / 10.0;
    }

    /** As rows of a table: what, and how much of it. */
    List<List<String>> rows() {
        return Arrays.asList(
                List.of("model", model),
                List.of("answers a requirement", Double.toString(rounds)),
                List.of("prompt tokens, mean / most", promptTokens + " / " + mostPromptTokens),
                List.of("completion tokens, mean", Double.toString(completionTokens)),
                List.of("cost of all", cost == null ? "no prices configured" : cost.toPlainString()),
                List.of("named though not offered, refused", Integer.toString(refused)),
                List.of("finished by the rules", Integer.toString(fallbacks)));
    }
}
