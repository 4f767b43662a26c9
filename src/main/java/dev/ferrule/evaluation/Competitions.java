package dev.ferrule.evaluation;

import dev.ferrule.evaluation.Corpus.Expected;
import dev.ferrule.planning.Ranking.Rival;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The lines of one requirement, each with the operations that compete there. Nobody labelled which line asks for which
 * operation: a wanted operation is taken to be asked for by the line where it does best, as the weights of the moment
 * see it, and by none where it does badly everywhere (then it is needed, but no line says so).
 */
final class Competitions {

    private static final int BADLY = 15;

    private final Attempt attempt;
    private final List<List<Entry>> lines = new ArrayList<>();

    private record Entry(String operation, double[] traits, boolean counts) {}

    Competitions(Attempt attempt) {
        this.attempt = attempt;
        Map<String, String> names = attempt.namesById();
        Corpus.Case asked = attempt.asked();
        for (List<Rival> line : attempt.ranking().lines()) {
            List<Entry> entries = new ArrayList<>();
            for (Rival rival : line) {
                String operation =
                        Corpus.operation(names.getOrDefault(rival.specId(), ""), rival.method(), rival.path());
                boolean counts = !asked.isRight(operation) && !asked.extras().contains(operation);
                entries.add(new Entry(operation, rival.traits(), counts));
            }
            lines.add(entries);
        }
    }

    /** For each wanted operation that some line asks for: itself, and the wrong ones that it competes with there. */
    List<List<double[]>> choices(double[] weights) {
        List<double[][]> wrong = new ArrayList<>();
        for (List<Entry> line : lines) {
            wrong.add(line.stream().filter(Entry::counts).map(Entry::traits).toArray(double[][]::new));
        }
        List<List<double[]>> choices = new ArrayList<>();
        for (Expected expected : attempt.asked().expected()) {
            if (expected.prerequisite()) {
                continue;
            }
            int bestPlace = BADLY + 1;
            int bestLine = -1;
            double[] best = {};
            for (int line = 0; line < lines.size(); line++) {
                for (Entry entry : lines.get(line)) {
                    if (expected.anyOf().contains(entry.operation)) {
                        int place = place(wrong.get(line), entry.traits, weights);
                        if (place < bestPlace) {
                            bestPlace = place;
                            bestLine = line;
                            best = entry.traits;
                        }
                    }
                }
            }
            if (bestLine >= 0) {
                List<double[]> choice = new ArrayList<>();
                choice.add(best);
                choice.addAll(List.of(wrong.get(bestLine)));
                choices.add(choice);
            }
        }
        return choices;
    }

    int wanted() {
        return attempt.asked().expected().size();
    }

    private static int place(double[][] wrong, double[] traits, double[] weights) {
        double score = ConditionalLogit.score(traits, weights);
        int place = 0;
        for (double[] rival : wrong) {
            place += ConditionalLogit.score(rival, weights) > score ? 1 : 0;
        }
        return place;
    }
}
