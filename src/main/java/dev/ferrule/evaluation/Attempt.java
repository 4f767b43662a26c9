package dev.ferrule.evaluation;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.Plan.Coverage;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Ranking;
import dev.ferrule.planning.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A case with all that the planner found for it, which can be selected from by any weights.
 *
 * @param learned the plan by the program's own weights
 */
record Attempt(
        Corpus.Case asked, boolean given, Map<String, String> namesById, Ranking ranking, Plan learned, double millis) {

    static Attempt of(Corpus.Case asked, boolean given, Map<String, String> namesById, Supplier<Ranking> search) {
        long start = System.nanoTime();
        Ranking ranking = search.get();
        Plan plan = ranking.plan(Weights.LEARNED);
        double millis = (System.nanoTime() - start) / 1e6;
        return new Attempt(asked, given, namesById, ranking, plan, millis);
    }

    Trial trial(Weights weights) {
        Plan plan = weights == Weights.LEARNED ? learned : ranking.plan(weights);
        List<Trial.Choice> ranked = ranking.operations(weights).stream()
                .map(one -> choice(one.specId(), one.method(), one.path(), one.probability()))
                .toList();
        List<Trial.Choice> chosen = new ArrayList<>();
        Map<String, String> auth = new HashMap<>();
        for (PlannedSystem system : plan.systems()) {
            for (PlannedEndpoint endpoint : system.endpoints()) {
                chosen.add(choice(system.specId(), endpoint.method(), endpoint.path(), endpoint.confidence()));
            }
            system.authMethods().stream()
                    .findFirst()
                    .ifPresent(method -> auth.put(name(system.specId()), kind(method)));
        }
        chosen.sort(Comparator.comparingDouble(Trial.Choice::probability).reversed());
        List<String> missing = plan.coverage().stream()
                .filter(coverage -> coverage.status() == Plan.Status.MISSING)
                .map(Coverage::clause)
                .toList();
        return new Trial(asked, ranked, chosen, missing, auth, given ? null : found(), millis);
    }

    private List<Trial.Found> found() {
        return ranking.systems().stream()
                .map(system -> new Trial.Found(
                        name(system.specId()),
                        system.lookAlikes().stream().map(this::name).toList()))
                .toList();
    }

    private Trial.Choice choice(String specId, String method, String path, double probability) {
        String spec = name(specId);
        return new Trial.Choice(spec, Corpus.operation(spec, method, path), probability);
    }

    private String name(String specId) {
        return namesById.getOrDefault(specId, specId);
    }

    /** Type and what tells variants of it apart, as labels say it. */
    static String kind(AuthMethod method) {
        String detail = switch (method.type()) {
            case "oauth2" -> method.flow();
            case "api_key" -> method.in();
            default -> null;
        };
        return detail == null ? method.type() : method.type() + "_" + detail;
    }
}
