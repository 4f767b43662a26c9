package dev.ferrule.tester;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.ferrule.problem.Problem;
import java.util.Locale;

/** Where a test goes. */
enum Target {
    /** To the system itself. */
    LIVE,
    /** To the mock within this process, which needs no account. */
    MOCK;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Target of(String word) {
        for (Target target : values()) {
            if (target.word().equals(word)) {
                return target;
            }
        }
        throw Problem.invalid("/target", "The target is \"live\" or \"mock\".");
    }
}
