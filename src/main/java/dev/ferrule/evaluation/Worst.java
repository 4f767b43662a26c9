package dev.ferrule.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A case that went badly.
 *
 * @param why each clause that was lost, with its place and probability, and each wrong choice, traps first
 */
public record Worst(String id, String requirement, double f1, List<String> why) {

    private static final int WRONG = 8;

    /** Those with a trap chosen or the least F1 first. */
    static List<Worst> of(List<Trial> trials, int most) {
        return trials.stream()
                .sorted(Comparator.comparingDouble(
                        (Trial trial) -> Measure.SET_F1.of(trial) - (Measure.NO_TRAP.of(trial) == 0 ? 1 : 0)))
                .limit(most)
                .map(trial -> new Worst(
                        trial.asked().id(),
                        trial.asked().requirement(),
                        Figure.round(Measure.SET_F1.of(trial)),
                        why(trial)))
                .filter(worst -> !worst.why.isEmpty())
                .toList();
    }

    private static List<String> why(Trial trial) {
        List<String> why = new ArrayList<>();
        trial.chosen().stream()
                .filter(choice -> trial.asked().traps().contains(choice.operation()))
                .forEach(choice -> why.add("trap chosen: " + text(choice)));
        trial.asked().needed().stream()
                .filter(expected -> !trial.isMet(expected))
                .forEach(expected -> why.add(lost(trial, expected)));
        trial.chosen().stream()
                .filter(choice -> !trial.asked().isRight(choice.operation())
                        && !trial.asked().extras().contains(choice.operation())
                        && !trial.asked().traps().contains(choice.operation()))
                .limit(WRONG)
                .forEach(choice -> why.add("wrong choice: " + text(choice)));
        trial.asked().missing().stream()
                .filter(clause -> trial.missing().stream().noneMatch(said -> Measure.isSameClause(clause, said)))
                .forEach(clause -> why.add("not said to be missing: " + clause));
        trial.missing().stream()
                .filter(said ->
                        trial.asked().missing().stream().noneMatch(clause -> Measure.isSameClause(clause, said)))
                .forEach(said -> why.add("said to be missing: " + said));
        return why;
    }

    private static String lost(Trial trial, Corpus.Expected expected) {
        OptionalInt place = trial.place(expected);
        String where = place.isEmpty()
                ? "not among the candidates"
                : String.format(Locale.ROOT, "at rank %d, p %.2f", place.getAsInt(), trial.probability(expected));
        String operations = String.join(" or ", expected.anyOf());
        return (expected.prerequisite() ? "lost prerequisite" : "lost")
                + (operations.contains(expected.clause()) ? "" : " '" + expected.clause() + "'")
                + ": "
                + operations
                + ", "
                + where;
    }

    private static String text(Trial.Choice choice) {
        return String.format(Locale.ROOT, "%s, p %.2f", choice.operation(), choice.probability());
    }
}
