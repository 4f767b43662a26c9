package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a plan that was made anew to what was decided and answered before. */
final class Refinement {

    private final Specs specs;
    private final Catalogue catalogue;
    private final AuthBook authBook;

    Refinement(Specs specs, Catalogue catalogue, AuthBook authBook) {
        this.specs = specs;
        this.catalogue = catalogue;
        this.authBook = authBook;
    }

    /** Where an answer has put another system into the earlier plan, the new one stays within its systems. */
    PlanRequest withChosenSystems(PlanRequest request, Plan earlier) {
        boolean chosen = earlier.questions().stream()
                .anyMatch(question -> question.chosenSystem() != null
                        && !question.about().equals("system:" + question.chosenSystem()));
        if (!chosen || !request.specIds().isEmpty()) {
            return request;
        }
        return new PlanRequest(
                request.requirement(),
                earlier.systems().stream().map(PlannedSystem::specId).toList(),
                request.integrationId(),
                request.mode(),
                request.engine());
    }

    Plan apply(Plan made, Decisions decisions, @Nullable Plan earlier) {
        PlanEditor editor = new PlanEditor(made, specs, catalogue, authBook);
        List<Plan.Refusal> refused = new ArrayList<>();
        for (Decisions.Choice choice : decisions.choices()) {
            Optional<Card> card = specs.find(made.org(), choice.specId())
                    .flatMap(spec -> editor.find(spec.id(), choice.method(), choice.path()));
            if (card.isPresent()) {
                editor.choose(choice.clause(), choice.specId(), card.get());
            } else {
                refused.add(new Plan.Refusal(
                        choice.method() + " " + choice.path(), "It was chosen, but no spec has it any more."));
            }
        }
        if (!decisions.without().isEmpty()) {
            editor.without(decisions.without());
        }
        Plan edited = editor.plan();
        boolean changed = !edited.equals(made);
        Plan checked = changed ? edited.checkAgainst(offer(edited)) : edited;
        Plan told = refused.isEmpty() ? checked : checked.refusing(refused);
        Plan mapped = decisions.example().isEmpty() ? told : exemplified(told, decisions.example());
        return earlier == null ? mapped : answered(mapped, earlier, decisions);
    }

    /** With the fields of the user's example mapped to those that the steps take. */
    private Plan exemplified(Plan plan, List<String> example) {
        List<FieldMappings.End> ends = new ArrayList<>();
        for (PlannedSystem system : plan.systems()) {
            List<String> ids = system.endpoints().stream()
                    .map(PlannedEndpoint::operationId)
                    .toList();
            specs.operations(plan.org(), system.specId(), ids)
                    .values()
                    .forEach(operation -> ends.add(new FieldMappings.End(
                            system.name() + ' ' + operation.method() + ' ' + operation.path(), operation)));
        }
        List<Workflow.Mapping> found = FieldMappings.ofExample(example, ends);
        return plan.with(plan.workflows().stream()
                .map(flow -> {
                    List<Workflow.Mapping> all = new ArrayList<>(flow.mappings());
                    all.addAll(found);
                    return flow.with(all);
                })
                .toList());
    }

    /** All that the specs of the plan's systems have: an edit may bring in what selecting had not found. */
    private Offer offer(Plan plan) {
        Offer offer = new Offer();
        for (PlannedSystem system : plan.systems()) {
            Spec spec = specs.get(plan.org(), system.specId());
            List<String> ids = system.endpoints().stream()
                    .map(PlannedEndpoint::operationId)
                    .toList();
            List<AuthMethod> methods = authBook.methods(
                    spec,
                    List.copyOf(specs.operations(plan.org(), spec.id(), ids).values()));
            offer.operations(catalogue.outline(spec.id()).cards())
                    .system(
                            spec.id(),
                            methods,
                            spec.servers().stream().map(Server::url).toList());
        }
        plan.coverage()
                .forEach(met -> met.alternatives().stream()
                        .map(Plan.Alternative::specId)
                        .distinct()
                        .forEach(id -> offer.operations(catalogue.outline(id).cards())));
        return offer;
    }

    /** The same questions keep the answers that they got; what an answer cannot bring about any more is asked again. */
    private Plan answered(Plan plan, Plan earlier, Decisions decisions) {
        Plan answered = plan;
        for (Question before : earlier.questions()) {
            if (before.answer() == null && !before.ignored()) {
                continue;
            }
            Question now = plan.questions().stream()
                    .filter(question -> question.text().equals(before.text())
                            || question.about().equals(before.about()) && isLasting(question))
                    .findFirst()
                    .orElse(null);
            if (now != null && now.answer() == null) {
                answered = answered(answered, now, before);
            }
            String clause = now == null ? before.clauseOf(earlier) : null;
            if (clause != null && !decisions.concern(clause)) {
                answered = new Answers(answered, specs, catalogue, authBook).keep(clause, before);
            }
        }
        return answered;
    }

    /** How to log in and where a system runs stays answered, whatever the plan. */
    Plan lastingAnswers(Plan plan, Plan other) {
        Plan answered = plan;
        for (Question before : other.questions()) {
            for (Question now : plan.questions()) {
                boolean same = now.about().equals(before.about()) && isLasting(now) && before.answer() != null;
                if (same && !before.about().startsWith("system:") && now.answer() == null) {
                    answered = answered(answered, now, before);
                }
            }
        }
        return answered;
    }

    private Plan answered(Plan plan, Question now, Question before) {
        try {
            return new Answers(plan, specs, catalogue, authBook)
                    .take(List.of(new Planning.Answer(now.id(), before.answer(), before.ignored())));
        } catch (Problem noLongerPossible) {
            return plan;
        }
    }

    /** What it is about says it all, whatever the question's words. */
    private static boolean isLasting(Question question) {
        String kind = Objects.requireNonNull(question.about()).split(":", 2)[0];
        return kind.equals("auth") || kind.equals("baseUrl") || kind.equals("system");
    }
}
