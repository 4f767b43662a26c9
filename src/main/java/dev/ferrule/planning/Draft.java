package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.spec.Operation;
import java.util.List;
import java.util.Map;

/**
 * All that a plan is written from, once systems are found and operations selected.
 *
 * @param lines what was looked for
 * @param strangers what was not, since it is about systems without a spec
 * @param specs by id, of the systems that have something chosen
 * @param operations of the chosen candidates, by {@link Pool#key}
 * @param methods detected auth methods by spec id, best first
 * @param wishes what else came up when the requirement was restated
 */
record Draft(
        String requirement,
        Restatement restatement,
        List<FoundSystem> systems,
        List<Line> lines,
        List<SystemFinder.Stranger> strangers,
        Selector.Selection selection,
        Map<String, Spec> specs,
        Map<String, Operation> operations,
        Map<String, List<AuthMethod>> methods,
        Wishes wishes) {

    /** @param takes the parameter or field of the consumer that the prerequisite's id is for; empty: not known */
    record Need(Candidate consumer, String takes) {}

    /** Every candidate, most likely first. */
    List<Candidate> ranked() {
        return selection.ranked();
    }

    List<Candidate> chosen() {
        return selection.chosen();
    }

    Map<Candidate, Need> needs() {
        return selection.needs();
    }

    /** The lines that clauses ask for; they come before all others. */
    List<Line> asked() {
        return lines.stream().filter(Line::isRequested).toList();
    }

    boolean isPrerequisite(Candidate candidate) {
        return needs().containsKey(candidate);
    }

    Operation operation(Candidate candidate) {
        Operation operation = operations.get(Pool.key(candidate.card));
        if (operation == null) {
            throw new IllegalStateException("The search index offers an operation that its spec does not have");
        }
        return operation;
    }

    List<Candidate> chosenOf(String specId) {
        return chosen().stream()
                .filter(candidate -> candidate.card.specId().equals(specId))
                .toList();
    }

    /** The words of the requirement that a candidate serves: for a prerequisite, those of what needs it. */
    String clauseOf(Candidate candidate) {
        Need need = needs().get(candidate);
        Candidate asked = need == null ? candidate : need.consumer();
        return lines.isEmpty()
                ? requirement
                : lines.get(asked.bestLine).clause().text();
    }

    String nameOf(String specId) {
        Spec spec = specs.get(specId);
        return spec == null ? specId : spec.title();
    }
}
