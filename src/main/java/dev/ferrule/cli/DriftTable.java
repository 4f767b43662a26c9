package dev.ferrule.cli;

import dev.ferrule.drift.Change;
import dev.ferrule.drift.ConnectionsDrift;
import dev.ferrule.drift.DriftReport;
import dev.ferrule.drift.EndpointDrift;
import dev.ferrule.drift.Merge;
import dev.ferrule.drift.Severity;
import dev.ferrule.drift.UpgradeResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Drift as a person reads it on a terminal. Text from specs loses its control characters, which could steer one. */
final class DriftTable {

    private static final int CHANGES = 5;

    private final PrintWriter out;

    DriftTable(PrintWriter out) {
        this.out = out;
    }

    void print(Object answer) {
        if (answer instanceof DriftReport report) {
            print(report);
        } else if (answer instanceof UpgradeResult result) {
            print(result);
        } else if (answer instanceof List<?> lines) {
            lines.stream()
                    .filter(DriftReport.Line.class::isInstance)
                    .map(DriftReport.Line.class::cast)
                    .forEach(this::print);
            if (lines.isEmpty()) {
                out.println("No connector is touched by a newer version of its specs.");
            }
        }
    }

    private void print(DriftReport.Line line) {
        out.printf(
                "%s  %-13s %s, %s  %s  (newest: %s)%n",
                line.connectorId(),
                word(line.severity()),
                counted(line.endpoints(), "endpoint"),
                counted(line.templates(), "template"),
                clean(line.name()),
                clean(line.newest().stream()
                        .map(version -> version.title() + " " + version.version())
                        .collect(Collectors.joining(", "))));
    }

    private void print(DriftReport report) {
        out.printf("%s  %s: %s%n", report.connectorId(), clean(report.name()), word(report.severity()));
        report.newest()
                .forEach(version -> out.printf(
                        "  newest: %s %s  (%s)%n", clean(version.title()), clean(version.version()), version.specId()));
        report.draft().document().forEach(change -> print("  ", change));
        report.draft().endpoints().forEach(this::print);
        for (DriftReport.TemplateDrift template : report.templates()) {
            out.printf(
                    "%nTemplate %s  %s  at %s: %s%n  %s%n",
                    template.templateId(),
                    clean(template.name()),
                    template.revision() == null ? "the draft" : "revision " + template.revision(),
                    word(template.severity()),
                    template.advice());
        }
        print(report.connected());
    }

    private void print(EndpointDrift endpoint) {
        out.printf(
                "%n  %-13s %s %s  %s%n",
                word(endpoint.severity()),
                endpoint.method(),
                clean(endpoint.path()),
                endpoint.kind().name().toLowerCase(Locale.ROOT));
        endpoint.changes().stream().limit(CHANGES).forEach(change -> print("    ", change));
        if (endpoint.changes().size() > CHANGES) {
            out.printf("    and %d more%n", endpoint.changes().size() - CHANGES);
        }
        out.println("    -> " + clean(endpoint.advice()));
    }

    private void print(String indent, Change change) {
        out.printf("%s%s  %s   %s%n", indent, change.code(), clean(change.message()), clean(change.pointer()));
    }

    private void print(ConnectionsDrift connected) {
        connected
                .own()
                .forEach(one -> out.printf(
                        "%nConnection %s  %s: %s%n  %s%n",
                        one.connectionId(),
                        clean(one.name()),
                        one.change().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        one.advice()));
        connected
                .endUsers()
                .forEach(one -> out.printf(
                        "%nEnd users of template %s: of %d connected, %d follow and %d must connect again%n  %s%n",
                        one.templateId(), one.connected(), one.follow(), one.needLogin(), one.advice()));
    }

    private void print(UpgradeResult result) {
        boolean there = result.templates().stream()
                .allMatch(template -> Objects.equals(template.fromRevision(), result.fromRevision()));
        if (result.dryRun() && result.steps().isEmpty() && there) {
            out.println("Nothing to do. The connector and the templates named are there already.");
            return;
        }
        out.println(result.dryRun() ? "Would be done:" : "Done: revision " + result.toRevision());
        for (Merge.Step step : result.steps()) {
            out.printf(
                    "  %-9s %s %s  %s%n",
                    step.action().name().toLowerCase(Locale.ROOT),
                    step.what(),
                    step.id() == null ? "" : step.id(),
                    clean(step.message()));
        }
        for (Merge.Conflict conflict : result.conflicts()) {
            out.printf(
                    "  conflict  %s %s %s: ours '%s', theirs '%s', taken: %s%n",
                    conflict.what(),
                    conflict.id(),
                    conflict.field(),
                    clean(String.valueOf(conflict.ours())),
                    clean(String.valueOf(conflict.theirs())),
                    conflict.resolved());
        }
        for (UpgradeResult.Moved template : result.templates()) {
            out.printf(
                    "  template  %s %s: %s%s%n",
                    template.templateId(),
                    clean(template.name()),
                    result.dryRun() ? "would go along" : "at revision " + template.toRevision(),
                    template.removed().isEmpty()
                            ? ""
                            : "; calls are refused from then on to " + String.join(" ", template.removed()));
            Integer followed = template.endUsersFollowed();
            if (followed != null && followed > 0) {
                out.printf("            with the connections of %s%n", counted(followed, "end user"));
            }
        }
        if (result.templates().isEmpty()) {
            out.println(
                    "  templates all stay at the revision that they have pinned (--all-templates takes them along).");
        }
        print(result.connected());
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
