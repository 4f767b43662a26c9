package dev.ferrule.evaluation;

import dev.ferrule.catalogue.Outline;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Requirements with known answers, and the specs that they are asked against.
 *
 * @param specs documents by the name that the cases use
 * @param bySystem whether answers are labelled by clause and system; otherwise they are one list over all the specs
 */
record Corpus(String name, Map<String, byte[]> specs, List<Case> cases, boolean bySystem) {

    Corpus {
        specs = new TreeMap<>(specs);
        cases = List.copyOf(cases);
    }

    /**
     * One requirement.
     *
     * @param fold cases of one fold are never learned from when one of them is tested
     * @param specs those that are given with it
     * @param extras operations that are not needed and not wrong either
     * @param traps operations that look right, and are wrong or ruled out
     * @param missing clauses that no spec can meet
     */
    record Case(
            String id,
            String fold,
            String requirement,
            List<String> specs,
            List<Expected> expected,
            Set<String> extras,
            Set<String> traps,
            List<String> missing,
            List<System> systems) {

        boolean isRight(String operation) {
            return expected.stream().anyMatch(one -> one.anyOf.contains(operation));
        }

        /** What must be there. */
        List<Expected> needed() {
            return expected.stream().filter(one -> !one.optional).toList();
        }

        Case with(List<String> otherSpecs) {
            return new Case(id, fold, requirement, otherSpecs, expected, extras, traps, missing, systems);
        }
    }

    /**
     * One clause and the operations that satisfy it, by {@link #operation}.
     *
     * @param spec whose they are; null where answers are one list over all specs
     */
    record Expected(
            String clause, Set<String> anyOf, @Nullable String spec, boolean prerequisite, boolean optional) {}

    /** @param auth acceptable kinds, such as {@code bearer}, {@code api_key}, {@code oauth2_client_credentials} */
    record System(String name, String spec, List<String> auth) {}

    /** The same for the same operation, whatever its path parameters are called. */
    static String operation(String spec, String method, String path) {
        return spec + ' ' + method.toUpperCase(Locale.ROOT) + ' ' + Outline.shape(path);
    }

    /** The same questions, each asked against the specs of all. */
    Corpus pooled() {
        List<String> all = List.copyOf(specs.keySet());
        return new Corpus(name, specs, cases.stream().map(one -> one.with(all)).toList(), bySystem);
    }
}
