package dev.ferrule.auth;

import dev.ferrule.spec.ApiDescription;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds out how a system wants to be authenticated, from its description alone: what is declared and required, what
 * declarations really mean, parameters that carry credentials, what the prose says, and at last what such APIs usually want.
 *
 * <p>Descriptions are other people's text. They can raise or lower a method's rank and are quoted as evidence; they can not
 * make a method that is not one of ours, nor choose a host. How often each kind of finding is right was measured
 * ({@code docs/decisions/auth-detection.md}).
 */
public final class AuthDetector {

    private static final int METHODS = 8;

    private AuthDetector() {}

    /** What to remember of a description; about as costly as one walk over its texts. */
    public static AuthFacts collect(ApiDescription api) {
        return collect(api, api.operations());
    }

    /** The same for operations that are kept elsewhere; {@code head} needs none of its own. */
    public static AuthFacts collect(ApiDescription head, Iterable<Operation> operations) {
        return FactCollection.of(head, operations);
    }

    /**
     * The methods that fit, best first, never empty; the first is the recommended one.
     *
     * @param chosen the operations that will be called; empty: the whole API, then no scopes are given
     */
    public static List<AuthMethod> rank(AuthFacts facts, List<Operation> chosen) {
        List<Candidate> all = new DeclaredMethods(facts, chosen).candidates();
        boolean declared = !all.isEmpty();
        for (Candidate candidate : new InferredMethods(facts, chosen, declared).candidates()) {
            if (all.stream().noneMatch(known -> same(known, candidate))) {
                all.add(candidate);
            }
        }
        all.sort(Comparator.comparingDouble((Candidate candidate) -> -candidate.score));
        List<AuthMethod> methods = new ArrayList<>();
        for (Candidate candidate : all) {
            AuthMethod method = candidate.method(methods.isEmpty());
            if (methods.size() < METHODS
                    && (methods.size() < 2 || method.confidence() >= 0.03)
                    && methods.stream().noneMatch(one -> one.id().equals(method.id()))) {
                methods.add(method);
            }
        }
        return List.copyOf(methods);
    }

    private static boolean same(Candidate one, Candidate other) {
        return one.type.equals(other.type)
                && (other.name == null || other.name.equalsIgnoreCase(one.name))
                && (other.flow == null || other.flow.equals(one.flow));
    }
}
