package dev.ferrule.cli;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.Plan.Coverage;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Question;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A plan as a person reads it on a terminal. Text from specs loses its control characters, which could steer one. */
final class PlanTable {

    private final PrintWriter out;

    PlanTable(PrintWriter out) {
        this.out = out;
    }

    void print(Plan plan) {
        out.printf(
                Locale.ROOT,
                "Plan %s by the %s planner in %d ms%n",
                plan.id(),
                plan.engine().kind(),
                plan.usage().durationMs());
        plan.notes().forEach(note -> out.println("Note: " + clean(note)));
        if (plan.systems().isEmpty()) {
            out.printf("%nNo system of the catalogue fits.%n");
        }
        plan.systems().forEach(this::print);
        out.printf("%nCoverage%n");
        plan.coverage().forEach(this::print);
        if (!plan.questions().isEmpty()) {
            out.printf("%nQuestions%n");
            plan.questions().forEach(this::print);
        }
        plan.workflows()
                .forEach(workflow -> out.printf(
                        "%nWorkflow: started by %s, %d steps%n",
                        workflow.trigger(), workflow.steps().size()));
    }

    private void print(PlannedSystem system) {
        out.printf(
                "%n%s   %s   (%s)%n",
                clean(system.name()),
                system.baseUrl() == null ? "no base URL in the spec" : clean(system.baseUrl()),
                clean(system.why()));
        system.authMethods().stream()
                .filter(AuthMethod::recommended)
                .forEach(method -> out.printf(
                        "  auth: %s%s%s%n",
                        method.type(),
                        method.flow() == null ? "" : " " + method.flow(),
                        method.scopes().isEmpty() ? "" : "   scopes: " + clean(String.join(" ", method.scopes()))));
        int width = width(system.endpoints());
        for (PlannedEndpoint endpoint : system.endpoints()) {
            out.printf(
                    Locale.ROOT,
                    "  %.2f  %-6s %-" + width + "s  %s%n",
                    endpoint.confidence(),
                    endpoint.method(),
                    clean(endpoint.path()),
                    clean(endpoint.summary()));
            out.printf(
                    "        %s \"%s\"   %s%n",
                    endpoint.role() == Plan.Role.PREREQUISITE ? "needed first for" : "for",
                    clean(endpoint.clause()),
                    clean(endpoint.evidence().get(0).pointer()));
        }
    }

    private static int width(List<PlannedEndpoint> endpoints) {
        return Math.min(
                60,
                endpoints.stream()
                        .mapToInt(endpoint -> endpoint.path().length())
                        .max()
                        .orElse(1));
    }

    private void print(Coverage coverage) {
        out.printf("  %-9s \"%s\"%n", coverage.status().name().toLowerCase(Locale.ROOT), clean(coverage.clause()));
    }

    private void print(Question question) {
        out.printf(
                "  %s  %s: %s%n",
                question.id(), question.importance().name().toLowerCase(Locale.ROOT), clean(question.text()));
        question.options().forEach(option -> out.printf("          - %s%n", clean(option)));
    }

    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
