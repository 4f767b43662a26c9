package dev.ferrule.auth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fewest scopes that let every operation through, where each may accept any one of several sets. Finding the very
 * fewest is a hitting-set problem; taking the set that satisfies the most operations at each step is near enough. Of equally good ones the more
 * specific (read-only, then the longer name) wins, as it grants less.
 */
final class LeastScopes {

    private LeastScopes() {}

    /** @param accepted for each operation the scope sets of which one is enough */
    static Set<String> of(List<List<Set<String>>> accepted) {
        Set<String> granted = new TreeSet<>();
        List<List<Set<String>>> open = new ArrayList<>(accepted);
        while (true) {
            open.removeIf(alternatives -> alternatives.stream().anyMatch(granted::containsAll));
            if (open.isEmpty()) {
                return granted;
            }
            Set<String> next = open.stream()
                    .flatMap(List::stream)
                    .distinct()
                    .min(Comparator.<Set<String>>comparingDouble(set -> -satisfied(open, granted, set))
                            .thenComparing(set -> isReadOnly(set) ? 0 : 1)
                            .thenComparing(set -> -String.join(" ", set).length())
                            .thenComparing(Set::toString))
                    .orElseThrow();
            granted.addAll(next);
        }
    }

    /** Operations let through for each scope that would be added. */
    private static double satisfied(List<List<Set<String>>> open, Set<String> granted, Set<String> set) {
        Set<String> then = new TreeSet<>(granted);
        then.addAll(set);
        long operations = open.stream()
                .filter(alternatives -> alternatives.stream().anyMatch(then::containsAll))
                .count();
        return (double) operations / Math.max(1, then.size() - granted.size());
    }

    private static boolean isReadOnly(Set<String> set) {
        return set.stream()
                .allMatch(scope -> Text.bare(scope).contains("readonly")
                        || Text.bare(scope).endsWith("read"));
    }
}
