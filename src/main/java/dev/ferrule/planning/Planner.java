package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.llm.LanguageModel;
import dev.ferrule.llm.ModelFailure;
import dev.ferrule.llm.Progress;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.Server;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/**
 * From a requirement to a checked plan, in the order in which a reader would go: restate, find the systems, find
 * operations for each line, select, look at the chosen ones in full, write the plan, and check that all of it was
 * offered. Saves nothing.
 */
@Component
class Planner {

    private final Catalogue catalogue;
    private final Specs specs;
    private final Detector detector;
    private final AuthBook authBook;
    private final RuleRestater ruleRestater;
    private final RuleSelector ruleSelector;
    private final ModelRestater modelRestater;
    private final ModelSelector modelSelector;
    private final FirstOfLine firstOfLine;
    private final LanguageModel model;

    Planner(
            Catalogue catalogue,
            Specs specs,
            Detector detector,
            AuthBook authBook,
            RuleRestater ruleRestater,
            RuleSelector ruleSelector,
            ModelRestater modelRestater,
            ModelSelector modelSelector,
            Needs needs,
            LanguageModel model) {
        this.catalogue = catalogue;
        this.specs = specs;
        this.detector = detector;
        this.authBook = authBook;
        this.ruleRestater = ruleRestater;
        this.ruleSelector = ruleSelector;
        this.modelRestater = modelRestater;
        this.modelSelector = modelSelector;
        this.firstOfLine = new FirstOfLine(needs);
        this.model = model;
    }

    /** With a language model where one is configured, unless the request says otherwise. */
    Work work(String org, PlanRequest request, Progress progress) {
        boolean byModel = model.isConfigured() && !PlanRequest.OFFLINE.equals(request.engine());
        return byModel
                ? new Work(org, request, progress, model.turn(progress), model.name())
                : new Work(org, request, progress);
    }

    /** A language model takes its time, and nobody else has to wait for it. */
    Plan plan(Work work) {
        return work.turn() == null ? catalogue.first(() -> planned(work)) : planned(work);
    }

    private Plan planned(Work work) {
        Findings findings = find(work);
        return write(work, findings, select(work, findings));
    }

    /** Restates, and finds what there is to select from. */
    Findings find(Work work) {
        for (String specId : work.request.specIds()) {
            specs.get(work.org, specId);
        }
        work.step("restate", "Taking the requirement apart");
        Restater.Restated restated = restate(work);
        SystemFinder.Found found = restated.systems();
        work.step("systems", names(found.systems()));
        Prohibitions prohibitions = new Prohibitions(restated.restatement().clauses());
        Findings none = new Findings(
                restated.restatement(),
                found,
                restated.wishes(),
                new Pool(catalogue, work.request.requirement(), List.of(), prohibitions, Set.of()));
        if (none.specIds().isEmpty()) {
            return none;
        }
        work.step("search", "Looking for operations for " + found.lines().size() + " lines");
        Pool pool = detector.pool(
                work.org, work.request.requirement(), found.lines(), none.specIds(), prohibitions, found.names());
        return new Findings(restated.restatement(), found, restated.wishes(), pool);
    }

    Selector.Selection select(Work work, Findings findings) {
        work.step("select", "Selecting from " + findings.pool().candidates().size() + " operations");
        if (work.turn() == null) {
            return ruleSelector.select(work, findings);
        }
        try {
            return modelSelector.select(work, findings);
        } catch (ModelFailure failure) {
            work.giveUp(failure, "It had restated the requirement; the endpoints are picked by rule.");
            return firstOfLine.select(work, findings);
        }
    }

    private Restater.Restated restate(Work work) {
        if (work.turn() != null) {
            try {
                return modelRestater.restate(work);
            } catch (ModelFailure failure) {
                work.giveUp(failure, "The plan is made by rule.");
            }
        }
        return ruleRestater.restate(work);
    }

    /** By rule and by other weights than those of the program, for measuring and learning them. */
    Selector.Selection select(Work work, Findings findings, Weights weights) {
        return ruleSelector.select(findings, work.request.mode(), weights);
    }

    private static String names(List<FoundSystem> systems) {
        return systems.isEmpty()
                ? "No system of the catalogue fits"
                : systems.stream().map(system -> system.card().title()).collect(Collectors.joining(", "));
    }

    /** Looks at the chosen operations in full, writes the plan, and checks it. */
    Plan write(Work work, Findings findings, Selector.Selection selection) {
        work.step("write", "Writing the plan with " + selection.chosen().size() + " endpoints");
        Draft draft = draft(work, findings, selection);
        List<Plan.Coverage> coverage = PlanWriter.coverage(draft);
        List<String> notes = new ArrayList<>(work.notes);
        List<String> scope =
                draft.systems().stream().map(system -> system.card().specId()).toList();
        if (!catalogue.knowsMeanings(work.org, scope)) {
            notes.add("Found by words alone: vectors are not ready yet. A plan made later may be better.");
        }
        PlanRequest request = work.request;
        Plan plan = new Plan(
                new ObjectId().toHexString(),
                work.org,
                request.integrationId(),
                request.requirement(),
                request.specIds(),
                request.mode(),
                work.engine(),
                PlanWriter.systems(draft),
                coverage,
                Questions.of(draft, coverage),
                WorkflowSketch.of(draft),
                List.copyOf(work.refused),
                notes,
                work.usage(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                null);
        return plan.checkAgainst(offer(draft));
    }

    private Draft draft(Work work, Findings findings, Selector.Selection selection) {
        SystemFinder.Found found = findings.systems();
        List<String> specIds = findings.specIds();
        List<Candidate> chosen = selection.chosen();
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
                Spec spec = specs.get(work.org, specId);
                specsById.put(specId, spec);
                Map<String, Operation> read = specs.operations(work.org, specId, ids);
                read.forEach((id, operation) -> operations.put(specId + ' ' + id, operation));
                methods.put(specId, authBook.methods(spec, List.copyOf(read.values())));
            }
        }
        return new Draft(
                work.request.requirement(),
                findings.restatement(),
                found.systems(),
                found.lines(),
                found.strangers(),
                selection,
                specsById,
                operations,
                methods,
                findings.wishes());
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
