package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.Server;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/**
 * From a requirement to a checked plan, in the order in which a reader would go: restate, find the systems, find
 * operations for each line, select, look at the chosen ones in full, write the plan, and check that all of it was
 * offered. Saves nothing.
 */
@Component
class Planner {

    private static final double SURE_CONSUMER = 0.15;

    private final Catalogue catalogue;
    private final Specs specs;
    private final SystemFinder systemFinder;
    private final Detector detector;
    private final AuthBook authBook;

    Planner(Catalogue catalogue, Specs specs, SystemFinder systemFinder, Detector detector, AuthBook authBook) {
        this.catalogue = catalogue;
        this.specs = specs;
        this.systemFinder = systemFinder;
        this.detector = detector;
        this.authBook = authBook;
    }

    /** What there is to select from. */
    record Findings(Restatement restatement, SystemFinder.Found systems, List<String> specIds, List<Candidate> pool) {}

    Plan plan(String org, PlanRequest request) {
        long start = System.nanoTime();
        return plan(org, request, find(org, request), Weights.LEARNED, start);
    }

    /** @param start of the whole work, by {@link System#nanoTime} */
    Plan plan(String org, PlanRequest request, Findings findings, Weights weights, long start) {
        Draft draft = draft(org, request, findings, weights);
        List<Plan.Coverage> coverage = PlanWriter.coverage(draft);
        List<String> notes = new ArrayList<>();
        List<String> scope =
                draft.systems().stream().map(system -> system.card().specId()).toList();
        if (!catalogue.knowsMeanings(org, scope)) {
            notes.add("Found by words alone: vectors are not ready yet. A plan made later may be better.");
        }
        Plan plan = new Plan(
                new ObjectId().toHexString(),
                org,
                request.integrationId(),
                request.requirement(),
                request.specIds(),
                request.mode(),
                Plan.Engine.OFFLINE,
                PlanWriter.systems(draft),
                coverage,
                Questions.of(draft, coverage),
                WorkflowSketch.of(draft),
                List.of(),
                notes,
                new Plan.Usage(0, 0, (System.nanoTime() - start) / 1_000_000),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                null);
        return plan.checkAgainst(offer(draft));
    }

    Findings find(String org, PlanRequest request) {
        for (String specId : request.specIds()) {
            specs.get(org, specId);
        }
        Restatement restatement = RuleRestater.restate(request.requirement());
        SystemFinder.Found found = systemFinder.find(org, request.requirement(), restatement, request.specIds());
        List<String> specIds =
                found.systems().stream().map(system -> system.card().specId()).toList();
        List<Candidate> pool = specIds.isEmpty()
                ? List.of()
                : detector.candidates(
                        org, request.requirement(), found.lines(), specIds, new Prohibitions(restatement.clauses()));
        return new Findings(restatement, found, specIds, pool);
    }

    /** The candidates, most likely first. Their figures are those of these weights until the next call. */
    List<Candidate> ranked(Findings findings, Weights weights) {
        return RuleSelector.ranked(
                detector, findings.pool(), findings.restatement().named(), weights);
    }

    private Draft draft(String org, PlanRequest request, Findings findings, Weights weights) {
        SystemFinder.Found found = findings.systems();
        List<String> specIds = findings.specIds();
        List<Candidate> ranked = ranked(findings, weights);
        List<Candidate> chosen = chosen(found.systems(), ranked, request.mode());
        Map<Candidate, Draft.Need> needs = needs(chosen);
        Map<String, Spec> specsById = new LinkedHashMap<>();
        Map<String, Operation> operations = new HashMap<>();
        Map<String, List<AuthMethod>> methods = new HashMap<>();
        for (String specId : specIds) {
            List<String> ids = chosen.stream()
                    .map(candidate -> candidate.card)
                    .filter(card -> card.specId().equals(specId))
                    .map(Card::operationId)
                    .toList();
            if (!ids.isEmpty()) {
                Spec spec = specs.get(org, specId);
                specsById.put(specId, spec);
                Map<String, Operation> read = specs.operations(org, specId, ids);
                read.forEach((id, operation) -> operations.put(specId + ' ' + id, operation));
                methods.put(specId, authBook.methods(spec, List.copyOf(read.values())));
            }
        }
        return new Draft(
                request.requirement(),
                findings.restatement(),
                found.systems(),
                found.lines(),
                found.strangers(),
                ranked,
                chosen,
                needs,
                specsById,
                operations,
                methods);
    }

    /** The likely ones, and at least one of every system that the requirement names. */
    private static List<Candidate> chosen(List<FoundSystem> systems, List<Candidate> ranked, Plan.Mode mode) {
        List<Candidate> chosen = new ArrayList<>(RuleSelector.cut(ranked, mode == Plan.Mode.RECALL ? 2 : 1));
        for (FoundSystem system : systems) {
            String specId = system.card().specId();
            if (system.named()
                    && chosen.stream()
                            .noneMatch(candidate -> candidate.card.specId().equals(specId))) {
                ranked.stream()
                        .filter(candidate -> candidate.card.specId().equals(specId) && candidate.probability > 0)
                        .findFirst()
                        .ifPresent(chosen::add);
            }
        }
        return chosen;
    }

    /** Which of the chosen are there for others: they yield an id, and no line asks for them first. */
    private Map<Candidate, Draft.Need> needs(List<Candidate> chosen) {
        Map<Candidate, Draft.Need> needs = new LinkedHashMap<>();
        Map<String, Producers> producers = new HashMap<>();
        for (Candidate consumer : chosen) {
            if (consumer.probability < SURE_CONSUMER) {
                continue;
            }
            Producers ofSpec =
                    producers.computeIfAbsent(consumer.card.specId(), id -> new Producers(catalogue.outline(id)));
            for (Producers.Yield yield : ofSpec.of(consumer.card)) {
                for (Candidate producer : chosen) {
                    if (producer.card.equals(yield.producer())
                            && producer != consumer
                            && producer.get(Feature.RANK) < 1
                            && !needs.containsKey(producer)
                            && !isNeededBy(needs, consumer, producer)) {
                        needs.put(producer, new Draft.Need(consumer, yield.takes()));
                    }
                }
            }
        }
        return needs;
    }

    /** Whether {@code one} is itself there for {@code other}, so that the two would wait for each other. */
    private static boolean isNeededBy(Map<Candidate, Draft.Need> needs, Candidate one, Candidate other) {
        Draft.Need need = needs.get(one);
        for (int i = 0; need != null && i < 8; i++) {
            if (need.consumer() == other) {
                return true;
            }
            need = needs.get(need.consumer());
        }
        return false;
    }

    private static Offer offer(Draft draft) {
        Offer offer = new Offer()
                .operations(
                        draft.ranked().stream().map(candidate -> candidate.card).toList());
        draft.specs()
                .forEach((id, spec) -> offer.system(
                        id,
                        draft.methods().getOrDefault(id, List.of()),
                        spec.servers().stream().map(Server::url).toList()));
        return offer;
    }
}
