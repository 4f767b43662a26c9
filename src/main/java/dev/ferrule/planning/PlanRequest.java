package dev.ferrule.planning;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.Problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be planned.
 *
 * @param specIds specs to stay within; empty: the whole catalogue
 * @param integrationId whose connectors and templates are saved at once; null: nothing is saved but the plan
 * @param engine who restates and selects: {@link #OFFLINE} or {@link #LLM}; null: the language model where one is
 *     configured
 */
public record PlanRequest(
        String requirement,
        List<String> specIds,
        @Nullable String integrationId,
        Plan.Mode mode,
        @Nullable String engine) {

    /** Rules and a local embedding model. */
    public static final String OFFLINE = "offline";

    /** The configured language model. */
    public static final String LLM = "llm";

    /** Characters of a requirement. */
    public static final int LONGEST = 20_000;

    private static final int MOST_SPECS = 100;

    /** By the default engine. */
    public PlanRequest(String requirement, List<String> specIds, @Nullable String integrationId, Plan.Mode mode) {
        this(requirement, specIds, integrationId, mode, null);
    }

    public PlanRequest {
        specIds = List.copyOf(specIds);
        checkEngine(engine);
        if (requirement.codePoints().noneMatch(Character::isLetter)) {
            throw refuse(
                    "requirement-empty",
                    "/requirement",
                    "The requirement has no words. Say what the integration must do, such as \"when an order is paid,"
                            + " create an invoice\".");
        }
        if (requirement.length() > LONGEST) {
            throw refuse(
                    "requirement-too-long",
                    "/requirement",
                    "The requirement has " + requirement.length() + " characters; at most " + LONGEST
                            + " are read. Keep what the integration must do and leave the rest out.");
        }
        if (specIds.size() > MOST_SPECS) {
            throw refuse(
                    "too-many-specs",
                    "/specIds",
                    "A plan stays within at most " + MOST_SPECS + " specs; without specIds it looks into all.");
        }
    }

    private static void checkEngine(@Nullable String engine) {
        if (engine != null && !engine.equals(OFFLINE) && !engine.equals(LLM)) {
            throw Problem.invalid("/engine", "There is no engine '" + engine + "'; there are 'offline' and 'llm'.");
        }
    }

    private static Problem refuse(String code, String pointer, String message) {
        return new Problem(Kind.INVALID, code, message, List.of(new Violation(pointer, message)));
    }
}
