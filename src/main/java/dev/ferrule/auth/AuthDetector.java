package dev.ferrule.auth;

import dev.ferrule.spec.ApiDescription;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

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
        all.sort(Comparator.comparingDouble((Candidate candidate) -> -candidate.score));
        for (Candidate candidate : new InferredMethods(facts, chosen, declared).candidates()) {
            if (all.stream().noneMatch(known -> same(known, candidate))) {
                if (declared) {
                    besideDeclared(all.get(0), candidate, facts);
                }
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

    /** A gateway's key that practically every operation requires as a parameter is needed beside a login. */
    private static void besideDeclared(Candidate top, Candidate candidate, AuthFacts facts) {
        boolean everywhere = facts.clues().stream()
                .anyMatch(clue -> clue.type().equals("api_key")
                        && clue.weight() >= 0.8
                        && "header".equals(clue.in())
                        && Objects.equals(clue.name(), candidate.name)
                        && clue.operations() >= 0.8 * facts.shape().operations());
        if (everywhere && List.of("oauth2", "openid_connect", "bearer").contains(top.type)) {
            top.together.add(candidate);
            candidate.together.add(top);
            candidate.note("Operations require this key as a parameter, beside what is declared.");
        }
    }

    private static boolean same(Candidate one, Candidate other) {
        return one.type.equals(other.type)
                && (other.name == null || other.name.equalsIgnoreCase(one.name))
                && (other.flow == null || other.flow.equals(one.flow));
    }
}
