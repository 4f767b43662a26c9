package dev.ferrule.evaluation;

import dev.ferrule.planning.Ranking.Ranked;
import dev.ferrule.planning.Weights;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Learns first how operations compete within a line, then the two sets of weights: the first without knowing who yields ids for whom; with the probabilities that it
 * gives, yields are known, and the second is learned with them.
 */
final class Training {

    /** The sum of the weights of all cases of a run of weight 1; against it stands the ridge. */
    private static final double RUN = 10;

    /** The same for the choices within lines. */
    private static final double CHOICES = 30;

    private static final int ROUNDS = 3;

    private final List<Example> examples;

    Training(List<Example> examples) {
        this.examples = examples;
    }

    /** @param weight of all examples of its run together, against other runs */
    record Example(Attempt attempt, String run, double weight) {

        String fold() {
            return attempt.asked().fold();
        }

        /** A run without the specs given is tested by what the others teach. */
        boolean teaches() {
            return attempt.given();
        }
    }

    Weights fit() {
        return fit(examples.stream().filter(Example::teaches).toList());
    }

    /** Each case by weights that are learned without any case of its fold. */
    Map<Attempt, Trial> heldOut(Consumer<String> progress) {
        Map<Attempt, Trial> trials = new IdentityHashMap<>();
        List<String> folds = examples.stream().map(Example::fold).distinct().toList();
        for (String fold : folds) {
            progress.accept("learning without " + fold);
            Weights weights = fit(examples.stream()
                    .filter(one -> one.teaches() && !one.fold().equals(fold))
                    .toList());
            examples.stream()
                    .filter(one -> one.fold().equals(fold))
                    .forEach(one -> trials.put(one.attempt, one.attempt.trial(weights)));
        }
        return trials;
    }

    private static Weights fit(List<Example> lessons) {
        double[] none = new double[Weights.terms().size()];
        double[] likeness = likeness(lessons);
        double[] first = fit(lessons, new Weights(likeness, none, none), Weights.places(false));
        return new Weights(likeness, first, fit(lessons, new Weights(likeness, first, none), Weights.places(true)));
    }

    /** Learned in rounds, since which line asks for what is told by what was learned before. */
    private static double[] likeness(List<Example> lessons) {
        Map<String, Long> cases = casesByRun(lessons);
        Map<Example, Competitions> competitions = new IdentityHashMap<>();
        lessons.forEach(lesson -> competitions.put(lesson, new Competitions(lesson.attempt)));
        double[] weights = Weights.plainLikeness();
        for (int round = 0; round < ROUNDS; round++) {
            ConditionalLogit logit = new ConditionalLogit();
            for (Example lesson : lessons) {
                Competitions own = Objects.requireNonNull(competitions.get(lesson));
                double weight =
                        CHOICES * lesson.weight / cases.getOrDefault(lesson.run, 1L) / Math.max(1, own.wanted());
                own.choices(weights).forEach(choice -> logit.add(choice, weight));
            }
            weights = logit.fit(weights);
        }
        return weights;
    }

    private static Map<String, Long> casesByRun(List<Example> lessons) {
        return lessons.stream().collect(Collectors.groupingBy(Example::run, Collectors.counting()));
    }

    /** @param before by which yields are known */
    private static double[] fit(List<Example> lessons, Weights before, int[] places) {
        Map<String, Long> cases = casesByRun(lessons);
        LogisticRegression regression = new LogisticRegression(places.length);
        for (Example lesson : lessons) {
            double weight = RUN * lesson.weight / cases.getOrDefault(lesson.run, 1L);
            Corpus.Case asked = lesson.attempt.asked();
            for (Ranked one : lesson.attempt.ranking().operations(before)) {
                String operation = Corpus.operation(
                        lesson.attempt.namesById().getOrDefault(one.specId(), ""), one.method(), one.path());
                boolean right = asked.isRight(operation);
                if (!one.forbidden() && (right || !asked.extras().contains(operation))) {
                    regression.add(pick(one.terms(), places), right, weight);
                }
            }
        }
        double[] fitted = regression.fit();
        double[] weights = new double[Weights.terms().size()];
        for (int i = 0; i < places.length; i++) {
            weights[places[i]] = fitted[i];
        }
        return weights;
    }

    private static double[] pick(double[] features, int[] places) {
        double[] picked = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            picked[i] = features[places[i]];
        }
        return picked;
    }
}
