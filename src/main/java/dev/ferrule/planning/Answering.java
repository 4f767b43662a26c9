package dev.ferrule.planning;

import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.http.ETags;
import dev.ferrule.llm.Progress;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Planning.Answer;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives answers to a plan's questions. One that means another system than the one proposed has the plan made again, which
 * may take a language model its time: that happens once and outside of the update. The update then goes by the newest
 * state, and is refused when that would have asked for another plan than was made.
 */
@Component
class Answering {

    private final Planner planner;
    private final PlanStore store;
    private final Specs specs;
    private final Catalogue catalogue;
    private final PlannedConnectors connectors;
    private final AuthBook authBook;

    Answering(
            Planner planner,
            PlanStore store,
            Specs specs,
            Catalogue catalogue,
            PlannedConnectors connectors,
            AuthBook authBook) {
        this.planner = planner;
        this.store = store;
        this.specs = specs;
        this.catalogue = catalogue;
        this.connectors = connectors;
        this.authBook = authBook;
    }

    /** All answers are checked before any of them counts. */
    Plan answer(String org, String id, List<Answer> answers, @Nullable String ifMatch, Progress progress) {
        Plan plan = store.get(org, id);
        ETags.check(ifMatch, plan.versionNumber(), "plan", id);
        PlanRequest wanted = again(taken(plan, answers), answers);
        Plan made = wanted == null ? null : planner.plan(planner.work(org, wanted, progress));
        if (progress.isCancelled()) {
            throw new Problem(Kind.CONFLICT, "cancelled", "The work was cancelled.");
        }
        return store.update(org, id, current -> {
            ETags.check(ifMatch, current.versionNumber(), "plan", id);
            Plan answered = taken(current, answers);
            if (!Objects.equals(again(answered, answers), wanted)) {
                throw new Problem(
                        Kind.CONFLICT,
                        "plan-changed",
                        "The plan '" + id + "' came to other systems while it was made anew for this answer: read it"
                                + " again, and answer what it asks now.");
            }
            Plan settled = made == null ? answered : renewed(answered, made);
            return connectors.drafted(current, settled);
        });
    }

    Plan swap(String org, String id, Planning.Swap swap, @Nullable String ifMatch) {
        return store.update(org, id, current -> {
            ETags.check(ifMatch, current.versionNumber(), "plan", id);
            return connectors.drafted(current, new Answers(current, specs, catalogue, authBook).swap(swap));
        });
    }

    private Plan taken(Plan plan, List<Answer> answers) {
        return new Answers(plan, specs, catalogue, authBook).take(answers);
    }

    /** How to log in and where a system runs was perhaps answered before, and is not asked again. */
    private Plan renewed(Plan answered, Plan made) {
        return answered.renewed(new Refinement(specs, catalogue, authBook).lastingAnswers(made, answered));
    }

    /** The plan to be made instead, within the systems that are meant; null: the systems stay. */
    private static @Nullable PlanRequest again(Plan plan, List<Answer> answers) {
        Map<String, String> instead = new HashMap<>();
        for (Question question : plan.questions()) {
            boolean now =
                    answers.stream().anyMatch(answer -> answer.questionId().equals(question.id()));
            String chosen = now ? question.chosenSystem() : null;
            if (chosen != null && !question.about().equals("system:" + chosen)) {
                instead.put(question.about().substring("system:".length()), chosen);
            }
        }
        if (instead.isEmpty()) {
            return null;
        }
        List<String> meant = plan.systems().stream()
                .map(PlannedSystem::specId)
                .map(specId -> instead.getOrDefault(specId, specId))
                .distinct()
                .toList();
        return new PlanRequest(
                plan.requirement(),
                meant,
                plan.integrationId(),
                plan.mode(),
                plan.engine().kind());
    }
}
