package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.planning.Workflow.Mapping;
import dev.ferrule.planning.Workflow.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Puts the chosen endpoints in order: what sets it off, what yields ids, what is then done. */
final class WorkflowSketch {

    private static final Pattern SCHEDULE = Pattern.compile(
            "\\b(?:(?:every|each)\\s+(?:\\w+\\s+)?(?:minute|hour|day|morning|evening|night|week|month|quarter|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
                    + "|hourly|daily|nightly|weekly|monthly|once (?:a|per) \\w+|jede[nrs]? (?:tag|nacht|woche|monat|morgen|stunde)|täglich|wöchentlich"
                    + "|cada (?:día|noche|semana|mes|hora|mañana)|diariamente|chaque (?:jour|nuit|semaine|mois|matin|heure))\\b",
            Pattern.CASE_INSENSITIVE);

    private WorkflowSketch() {}

    static List<Workflow> of(Draft draft) {
        if (draft.chosen().isEmpty()) {
            return List.of();
        }
        List<Candidate> order = new ArrayList<>(draft.chosen());
        order.sort(Comparator.comparingInt((Candidate candidate) -> place(draft, candidate))
                .thenComparing(candidate -> draft.isPrerequisite(candidate) ? 0 : 1)
                .thenComparingInt(candidate -> candidate.card.path().length()));
        List<Step> steps = order.stream()
                .map(candidate -> new Step(
                        draft.nameOf(candidate.card.specId()),
                        candidate.card.method(),
                        candidate.card.path(),
                        purpose(draft, candidate)))
                .toList();
        List<Mapping> ids = new ArrayList<>();
        draft.needs().forEach((producer, need) -> {
            if (!need.takes().isEmpty()) {
                ids.add(Mapping.of(at(draft, producer), "id", at(draft, need.consumer()), need.takes()));
            }
        });
        List<FieldMappings.End> ends = order.stream()
                .map(candidate -> new FieldMappings.End(at(draft, candidate), draft.operation(candidate)))
                .toList();
        String trigger = trigger(draft);
        return List.of(new Workflow(
                name(draft.requirement()),
                trigger,
                WorkflowWords.story(draft, trigger),
                steps,
                FieldMappings.of(ids, ends),
                WorkflowWords.acceptance(draft, trigger)));
    }

    /** What a prerequisite is needed for stands where it is needed; a trigger comes first. */
    private static int place(Draft draft, Candidate candidate) {
        Draft.Need need = draft.needs().get(candidate);
        int line = need == null ? candidate.bestLine : need.consumer().bestLine;
        boolean trigger =
                line < draft.lines().size() && draft.lines().get(line).clause().kind() == Clause.Kind.TRIGGER;
        return trigger ? -1 : line;
    }

    private static String purpose(Draft draft, Candidate candidate) {
        Draft.Need need = draft.needs().get(candidate);
        return need == null ? draft.clauseOf(candidate) : finding(need.takes(), need.consumer().card);
    }

    static String finding(String takes, Card consumer) {
        return "find the " + (takes.isEmpty() ? "data" : takes) + " for " + consumer.method() + " " + consumer.path();
    }

    private static String at(Draft draft, Candidate candidate) {
        return draft.nameOf(candidate.card.specId()) + " " + candidate.card.method() + " " + candidate.card.path();
    }

    private static String trigger(Draft draft) {
        if (draft.wishes().trigger() != null) {
            return draft.wishes().trigger();
        }
        if (SCHEDULE.matcher(draft.requirement()).find()) {
            return "schedule";
        }
        boolean event = draft.lines().stream().anyMatch(line -> line.clause().kind() == Clause.Kind.TRIGGER);
        return event ? "webhook" : "manual";
    }

    private static String name(String requirement) {
        return Cut.line(requirement, 80);
    }
}
