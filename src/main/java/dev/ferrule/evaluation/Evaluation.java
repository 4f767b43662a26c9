package dev.ferrule.evaluation;

import dev.ferrule.planning.Plan;
import dev.ferrule.planning.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/**
 * Measures planning on corpora, and learns the weights of the planner from them. Puts specs into the catalogue, so it is
 * to be run on a data folder of its own.
 */
@Service
public class Evaluation {

    private final Workbench workbench;

    Evaluation(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * What an evaluation makes.
     *
     * @param weights learned from the same plans
     */
    public record Made(Report report, FittedWeights weights) {}

    /** @param progress told in words what is being done */
    public Report evaluate(EvaluationRequest request, Consumer<String> progress) {
        return report(attempts(request, progress), request, progress);
    }

    /** Weights learned from all cases of the corpora; the order of folders and cases makes no difference. */
    public FittedWeights fit(EvaluationRequest request, Consumer<String> progress) {
        return fit(attempts(request, progress), progress);
    }

    /** Both at the price of one. */
    public Made evaluateAndFit(EvaluationRequest request, Consumer<String> progress) {
        Map<Run, List<Attempt>> attempts = attempts(request, progress);
        return new Made(report(attempts, request, progress), fit(attempts, progress));
    }

    private static Report report(
            Map<Run, List<Attempt>> attempts, EvaluationRequest request, Consumer<String> progress) {
        Map<Attempt, Trial> trials = new IdentityHashMap<>();
        if (request.heldOut()) {
            trials.putAll(new Training(examples(attempts)).heldOut(progress));
        } else {
            attempts.values()
                    .forEach(some -> some.forEach(attempt -> trials.put(attempt, attempt.trial(Weights.LEARNED))));
        }
        List<Score> scores = new ArrayList<>();
        attempts.forEach((run, some) -> {
            Score score = Score.of(run.name(), some.stream().map(trials::get).toList(), request.worst());
            scores.add(request.byModel() ? score.with(Use.of(some)) : score);
        });
        String mode = request.mode() == Plan.Mode.RECALL ? "recall" : "balanced";
        return new Report(mode, request.heldOut() ? "held-out" : "learned", scores, List.of());
    }

    private static FittedWeights fit(Map<Run, List<Attempt>> attempts, Consumer<String> progress) {
        progress.accept("learning");
        Weights weights = new Training(examples(attempts)).fit();
        StringBuilder file = new StringBuilder("# Learned by 'evaluate --fit', not to be edited. From:\n");
        attempts.entrySet().stream()
                .filter(one -> one.getKey().given())
                .sorted(Comparator.comparing(one -> one.getKey().name()))
                .forEach(one -> file.append("#   ")
                        .append(one.getKey().name())
                        .append(": ")
                        .append(one.getValue().size())
                        .append(" requirements, ")
                        .append(one.getKey().stocked().corpus().specs().size())
                        .append(" specs\n"));
        file.append("# like: trait, weight within a line; need: term, first weight, second weight\n");
        weights.lines().forEach(line -> file.append(line).append('\n'));
        return new FittedWeights(file.toString());
    }

    private Map<Run, List<Attempt>> attempts(EvaluationRequest request, Consumer<String> progress) {
        Map<Run, List<Attempt>> attempts = new LinkedHashMap<>();
        for (Run run : runs(request, progress)) {
            attempts.put(run, workbench.attempt(run, request, progress));
        }
        return attempts;
    }

    private List<Run> runs(EvaluationRequest request, Consumer<String> progress) {
        List<Run> runs = new ArrayList<>();
        for (Corpus corpus : request.read()) {
            runs.addAll(Run.of(workbench.stock(corpus, progress), request));
        }
        return runs;
    }

    /** Each run counts as much as its weight, however many cases it has. */
    private static List<Training.Example> examples(Map<Run, List<Attempt>> attempts) {
        List<Training.Example> examples = new ArrayList<>();
        attempts.forEach((run, some) ->
                some.forEach(attempt -> examples.add(new Training.Example(attempt, run.name(), run.weight()))));
        // Sums of floating point depend on their order, so it must not depend on that of files.
        examples.sort(Comparator.comparing(Training.Example::run)
                .thenComparing(example -> example.attempt().asked().id())
                .thenComparing(example -> example.attempt().asked().requirement()));
        return examples;
    }
}
