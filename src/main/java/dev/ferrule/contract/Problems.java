package dev.ferrule.contract;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.Problem.Violation;
import java.util.ArrayList;
import java.util.List;

/** Collects all that is wrong with what a caller gave. */
final class Problems {

    private static final int MOST = 100;

    private final List<Violation> violations = new ArrayList<>();

    void add(String pointer, String message) {
        if (violations.size() < MOST) {
            violations.add(new Violation(pointer, message));
        }
    }

    void addAll(List<Mismatch> mismatches) {
        mismatches.forEach(mismatch -> add(mismatch.pointer(), mismatch.message()));
    }

    void throwIfAny() {
        if (!violations.isEmpty()) {
            Violation first = violations.get(0);
            throw new Problem(
                    Kind.INVALID,
                    "request-off-contract",
                    "The request is not what the spec says: " + first.pointer() + " " + first.message()
                            + (violations.size() == 1 ? "." : ", and " + (violations.size() - 1) + " more."),
                    violations);
        }
    }
}
