package dev.ferrule.chat;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.Plan.Coverage;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Plan.Role;
import dev.ferrule.planning.Plan.Status;
import dev.ferrule.planning.Question;
import dev.ferrule.planning.Question.Importance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Says in Markdown what is in a plan; the plan itself says it in full. */
final class PlanText {

    private static final int MOST_QUESTIONS = 6;
    private static final int LONGEST = 140;

    private PlanText() {}

    static String of(Plan plan, List<String> remarks) {
        StringBuilder text = new StringBuilder();
        remarks.forEach(remark -> text.append(remark).append('\n'));
        if (!remarks.isEmpty()) {
            text.append('\n');
        }
        int endpoints = endpoints(plan);
        if (endpoints == 0) {
            text.append("I found nothing in the specs that fits.\n");
        } else {
            text.append("The plan has ")
                    .append(counted(endpoints, "endpoint"))
                    .append(" of ")
                    .append(counted(plan.systems().size(), "system"))
                    .append(".\n");
        }
        plan.systems().forEach(system -> system(text, system));
        coverage(text, plan.coverage());
        plan.notes().forEach(note -> text.append("\nNote: ").append(note).append('\n'));
        questions(text, plan);
        return text.toString().strip();
    }

    static int endpoints(Plan plan) {
        return plan.systems().stream()
                .mapToInt(system -> system.endpoints().size())
                .sum();
    }

    static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void system(StringBuilder text, PlannedSystem system) {
        String auth = system.authMethods().stream()
                .filter(AuthMethod::recommended)
                .map(method -> method.type().replace('_', ' '))
                .collect(Collectors.joining(", "));
        text.append("\n**")
                .append(Texts.line(system.name()))
                .append("**")
                .append(auth.isEmpty() ? "" : " (" + auth + ")")
                .append('\n');
        for (PlannedEndpoint one : system.endpoints()) {
            text.append("- `")
                    .append(one.method())
                    .append(' ')
                    .append(one.path())
                    .append("` ");
            text.append(one.role() == Role.PREREQUISITE ? "needed first for " : "for ");
            text.append('“').append(shortened(one.clause())).append("”\n");
        }
    }

    private static void coverage(StringBuilder text, List<Coverage> coverage) {
        List<String> missing = coverage.stream()
                .filter(met -> met.status() == Status.MISSING)
                .map(met -> "“" + shortened(met.clause()) + "”")
                .toList();
        if (!missing.isEmpty()) {
            text.append("\nNothing does ").append(String.join(", ", missing)).append(".\n");
        }
    }

    /** Open questions in the order in which they matter. */
    static List<Question> open(Plan plan) {
        List<Question> open = new ArrayList<>(plan.questions().stream()
                .filter(question -> question.answer() == null && !question.ignored())
                .toList());
        open.sort(Comparator.comparing(Question::importance));
        return open;
    }

    private static void questions(StringBuilder text, Plan plan) {
        List<Question> open = open(plan);
        if (open.isEmpty()) {
            return;
        }
        text.append(
                "\nOpen questions (answer with \"1: …\", or \"ignore 1\"; what stays open is assumed as planned):\n");
        for (Question question : open.subList(0, Math.min(MOST_QUESTIONS, open.size()))) {
            text.append(question.id().substring(1))
                    .append(". ")
                    .append(question.importance() == Importance.HIGH ? "" : "(minor) ")
                    .append(Texts.line(question.text()));
            if (!question.options().isEmpty()) {
                text.append(" — ")
                        .append(question.options().stream().map(Texts::line).collect(Collectors.joining(" | ")));
            }
            text.append('\n');
        }
        if (open.size() > MOST_QUESTIONS) {
            text.append("… and ").append(open.size() - MOST_QUESTIONS).append(" more in the plan.\n");
        }
    }

    static String shortened(String text) {
        return Texts.shortened(Texts.line(text), LONGEST);
    }
}
