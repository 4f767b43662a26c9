package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.connector.Integrations;
import dev.ferrule.connector.Saved;
import dev.ferrule.connector.Wanted;
import dev.ferrule.llm.LanguageModel;
import dev.ferrule.llm.Progress;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Plans: made, kept, changed by answers, and turned into connectors. */
@Service
public class Planning {

    private final Planner planner;
    private final PlanStore store;
    private final Specs specs;
    private final Catalogue catalogue;
    private final Connectors connectors;
    private final Integrations integrations;
    private final AuthBook authBook;
    private final LanguageModel model;

    Planning(
            Planner planner,
            PlanStore store,
            Specs specs,
            Catalogue catalogue,
            Connectors connectors,
            Integrations integrations,
            AuthBook authBook,
            LanguageModel model) {
        this.planner = planner;
        this.store = store;
        this.specs = specs;
        this.catalogue = catalogue;
        this.connectors = connectors;
        this.integrations = integrations;
        this.authBook = authBook;
        this.model = model;
    }

    /** What building a plan came to; {@code plan} names the connectors. */
    public record Built(Plan plan, String integrationId, List<Saved> connectors) {}

    /** An answer to a question, or the word that it is to be ignored. */
    public record Answer(String questionId, @Nullable String answer, boolean ignored) {}

    /** The plan, kept; with an integration its connectors and templates are saved as drafts too. */
    public Plan plan(String org, PlanRequest request) {
        return plan(org, request, Progress.NONE);
    }

    /** The same, told of as it goes on. */
    public Plan plan(String org, PlanRequest request, Progress progress) {
        if (PlanRequest.LLM.equals(request.engine()) && !model.isConfigured()) {
            throw Problem.invalid(
                    "/engine",
                    "The engine 'llm' is not configured: " + model.missing()
                            + ", and start again. 'offline' always is.");
        }
        if (request.integrationId() != null) {
            integrations.get(org, request.integrationId());
        }
        Plan plan = planner.plan(new Work(org, request, progress));
        return store.insert(drafted(plan, List.of()));
    }

    /** All that a plan would be selected from; nothing is kept. */
    public Ranking rank(String org, PlanRequest request) {
        return new Ranking(planner, org, request);
    }

    public Plan get(String org, String id) {
        return store.get(org, id);
    }

    /** All answers are checked before any of them counts. */
    public Plan answer(String org, String id, List<Answer> answers) {
        return store.update(org, id, plan -> {
            Plan answered = new Answers(plan, specs, catalogue, authBook).take(answers);
            Plan settled = withChosenSystems(answered, answers);
            return drafted(settled, withdrawn(plan, settled));
        });
    }

    /** Another system than the one proposed: the plan is made again within the systems that are meant. */
    private Plan withChosenSystems(Plan plan, List<Answer> answers) {
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
            return plan;
        }
        List<String> meant = plan.systems().stream()
                .map(PlannedSystem::specId)
                .map(specId -> instead.getOrDefault(specId, specId))
                .distinct()
                .toList();
        PlanRequest again = new PlanRequest(
                plan.requirement(),
                meant,
                plan.integrationId(),
                plan.mode(),
                plan.engine().kind());
        return plan.renewed(planner.plan(new Work(plan.org(), again, Progress.NONE)));
    }

    /** Publishes the plan's connectors and pins its templates; building again changes nothing. */
    public Built build(String org, String id, @Nullable String integrationId) {
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
        List<Saved> saved = connectors.build(org, owner, wanted(owned, List.of()));
        Plan named = owned.withConnectors(byKey(saved), this::systemKey);
        if (!named.equals(owned)) {
            named = store.update(org, id, current -> current.withConnectors(byKey(saved), this::systemKey));
        }
        return new Built(named, owner, saved);
    }

    private static String name(Plan plan) {
        String line = plan.requirement().strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() <= 80 ? line : line.substring(0, line.offsetByCodePoints(0, 79)) + "…";
    }

    private Plan drafted(Plan plan, List<String> withdrawn) {
        if (plan.integrationId() == null) {
            return plan;
        }
        List<Saved> saved = connectors.save(plan.org(), plan.integrationId(), wanted(plan, withdrawn));
        return plan.withConnectors(byKey(saved), this::systemKey);
    }

    private static Map<String, String> byKey(List<Saved> saved) {
        return saved.stream().collect(Collectors.toMap(Saved::systemKey, Saved::connectorId, (a, b) -> a));
    }

    private String systemKey(String org, String specId) {
        return specs.get(org, specId).apiId();
    }

    private static List<String> withdrawn(Plan before, Plan after) {
        Set<String> kept = new HashSet<>();
        after.systems()
                .forEach(system -> system.endpoints()
                        .forEach(endpoint -> kept.add(Endpoint.idOf(endpoint.method(), endpoint.path()))));
        List<String> gone = new ArrayList<>();
        before.systems()
                .forEach(system -> system.endpoints().forEach(endpoint -> {
                    String id = Endpoint.idOf(endpoint.method(), endpoint.path());
                    if (!kept.contains(id)) {
                        gone.add(id);
                    }
                }));
        return gone;
    }

    private List<Wanted> wanted(Plan plan, List<String> withdrawn) {
        List<Wanted> wanted = new ArrayList<>();
        for (PlannedSystem system : plan.systems()) {
            if (!system.endpoints().isEmpty()) {
                wanted.add(wanted(plan.org(), system, withdrawn));
            }
        }
        return wanted;
    }

    private Wanted wanted(String org, PlannedSystem system, List<String> withdrawn) {
        Spec spec = specs.get(org, system.specId());
        List<String> ids =
                system.endpoints().stream().map(PlannedEndpoint::operationId).toList();
        List<Endpoint> endpoints = new ArrayList<>();
        for (Operation operation : specs.operations(org, spec.id(), ids).values()) {
            endpoints.add(Endpoint.of(operation, spec.id(), spec.contentHash(), spec.createdAt()));
        }
        String chosen = system.authMethods().stream()
                .filter(AuthMethod::recommended)
                .map(AuthMethod::id)
                .findFirst()
                .orElse(null);
        return new Wanted(
                spec.apiId(),
                spec.title(),
                spec.host(),
                system.baseUrl(),
                system.authMethods(),
                chosen,
                endpoints,
                withdrawn);
    }
}
