package dev.ferrule.evaluation;

import dev.ferrule.planning.Plan;
import dev.ferrule.planning.Weights;
import java.util.ArrayList;
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

    /** @param progress told in words what is being done */
    public Report evaluate(EvaluationRequest request, Consumer<String> progress) {
        List<Score> scores = new ArrayList<>();
        if (request.heldOut()) {
            Map<Run, List<Attempt>> attempts = attempts(request, progress);
            Training training = new Training(examples(attempts));
            Map<Attempt, Trial> trials = training.heldOut(progress);
            attempts.forEach((run, some) -> scores.add(
                    Score.of(run.name(), some.stream().map(trials::get).toList(), request.worst())));
        } else {
            for (Run run : runs(request, progress)) {
                List<Trial> trials = workbench.attempt(run, request, progress).stream()
                        .map(attempt -> attempt.trial(Weights.LEARNED))
                        .toList();
                scores.add(Score.of(run.name(), trials, request.worst()));
            }
        }
        String mode = request.mode() == Plan.Mode.RECALL ? "recall" : "balanced";
        return new Report(mode, request.heldOut() ? "held-out" : "learned", scores, List.of());
    }

    /** The text of a file of weights, learned from all cases of the corpora. */
    public String fit(EvaluationRequest request, Consumer<String> progress) {
        Map<Run, List<Attempt>> attempts = attempts(request, progress);
        progress.accept("learning");
        Weights weights = new Training(examples(attempts)).fit();
        StringBuilder file = new StringBuilder("# Learned by 'evaluate --fit', not to be edited. From:\n");
        attempts.forEach((run, some) -> file.append("#   ")
                .append(run.name())
                .append(": ")
                .append(some.size())
                .append(" requirements, ")
                .append(run.stocked().corpus().specs().size())
                .append(" specs\n"));
        file.append("# feature first second\n");
        weights.lines().forEach(line -> file.append(line).append('\n'));
        return file.toString();
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
        return examples;
    }
}
