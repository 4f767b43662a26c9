package dev.ferrule.evaluation;

import dev.ferrule.catalogue.Words;
import dev.ferrule.evaluation.Corpus.Expected;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What is measured of each trial; NaN where a case has nothing to measure. A corpus has the mean over its cases. */
enum Measure {
    RECALL_5("R@5", false, trial -> recall(trial, 5, expected -> true)),
    RECALL_10("R@10", true, trial -> recall(trial, 10, expected -> true)),
    RECALL_20("R@20", false, trial -> recall(trial, 20, expected -> true)),
    PREREQUISITES_10("prerequisites R@10", true, trial -> recall(trial, 10, Expected::prerequisite)),
    FULL_10("full@10", true, trial -> recall(trial, 10, expected -> true) == 1 ? 1 : 0),
    FULL_20("full@20", false, trial -> recall(trial, 20, expected -> true) == 1 ? 1 : 0),
    SET_RECALL("set recall", true, Measure::setRecall),
    SET_PRECISION("set precision", true, Measure::setPrecision),
    SET_F1("set F1", true, Measure::f1),
    SET_SIZE("set size", false, trial -> trial.chosen().size()),
    COVERS_ALL("set covers all", false, trial -> setRecall(trial) == 1 ? 1 : 0),
    NO_TRAP("no trap chosen", true, Measure::noTrap),
    MISSING_FOUND("missing found", true, Measure::missingFound),
    FALSE_ALARMS("false alarms", true, Measure::falseAlarms),
    AUTH_RIGHT("auth right", true, Measure::authRight),
    SYSTEM_FIRST("named system first", true, trial -> systems(trial, true)),
    SYSTEM_OFFERED("named system offered", false, trial -> systems(trial, false));

    private static final double SAME_CLAUSE = 0.5;

    final String label;
    /** Whether a run fails when this gets worse. */
    final boolean main;

    private final ToDoubleFunction<Trial> function;

    Measure(String label, boolean main, ToDoubleFunction<Trial> function) {
        this.label = label;
        this.main = main;
        this.function = function;
    }

    double of(Trial trial) {
        return function.applyAsDouble(trial);
    }

    boolean lessIsBetter() {
        return this == FALSE_ALARMS;
    }

    private static double recall(Trial trial, int k, Predicate<Expected> which) {
        List<Expected> needed = trial.asked().needed().stream().filter(which).toList();
        return share(needed, expected -> trial.isWithin(expected, k));
    }

    private static double setRecall(Trial trial) {
        double share = share(trial.asked().needed(), trial::isMet);
        return Double.isNaN(share) ? 1 : share;
    }

    private static double setPrecision(Trial trial) {
        double share = share(
                trial.chosen(),
                choice -> trial.asked().isRight(choice.operation())
                        || trial.asked().extras().contains(choice.operation()));
        return Double.isNaN(share) ? 0 : share;
    }

    private static double f1(Trial trial) {
        double recall = setRecall(trial);
        double precision = setPrecision(trial);
        return recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision);
    }

    private static double noTrap(Trial trial) {
        Set<String> traps = trial.asked().traps();
        return traps.isEmpty() ? Double.NaN : traps.stream().noneMatch(trial::isChosen) ? 1 : 0;
    }

    private static double missingFound(Trial trial) {
        return share(
                trial.asked().missing(),
                clause -> trial.missing().stream().anyMatch(reported -> isSameClause(clause, reported)));
    }

    /** How many clauses are said to be missing that are not. */
    private static double falseAlarms(Trial trial) {
        return trial.missing().stream()
                .filter(reported ->
                        trial.asked().missing().stream().noneMatch(clause -> isSameClause(clause, reported)))
                .count();
    }

    /** The label paraphrases (and explains after a colon), so half of the shorter one's words must be in the other. */
    static boolean isSameClause(String label, String reported) {
        Set<String> one = new HashSet<>(Words.of(label.split(":", 2)[0]));
        Set<String> other = new HashSet<>(Words.of(reported));
        int smaller = Math.min(one.size(), other.size());
        one.retainAll(other);
        return smaller > 0 && one.size() >= SAME_CLAUSE * smaller;
    }

    private static double authRight(Trial trial) {
        List<Corpus.System> planned = trial.asked().systems().stream()
                .filter(system -> !system.auth().isEmpty() && trial.auth().containsKey(system.spec()))
                .toList();
        return share(planned, system -> {
            String kind = trial.auth().getOrDefault(system.spec(), "");
            return system.auth().stream().anyMatch(label -> Trial.accepts(label, kind));
        });
    }

    /** First: it stands as far ahead as there are systems to be found. Offered: found at all, or as a look-alike. */
    private static double systems(Trial trial, boolean first) {
        List<Trial.Found> found = trial.systems();
        if (found == null) {
            return Double.NaN;
        }
        Map<String, Integer> places = trial.placesOfSystems();
        List<Corpus.System> named = trial.asked().systems().stream()
                .filter(system -> isNamed(system.name(), trial.asked().requirement()))
                .toList();
        return share(named, system -> {
            if (first) {
                return places.getOrDefault(system.spec(), Integer.MAX_VALUE)
                        < trial.asked().systems().size();
            }
            return places.containsKey(system.spec())
                    || found.stream().anyMatch(one -> one.lookAlikes().contains(system.spec()));
        });
    }

    /** By a word of its name at least; "API" and the like name nothing. */
    static boolean isNamed(String name, String requirement) {
        Set<String> said =
                new HashSet<>(List.of(requirement.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}-]+")));
        for (String word : name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}-]+")) {
            if (word.length() > 2 && !word.equals("api") && said.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static <T> double share(List<T> all, Predicate<T> right) {
        return all.isEmpty() ? Double.NaN : (double) all.stream().filter(right).count() / all.size();
    }
}
