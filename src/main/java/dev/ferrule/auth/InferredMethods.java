package dev.ferrule.auth;

import dev.ferrule.spec.Evidence;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Methods that nobody declared: from clues, and from the looks of the API where there are none. */
final class InferredMethods {

    /** Beside a declaration a clue is only a second opinion. */
    private static final double BESIDE_DECLARED = 0.25;

    private static final double SAID_NONE = 0.93;

    private static final double CERTAIN = 0.6;

    private final AuthFacts facts;
    private final List<Operation> chosen;
    private final boolean declared;
    private final Map<String, Candidate> found = new LinkedHashMap<>();

    InferredMethods(AuthFacts facts, List<Operation> chosen, boolean declared) {
        this.facts = facts;
        this.chosen = chosen;
        this.declared = declared;
    }

    List<Candidate> candidates() {
        List<Clue> clues = new ArrayList<>(facts.clues());
        for (Operation operation : chosen) {
            for (Operation.Parameter parameter : operation.parameters()) {
                Clue clue = ParameterClues.of(operation, parameter);
                if (clue != null) {
                    clues.add(clue);
                }
            }
        }
        clues.sort(Comparator.comparingDouble(Clue::weight).reversed());
        clues.forEach(this::add);
        companions(clues);
        none();
        double strongest =
                found.values().stream().mapToDouble(one -> one.score).max().orElse(0);
        if (declared) {
            found.values().stream()
                    .filter(one -> !one.type.equals("none"))
                    .forEach(one -> one.score *= BESIDE_DECLARED);
        } else {
            guesses(strongest);
            calibrate();
        }
        return List.copyOf(found.values());
    }

    /** What is concluded is surer of itself than it should be; this keeps the order and takes away the certainty. */
    private void calibrate() {
        for (Candidate one : found.values()) {
            if (one.score > CERTAIN && !facts.saysNone()) {
                one.score = CERTAIN + (one.score - CERTAIN) * 0.55;
            }
        }
    }

    private void add(Clue clue) {
        if (clue.type().equals("companion")) {
            return;
        }
        Candidate candidate = named(clue);
        candidate.proof(clue.evidence());
        candidate.score = 1 - (1 - candidate.score) * (1 - clue.weight() * (candidate.score == 0 ? 1 : 0.5));
        if (candidate.tokenUrl == null) {
            candidate.tokenUrl = clue.url();
        }
        if (candidate.flow == null) {
            candidate.flow = clue.flow();
        }
    }

    /** A mention without a name speaks for the named ones of its kind; an API key in the prose may be sent as a bearer token. */
    private Candidate named(Clue clue) {
        if (clue.type().equals("api_key") && clue.name() == null) {
            for (Candidate known : found.values()) {
                if ((known.type.equals("api_key") || known.type.equals("bearer")) && known.score >= 0.5) {
                    return known;
                }
            }
        }
        String key = clue.type().equals("api_key") ? "api_key " + clue.in() + Text.lower(clue.name()) : clue.type();
        return found.computeIfAbsent(key, unknown -> Candidate.of(clue));
    }

    /** An application id beside a key, or two keys: a request needs both. */
    private void companions(List<Clue> clues) {
        Candidate key = found.values().stream()
                .filter(one ->
                        one.type.equals("api_key") && one.name != null && !"path".equals(one.in) && one.score >= 0.5)
                .max(Comparator.comparingDouble(one -> one.score))
                .orElse(null);
        if (key == null) {
            return;
        }
        int half = Math.max(1, facts.shape().operations() / 2);
        for (Clue clue : clues) {
            boolean other = clue.name() != null && !clue.name().equalsIgnoreCase(key.name) && clue.operations() >= half;
            boolean secret = clue.type().equals("api_key")
                    && Text.bare(clue.name() == null ? "" : clue.name()).endsWith("secret");
            if (other
                    && (clue.type().equals("companion") || secret)
                    && clue.in() != null
                    && clue.in().equals(key.in)) {
                Candidate second = found.computeIfAbsent(
                        "api_key " + clue.in() + Text.lower(clue.name()),
                        unknown -> new Candidate("api_key", clue.in(), clue.name()));
                second.proof(clue.evidence());
                second.score = Math.max(second.score, key.score * 0.9);
                key.together.add(second);
                second.together.add(key);
            }
        }
    }

    private void none() {
        Candidate none = found.get("none");
        boolean refuses = facts.shape().refusing() > 0;
        Operation open = chosen.stream()
                .filter(operation -> AuthFacts.isNone(operation.security()))
                .findFirst()
                .orElse(null);
        boolean allOpen = open != null && chosen.stream().allMatch(operation -> AuthFacts.isNone(operation.security()));
        boolean usedElsewhere =
                facts.uses().stream().anyMatch(use -> !use.schemes().isEmpty());
        if (allOpen && usedElsewhere) {
            none = found.computeIfAbsent("none", unknown -> new Candidate("none", null, null));
            none.score = 0.95;
            none.proof(new Evidence(chosen.get(0).pointer() + "/security", "security: []"));
            none.note("These operations are declared to need no authentication.");
        } else if (facts.saysNone()) {
            none = found.computeIfAbsent("none", unknown -> new Candidate("none", null, null));
            none.score = usedElsewhere ? 0.3 : !facts.schemes().isEmpty() ? 0.2 : refuses ? 0.1 : SAID_NONE;
            none.proof(new Evidence("#/security", "security: []"));
            if (found.values().stream().anyMatch(one -> one.type.equals("api_key") && one.score >= 0.5)) {
                none.note(
                        "The description says that no authentication is needed, but operations take something like a key as a "
                                + "parameter; choose the API key to keep it with the connection.");
            }
        } else if (none != null && declared) {
            none.score *= BESIDE_DECLARED;
        }
    }

    private void guesses(double strongest) {
        facts.shape().guess().forEach((type, probability) -> {
            Candidate best = found.values().stream()
                    .filter(one -> one.type.equals(type) || type.equals("api_key") && one.type.equals("bearer"))
                    .max(Comparator.comparingDouble(one -> one.score))
                    .orElse(null);
            double rest = (1 - strongest) * probability;
            if (best != null) {
                best.score += rest;
            } else {
                Candidate guess = new Candidate(type, null, null);
                guess.score = rest;
                guess.note("Nothing in the description says so; APIs that look like this one often work that way.");
                guess.proof(new Evidence("#/paths", facts.shape().words()));
                found.put(type, guess);
            }
        });
    }
}
