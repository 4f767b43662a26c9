package dev.ferrule.evaluation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often the first auth method that is detected is of the right kind.
 *
 * @param brier mean squared distance between confidence and truth: 0 is perfect, 0.25 is a coin
 * @param reliability how often answers of such a confidence were right
 * @param confusion by the label's first kind: what was said, how often
 * @param wrong answers, in words
 */
public record AuthScore(
        String name,
        int systems,
        int right,
        double brier,
        List<Reliability.Bin> reliability,
        Map<String, Map<String, Integer>> confusion,
        List<String> wrong) {

    /** One detection. */
    record Answer(String spec, List<String> labels, String said, double confidence) {

        boolean isRight() {
            return labels.stream().anyMatch(label -> Trial.accepts(label, said));
        }
    }

    static AuthScore of(String name, List<Answer> answers, int worst) {
        Map<String, Map<String, Integer>> confusion = new TreeMap<>();
        double brier = 0;
        for (Answer answer : answers) {
            String label = answer.labels.isEmpty() ? "" : answer.labels.get(0);
            confusion.computeIfAbsent(label, one -> new TreeMap<>()).merge(answer.said, 1, Integer::sum);
            brier += Math.pow(answer.confidence - (answer.isRight() ? 1 : 0), 2) / answers.size();
        }
        return new AuthScore(
                name,
                answers.size(),
                (int) answers.stream().filter(Answer::isRight).count(),
                Figure.round(brier),
                Reliability.bins(answers.stream()
                        .map(answer -> new Reliability.Outcome(answer.confidence, answer.isRight()))
                        .toList()),
                confusion,
                answers.stream()
                        .filter(answer -> !answer.isRight())
                        .limit(worst)
                        .map(answer -> answer.spec + ": said " + answer.said + ", labelled "
                                + String.join(" or ", answer.labels))
                        .toList());
    }
}
