package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.connector.Integrations;
import dev.ferrule.connector.Saved;
import dev.ferrule.llm.LanguageModel;
import dev.ferrule.llm.Progress;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Plans: made, kept, changed by answers, and turned into connectors. */
@Service
public class Planning {

    private final Planner planner;
    private final Answering answering;
    private final PlanStore store;
    private final Specs specs;
    private final Catalogue catalogue;
    private final PlannedConnectors connectors;
    private final Integrations integrations;
    private final AuthBook authBook;
    private final LanguageModel model;

    Planning(
            Planner planner,
            Answering answering,
            PlanStore store,
            Specs specs,
            Catalogue catalogue,
            PlannedConnectors connectors,
            Integrations integrations,
            AuthBook authBook,
            LanguageModel model) {
        this.planner = planner;
        this.answering = answering;
        this.store = store;
        this.specs = specs;
        this.catalogue = catalogue;
        this.connectors = connectors;
        this.integrations = integrations;
        this.authBook = authBook;
        this.model = model;
    }

    /**
     * What building a plan came to.
     *
     * @param plan names the connectors
     * @param failed systems that could not be built; the others are
     */
    public record Built(Plan plan, String integrationId, List<Saved> connectors, List<Failed> failed) {}

    /** A system of which nothing was built, and why. */
    public record Failed(String specId, String name, String code, String reason) {}

    /** Who is told of each system as it is built. */
    public interface Building {

        Building UNWATCHED = (system, saved, failed) -> {};

        /** Exactly one of the two is there. */
        void done(PlannedSystem system, @Nullable Saved saved, @Nullable Failed failed);
    }

    /** An answer to a question, or the word that it is to be ignored. */
    public record Answer(String questionId, @Nullable String answer, boolean ignored) {}

    /** Another operation for a clause: one of its alternatives. */
    public record Swap(String clause, String specId, String method, String path) {}

    /** The plan, kept; with an integration its connectors and templates are saved as drafts too. */
    public Plan plan(String org, PlanRequest request) {
        return plan(org, request, Progress.NONE);
    }

    /** The same, told of as it goes on. */
    public Plan plan(String org, PlanRequest request, Progress progress) {
        checkEngine(request);
        if (request.integrationId() != null) {
            integrations.get(org, request.integrationId());
        }
        Plan plan = planner.plan(planner.work(org, request, progress));
        return store.insert(connectors.drafted(null, plan));
    }

    /**
     * The plan for a requirement that was talked about: made anew, held to what was decided, with the answers that an
     * earlier plan got, whose place in the integration it takes. The earlier one is kept as it was.
     *
     * @param earlierId null: there is none
     */
    public Plan revise(
            String org, @Nullable String earlierId, PlanRequest request, Decisions decisions, Progress progress) {
        checkEngine(request);
        if (request.integrationId() != null) {
            integrations.get(org, request.integrationId());
        }
        Plan earlier = earlierId == null ? null : store.get(org, earlierId);
        Refinement refinement = new Refinement(specs, catalogue, authBook);
        PlanRequest meant = earlier == null ? request : refinement.withChosenSystems(request, earlier);
        Plan plan = refinement.apply(planner.plan(planner.work(org, meant, progress)), decisions, earlier);
        if (progress.isCancelled()) {
            throw new Problem(Kind.CONFLICT, "cancelled", "The work was cancelled.");
        }
        return store.insert(connectors.drafted(earlier, plan));
    }

    /** Lets an earlier plan count again instead of another one. */
    public Plan restore(String org, String id, String insteadOf) {
        Plan other = store.get(org, insteadOf);
        Refinement refinement = new Refinement(specs, catalogue, authBook);
        return store.update(org, id, plan -> connectors.drafted(other, refinement.lastingAnswers(plan, other)));
    }

    /** Which fields go from one operation to another in an integration, by its newest plan. */
    public List<Workflow.Mapping> mappings(String org, String integrationId) {
        return store.newest(org, integrationId).stream()
                .flatMap(plan -> plan.workflows().stream())
                .flatMap(workflow -> workflow.mappings().stream())
                .toList();
    }

    private void checkEngine(PlanRequest request) {
        if (PlanRequest.LLM.equals(request.engine()) && !model.isConfigured()) {
            throw Problem.invalid(
                    "/engine",
                    "The engine 'llm' is not configured: " + model.missing()
                            + ", and start again. 'offline' always is.");
        }
    }

    /** All that a plan would be selected from; nothing is kept. */
    public Ranking rank(String org, PlanRequest request) {
        checkEngine(request);
        return new Ranking(planner, org, request);
    }

    /** How a system wants to be authenticated, the likeliest way first. */
    public List<AuthMethod> authMethods(String org, String specId) {
        return authBook.methods(specs.get(org, specId), List.of());
    }

    public Plan get(String org, String id) {
        return store.get(org, id);
    }

    public Plan answer(String org, String id, List<Answer> answers) {
        return answer(org, id, answers, null, Progress.NONE);
    }

    /**
     * All answers are checked before any of them counts. One that means another system makes the plan anew.
     *
     * @param ifMatch the ETag that the plan must still have; null: whatever it has
     */
    public Plan answer(String org, String id, List<Answer> answers, @Nullable String ifMatch, Progress progress) {
        return answering.answer(org, id, answers, ifMatch, progress);
    }

    /** Takes one of a clause's alternatives instead of what the plan has for it; nothing else of the plan is made anew. */
    public Plan swap(String org, String id, Swap swap, @Nullable String ifMatch) {
        return answering.swap(org, id, swap, ifMatch);
    }

    /** Publishes the plan's connectors and pins its templates; building again changes nothing. */
    public Built build(String org, String id, @Nullable String integrationId) {
        return build(org, id, integrationId, Building.UNWATCHED);
    }

    /** The same, telling of each system. One that fails does not keep the others from being built. */
    public Built build(String org, String id, @Nullable String integrationId, Building watcher) {
        Plan plan = store.get(org, id);
        if (plan.systems().stream().allMatch(system -> system.endpoints().isEmpty())) {
            throw new Problem(
                    Kind.CONFLICT,
                    "plan-empty",
                    "The plan has no endpoints, so there is nothing to build. See its coverage and questions.");
        }
        if (plan.integrationId() != null
                && integrationId != null
                && !plan.integrationId().equals(integrationId)) {
            throw new Problem(
                    Kind.CONFLICT,
                    "plan-of-another-integration",
                    "The plan belongs to the integration '" + plan.integrationId() + "'.");
        }
        String target = plan.integrationId() != null ? plan.integrationId() : integrationId;
        if (target == null) {
            target = integrations.create(org, name(plan)).id();
        }
        String integration = target;
        Plan owned = plan.integrationId() == null
                ? store.update(org, id, current -> current.integrationId() == null ? current.in(integration) : current)
                : plan;
        String owner = owned.integrationId() == null ? integration : owned.integrationId();
        PlannedConnectors.Results built = connectors.build(owned, owner, watcher);
        Plan named = connectors.named(owned, built.saved());
        if (!named.equals(owned)) {
            named = store.update(org, id, current -> connectors.named(current, built.saved()));
        }
        return new Built(named, owner, List.copyOf(built.saved()), List.copyOf(built.failed()));
    }

    private static String name(Plan plan) {
        return Cut.line(plan.requirement(), 80);
    }
}
