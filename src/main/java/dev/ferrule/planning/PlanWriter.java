package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.planning.Plan.Alternative;
import dev.ferrule.planning.Plan.Coverage;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Plan.Role;
import dev.ferrule.planning.Plan.Status;
import dev.ferrule.spec.Evidence;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down what was selected: systems, endpoints with their evidence, and how each clause is met. */
final class PlanWriter {

    private static final int ALTERNATIVES = 4;
    private static final int QUOTE = 200;

    private PlanWriter() {}

    static List<PlannedSystem> systems(Draft draft) {
        Map<String, FoundSystem> found = draft.systems().stream()
                .collect(Collectors.toMap(system -> system.card().specId(), system -> system, (a, b) -> a));
        List<PlannedSystem> systems = new ArrayList<>();
        for (Spec spec : draft.specs().values()) {
            FoundSystem system = found.get(spec.id());
            systems.add(new PlannedSystem(
                    spec.title(),
                    spec.id(),
                    null,
                    baseUrl(spec),
                    system == null ? "" : system.why(),
                    draft.methods().getOrDefault(spec.id(), List.of()),
                    draft.chosenOf(spec.id()).stream()
                            .map(candidate -> endpoint(draft, candidate))
                            .toList()));
        }
        return systems;
    }

    /** The first server that is an https address, else the first one that is given. */
    static @Nullable String baseUrl(Spec spec) {
        List<String> urls = spec.servers().stream()
                .map(Server::url)
                .filter(url -> !url.isBlank())
                .toList();
        return urls.stream()
                .filter(url -> url.startsWith("https://"))
                .findFirst()
                .orElse(urls.isEmpty() ? null : urls.get(0));
    }

    private static PlannedEndpoint endpoint(Draft draft, Candidate candidate) {
        Operation operation = draft.operation(candidate);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(evidenceOf(operation));
        Draft.Need need = draft.needs().get(candidate);
        if (need != null && !need.takes().isEmpty()) {
            evidence.add(evidenceOf(draft.operation(need.consumer()), need.takes()));
        }
        return new PlannedEndpoint(
                operation.operationId(),
                operation.method(),
                operation.path(),
                candidate.card.title(),
                need == null ? Role.REQUESTED : Role.PREREQUISITE,
                draft.clauseOf(candidate),
                Math.round(candidate.probability * 100) / 100.0,
                evidence);
    }

    /** The operation's own words in the spec, or its method and path where it has none. */
    static Evidence evidenceOf(Operation operation) {
        if (operation.summary() != null && !operation.summary().isBlank()) {
            return new Evidence(operation.pointer() + "/summary", quote(operation.summary()));
        }
        if (operation.description() != null && !operation.description().isBlank()) {
            return new Evidence(operation.pointer() + "/description", quote(operation.description()));
        }
        return new Evidence(operation.pointer(), quote(operation.method() + " " + operation.path()));
    }

    /** That an operation takes an id, and so that another one has to yield it. */
    static Evidence evidenceOf(Operation consumer, String takes) {
        return new Evidence(consumer.pointer(), quote(consumer.method() + " " + consumer.path() + " takes " + takes));
    }

    private static String quote(String text) {
        if (text.length() <= QUOTE) {
            return text;
        }
        int end = QUOTE - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    static List<Coverage> coverage(Draft draft) {
        List<Coverage> coverage = new ArrayList<>();
        for (int line = 0; line < draft.asked().size(); line++) {
            coverage.add(coverage(draft, line));
        }
        draft.strangers()
                .forEach(stranger -> coverage.add(new Coverage(stranger.clause().text(), Status.MISSING, List.of())));
        return coverage;
    }

    private static Coverage coverage(Draft draft, int line) {
        List<Candidate> nearest = nearest(draft, line);
        Candidate best = draft.chosen().stream()
                .filter(candidate -> !draft.isPrerequisite(candidate))
                .filter(candidate -> candidate.bestLine == line || nearest.indexOf(candidate) == 0)
                .max(Comparator.comparingDouble(candidate -> candidate.probability))
                .orElse(null);
        Status status = status(draft, best, nearest, line);
        List<Alternative> alternatives = nearest.stream()
                .filter(candidate -> status != Status.MISSING && candidate != best)
                .limit(ALTERNATIVES)
                .map(candidate -> alternative(candidate.card))
                .toList();
        return new Coverage(draft.lines().get(line).clause().text(), status, alternatives);
    }

    /** Covered where the selection is sure; missing where nothing is near; ambiguous in between. */
    private static Status status(Draft draft, @Nullable Candidate best, List<Candidate> nearest, int line) {
        Status verdict = draft.selection().verdicts().get(line);
        if (verdict != null) {
            return verdict;
        }
        if (best != null) {
            boolean clear = best.probability >= 0.5
                    || nearest.size() < 2
                    || nearest.get(0) == best && best.score[line] - nearest.get(1).score[line] > 1.5;
            return clear ? Status.COVERED : Status.AMBIGUOUS;
        }
        boolean near = nearest.stream()
                .limit(3)
                .anyMatch(candidate -> candidate.get(Feature.MEANING) > 0.25 || candidate.get(Feature.WORDS) > 0.3);
        return near ? Status.AMBIGUOUS : Status.MISSING;
    }

    /** The candidates that lie nearest to a line, without what is ruled out. */
    static List<Candidate> nearest(Draft draft, int line) {
        return draft.ranked().stream()
                .filter(candidate -> candidate.probability > 0
                        && candidate.score[line] > Candidate.UNFOUND
                        && (candidate.get(Feature.DANGER) == 0 || candidate.probability >= 0.3))
                .sorted(Comparator.comparingDouble((Candidate candidate) -> -candidate.score[line]))
                .limit(ALTERNATIVES + 2)
                .toList();
    }

    static Alternative alternative(Card card) {
        return new Alternative(card.specId(), card.method(), card.path());
    }
}
