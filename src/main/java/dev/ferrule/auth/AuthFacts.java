package dev.ferrule.auth;

import dev.ferrule.spec.SecurityRequirement;
import dev.ferrule.spec.SecurityScheme;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one API description says about authentication, small enough to keep: a plan sees a few operations, this
 * remembers the rest.
 *
 * @param security the document's own requirement
 * @param uses which sets of schemes the operations accept, and how many of them do; the most frequent first
 * @param silent how many operations declare nothing
 * @param clues what is said elsewhere than in declarations
 */
public record AuthFacts(
        @Nullable String host,
        List<SecurityScheme> schemes,
        List<SecurityRequirement> security,
        List<Use> uses,
        int silent,
        List<Clue> clues,
        Shape shape) {

    /**
     * @param schemes needed at once (AND), sorted; none: the operation says that it needs no authentication
     * @param pointer of the first operation that accepts this set
     */
    public record Use(List<String> schemes, int operations, String pointer) {}

    /** Whether it is written out, for the document or for every operation, that no authentication is needed. */
    boolean saysNone() {
        return isNone(security)
                || !uses.isEmpty()
                        && silent == 0
                        && uses.stream().allMatch(use -> use.schemes().isEmpty());
    }

    static boolean isNone(List<SecurityRequirement> alternatives) {
        return !alternatives.isEmpty()
                && alternatives.stream().allMatch(one -> one.schemes().isEmpty());
    }
}
