package dev.ferrule.planning;

import java.util.List;
import java.util.Map;

/** Picks the operations that a plan consists of from those that were found. */
interface Selector {

    Selection select(Work work, Findings findings);

    /**
     * What was picked.
     *
     * @param ranked every candidate, most likely first
     * @param chosen those that stand in the plan, in the same order
     * @param needs for each prerequisite the operation that takes its ids
     * @param verdicts for lines, by their place, how they are met; what is not in it is told from the nearness
     */
    record Selection(
            List<Candidate> ranked,
            List<Candidate> chosen,
            Map<Candidate, Draft.Need> needs,
            Map<Integer, Plan.Status> verdicts) {}
}
