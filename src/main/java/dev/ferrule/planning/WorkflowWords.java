package dev.ferrule.planning;

import dev.ferrule.planning.Plan.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a workflow card says for people, put together from the requirement's own words. */
final class WorkflowWords {

    private static final int MOST = 20;
    private static final int LONGEST = 240;

    private WorkflowWords() {}

    /** What sets it off, then what is to be done. */
    static String story(Draft draft, String trigger) {
        String when = clauses(draft, Clause.Kind.TRIGGER);
        String what = clauses(draft, Clause.Kind.ACTION);
        String start = switch (trigger) {
            case "webhook" -> when.isEmpty() ? "When the event comes in" : capital(when);
            case "schedule" -> when.isEmpty() ? "On its schedule" : capital(when) + " (on a schedule)";
            default -> when.isEmpty() ? "When somebody starts it" : capital(when);
        };
        return shortened(start + ": " + (what.isEmpty() ? "take note of it" : what) + ".", 3 * LONGEST);
    }

    private static String clauses(Draft draft, Clause.Kind kind) {
        return draft.restatement().clauses().stream()
                .filter(clause -> clause.kind() == kind)
                .map(clause -> clause.text().strip())
                .limit(MOST)
                .collect(Collectors.joining("; "));
    }

    /** One criterion for each thing that is asked for or ruled out; what is open is said to be. */
    static List<String> acceptance(Draft draft, String trigger) {
        List<String> criteria = new ArrayList<>();
        List<Plan.Coverage> coverage = PlanWriter.coverage(draft);
        for (Plan.Coverage met : coverage) {
            String calls = draft.chosen().stream()
                    .filter(candidate -> !draft.isPrerequisite(candidate)
                            && draft.clauseOf(candidate).equals(met.clause()))
                    .map(candidate -> candidate.card.method() + " " + candidate.card.path() + " of "
                            + draft.nameOf(candidate.card.specId()))
                    .collect(Collectors.joining(", "));
            String clause = "“" + shortened(met.clause(), LONGEST) + "”";
            if (met.status() == Status.MISSING) {
                criteria.add("Open: nothing does " + clause + " yet.");
            } else if (!calls.isEmpty()) {
                criteria.add(clause + " is done by " + calls + ", and is answered with success.");
            }
        }
        draft.restatement().clauses().stream()
                .filter(clause -> clause.kind() == Clause.Kind.PROHIBITION)
                .forEach(clause -> criteria.add("It keeps to “" + shortened(clause.text(), LONGEST) + "”."));
        if (trigger.equals("webhook")) {
            criteria.add("The same event twice does nothing twice.");
        }
        return List.copyOf(criteria.subList(0, Math.min(MOST, criteria.size())));
    }

    private static String capital(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT)
                + text.substring(text.offsetByCodePoints(0, 1));
    }

    private static String shortened(String text, int most) {
        return Cut.line(text, most);
    }
}
