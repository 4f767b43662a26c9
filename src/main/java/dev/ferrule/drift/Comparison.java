package dev.ferrule.drift;

import dev.ferrule.catalogue.Spec;
import java.util.List;

/**
 * How a version of a spec differs from another one.
 *
 * @param document what is said for all operations at once, such as servers
 * @param operations those that differ, by path and method; only {@code summary} counts the others
 */
public record Comparison(
        Version from, Version to, Summary summary, List<Change> document, List<OperationChange> operations) {

    public record Version(String specId, String title, String version) {

        static Version of(Spec spec) {
            return new Version(spec.id(), spec.title(), spec.version());
        }
    }

    /** Operations by their worst change, those in another place among them, and how many are as they were. */
    record Summary(int breaking, int compatible, int documentation, int notCompared, int unchanged) {

        static Summary of(List<OperationChange> operations, int unchanged) {
            return new Summary(
                    count(operations, Severity.BREAKING),
                    count(operations, Severity.COMPATIBLE),
                    count(operations, Severity.DOCUMENTATION),
                    count(operations, Severity.UNKNOWN),
                    unchanged);
        }

        private static int count(List<OperationChange> operations, Severity severity) {
            return (int) operations.stream()
                    .filter(operation -> operation.severity() == severity)
                    .count();
        }
    }

    /** Roughly, in changes, for whoever keeps some. */
    int weight() {
        return 10
                + operations.size()
                + operations.stream().mapToInt(one -> one.changes().size()).sum();
    }
}
