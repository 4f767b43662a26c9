package dev.ferrule.planning;

import dev.ferrule.catalogue.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to look for.
 *
 * @param clause that asks for it
 * @param query the clause without names of things and systems
 * @param specIds where to look; more than one when the clause names no system
 * @param wider the query with more words that may help or drown it, so that both are searched for; null: there are none
 * @param role what the operation is there for. Lines of prerequisites come last: they are no clauses of their own, so
 *     coverage leaves them out
 */
record Line(
        Clause clause,
        String query,
        List<String> specIds,
        @Nullable String wider,
        Plan.Role role) {

    Line(Clause clause, String query, List<String> specIds) {
        this(clause, query, specIds, null, Plan.Role.REQUESTED);
    }

    /** What to search for, in one wording or two; the better place in either counts. */
    List<Probe> probes() {
        Probe probe = new Probe(query, Lexicon.INSTANCE.substitutes(query));
        return wider == null ? List.of(probe) : List.of(probe, Probe.of(wider));
    }

    boolean isRequested() {
        return role == Plan.Role.REQUESTED;
    }
}
