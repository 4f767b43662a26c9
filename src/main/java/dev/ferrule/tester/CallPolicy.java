package dev.ferrule.tester;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * How often and when calls of a connector are made again. What writes is repeated only under an idempotency
 * key.
 *
 * @param connectorId there is one for each; the usual one is not stored
 * @param attempts in all; 1: nothing is made again
 * @param statuses after which it is worth another try
 * @param backoffMs before the second attempt, doubled for each further one
 * @param longestWaitMs of all pauses of one call together; a system that wants more is not asked again
 * @param concurrent calls through one connection at the same time
 */
@Document("callPolicies")
record CallPolicy(
        @MongoId String connectorId,
        @JsonIgnore String org,
        int attempts,
        List<Integer> statuses,
        int backoffMs,
        int longestWaitMs,
        int concurrent,
        @Version @JsonIgnore @Nullable Long version) {

    static CallPolicy usual(String org, String connectorId) {
        return new CallPolicy(connectorId, org, 3, List.of(429, 502, 503, 504), 300, 5_000, 8, null);
    }

    /** This, or a problem that says all that is wrong with it. */
    CallPolicy checked() {
        List<Violation> wrong = new ArrayList<>();
        between(wrong, "/attempts", attempts, 1, 6);
        between(wrong, "/backoffMs", backoffMs, 0, 10_000);
        between(wrong, "/longestWaitMs", longestWaitMs, 0, 60_000);
        between(wrong, "/concurrent", concurrent, 1, 16);
        for (int i = 0; i < statuses.size(); i++) {
            between(wrong, "/statuses/" + i, statuses.get(i), 400, 599);
        }
        if (statuses.size() > 50) {
            wrong.add(new Violation("/statuses", "There may be 50 statuses."));
        }
        if (!wrong.isEmpty()) {
            throw new Problem(
                    Problem.Kind.INVALID, "invalid-request", wrong.get(0).message(), wrong);
        }
        return this;
    }

    long etag() {
        return version == null ? 0 : version;
    }

    private static void between(List<Violation> wrong, String pointer, int value, int least, int most) {
        if (value < least || value > most) {
            wrong.add(new Violation(pointer, value + " is not between " + least + " and " + most + "."));
        }
    }
}
