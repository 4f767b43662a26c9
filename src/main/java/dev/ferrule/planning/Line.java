package dev.ferrule.planning;

import dev.ferrule.catalogue.Probe;
import java.util.List;

/**
 * One thing to look for.
 *
 * @param clause that asks for it
 * @param query the clause without names of things and systems
 * @param specIds where to look; more than one when the clause names no system
 */
record Line(Clause clause, String query, List<String> specIds) {

    Probe probe() {
        return new Probe(query, Lexicon.INSTANCE.substitutes(query));
    }
}
