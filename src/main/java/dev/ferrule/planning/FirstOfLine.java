package dev.ferrule.planning;

import java.util.List;

/**
 * Selects by rule from what a language model's lines found: the nearest operation of each. Once a requirement is restated
 * this is nearly as good as a model's own pick, so it is what is left when the model fails between the two steps.
 */
final class FirstOfLine implements Selector {

    private final Needs needs;

    FirstOfLine(Needs needs) {
        this.needs = needs;
    }

    @Override
    public Selection select(Work work, Findings findings) {
        List<Line> lines = findings.systems().lines();
        Picks picks = new Picks(lines, findings.pool().candidates());
        for (int line = 0; line < lines.size(); line++) {
            List<Candidate> first = picks.ranked(line).stream()
                    .filter(candidate -> candidate.get(Feature.FORBIDDEN) == 0)
                    .limit(1)
                    .toList();
            if (first.isEmpty()) {
                picks.leave(line, Plan.Status.MISSING);
            } else {
                picks.pick(line, first);
            }
        }
        return picks.selection(needs);
    }
}
