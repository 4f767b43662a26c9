package dev.ferrule.chat;

import dev.ferrule.planning.Plan;
import dev.ferrule.planning.PlanRequest;
import dev.ferrule.planning.Planning;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plan mode: the first message is a requirement, and every later one changes what came of it. */
@Component
class PlanTurn {

    private final Planning planning;
    private final Edits edits;
    private final Asking asking;
    private final ModelVoice model;

    PlanTurn(Planning planning, Edits edits, Asking asking, ModelVoice model) {
        this.planning = planning;
        this.edits = edits;
        this.asking = asking;
        this.model = model;
    }

    Reply take(Said said, TurnProgress progress) {
        List<Edit> wanted = said.text().isEmpty() ? List.of() : Recogniser.edits(said.text());
        if (wanted.size() == 1
                && wanted.get(0) instanceof Edit.Question
                && said.read().texts().isEmpty()) {
            return asking.take(said, progress);
        }
        Reply reply = change(said, wanted, progress);
        return told(reply, progress);
    }

    /** The plan as the message wants it; nothing is told yet. */
    Reply change(Said said, List<Edit> wanted, TurnProgress progress) {
        Plan plan = said.plan();
        if (plan == null) {
            return first(said, said.chat().agreed(), said.text(), progress);
        }
        if (!wanted.isEmpty() && wanted.get(0) instanceof Edit.StartOver over) {
            return first(said, said.chat().agreed().remembering(plan.id()).cleared(), over.text(), progress);
        }
        // Another operation may have been taken in the plan itself since the conversation chose one.
        Agreed before = said.chat().agreed();
        Agreed now = before.deciding(before.decisions().heeding(plan));
        PlanState state = new PlanState(said.org(), plan, withAttached(said, now, plan));
        if (!isForModel(said, wanted) || !refined(said, state, progress)) {
            edits.apply(state, asEdits(said, wanted));
        }
        said.unknown()
                .forEach(name -> state.remark("There is no spec or connector '@" + Texts.shortened(name, 60) + "'."));
        return state.undo ? undone(state) : changed(said, state, progress);
    }

    /** What the rules would only add to the requirement, a model may understand. */
    private boolean isForModel(Said said, List<Edit> wanted) {
        return model.isWanted(said.engine())
                && said.read().texts().isEmpty()
                && wanted.stream().anyMatch(edit -> edit instanceof Edit.Add);
    }

    private boolean refined(Said said, PlanState state, TurnProgress progress) {
        Refined refined = model.refine(said, state.plan, progress).orElse(null);
        if (refined == null) {
            return false;
        }
        edits.apply(state, refined);
        return true;
    }

    /** Questions among other things are part of what is wanted. */
    private static List<Edit> asEdits(Said said, List<Edit> wanted) {
        List<Edit> all = new ArrayList<>(wanted.stream()
                .map(edit -> edit instanceof Edit.Question question ? new Edit.Add(question.text()) : edit)
                .toList());
        said.read().texts().forEach(text -> all.add(new Edit.Add(text)));
        return all;
    }

    private Reply first(Said said, Agreed before, String text, TurnProgress progress) {
        Agreed agreed = before.withFields(said.read().fields());
        if (!said.named().isEmpty()) {
            agreed = agreed.within(said.named());
        }
        if (!text.isEmpty()) {
            agreed = agreed.adding(text);
        }
        for (String more : said.read().texts()) {
            agreed = agreed.adding(more);
        }
        if (agreed.parts().isEmpty()) {
            return Reply.of("What shall the integration do? " + attachedOnly(said))
                    .agreeing(agreed);
        }
        List<String> remarks = new ArrayList<>();
        said.unknown()
                .forEach(name -> remarks.add("There is no spec or connector '@" + Texts.shortened(name, 60) + "'."));
        return made(said, agreed, said.plan(), remarks, progress);
    }

    private static String attachedOnly(Said said) {
        return said.read().attached().isEmpty()
                ? "Say it in plain words, such as “when an order is paid, create an invoice”."
                : "I have read what you attached, and will plan with it.";
    }

    /** The systems that came with a message join those that there are. */
    private static Agreed withAttached(Said said, Agreed agreed, Plan plan) {
        Agreed now = agreed.withFields(said.read().fields());
        if (said.named().isEmpty()) {
            return now;
        }
        if (said.bound()) {
            return now.within(said.named());
        }
        Set<String> specIds = new LinkedHashSet<>(now.specIds());
        if (specIds.isEmpty()) {
            plan.systems().forEach(system -> specIds.add(system.specId()));
        }
        specIds.addAll(said.named());
        return now.within(List.copyOf(specIds));
    }

    private Reply undone(PlanState state) {
        List<Agreed.Before> undo = state.agreed.undo();
        if (undo.isEmpty() || undo.get(undo.size() - 1).planId() == null) {
            return Reply.of("There is nothing to take back.").about(state.plan);
        }
        String planId = String.valueOf(undo.get(undo.size() - 1).planId());
        Plan plan = planning.restore(state.org, planId, state.plan.id());
        return Reply.of(PlanText.of(plan, List.of("The last change is taken back.")))
                .about(plan)
                .agreeing(state.agreed.back());
    }

    private Reply changed(Said said, PlanState state, TurnProgress progress) {
        Plan plan = answered(state, progress);
        Agreed agreed = state.agreed;
        boolean anew = !agreed.saysTheSameAs(said.chat().agreed())
                || said.engine() != null && !said.engine().equals(plan.engine().kind());
        if (!anew) {
            return Reply.of(PlanText.of(plan, state.remarks)).about(plan).agreeing(agreed);
        }
        Agreed.Before before = said.chat().agreed().before(plan.id());
        return made(said, agreed.remembering(before), plan, state.remarks, progress);
    }

    private Plan answered(PlanState state, TurnProgress progress) {
        Plan plan = state.plan;
        for (Planning.Answer answer : state.answers) {
            try {
                Plan before = plan;
                plan = planning.answer(state.org, plan.id(), List.of(answer), null, progress);
                if (!plan.usage().equals(before.usage())) {
                    progress.took(plan.usage().since(before.usage()));
                }
            } catch (Problem problem) {
                progress.check();
                state.remark("That does not answer question "
                        + answer.questionId().substring(1) + ": " + problem.description());
            }
        }
        return plan;
    }

    private Reply made(Said said, Agreed agreed, @Nullable Plan earlier, List<String> remarks, TurnProgress progress) {
        PlanRequest request = new PlanRequest(
                agreed.requirement(), agreed.specIds(), said.chat().integrationId(), Plan.Mode.BALANCED, said.engine());
        Plan plan = planning.revise(
                said.org(), earlier == null ? null : earlier.id(), request, agreed.decisions(), progress);
        progress.took(plan.usage());
        boolean spokenOf = plan.coverage().stream().anyMatch(met -> met.clause().equals(agreed.about()));
        return Reply.of(PlanText.of(plan, remarks)).about(plan).agreeing(spokenOf ? agreed : agreed.about(null));
    }

    private static Reply told(Reply reply, TurnProgress progress) {
        Plan plan = reply.plan();
        if (plan != null) {
            progress.plan(plan);
            PlanText.open(plan).forEach(question -> progress.question(plan, question));
        }
        progress.say(reply.text());
        return reply;
    }
}
