package dev.ferrule.planning;

import java.util.List;

/** A requirement taken apart: what to look for, and what is ruled out. */
record Restatement(List<Clause> clauses) {

    /** The clauses that ask for something. */
    List<Clause> lines() {
        return clauses.stream()
                .filter(clause -> clause.kind() != Clause.Kind.PROHIBITION)
                .toList();
    }

    /** Whether one particular thing is named, so that its id must be looked up. */
    boolean named() {
        return clauses.stream().anyMatch(clause -> !clause.names().isEmpty());
    }
}
