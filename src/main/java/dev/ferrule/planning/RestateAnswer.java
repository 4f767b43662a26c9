package dev.ferrule.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a language model answers when it restates; see {@code prompts/restate.md}. What it leaves out is made empty. */
record RestateAnswer(List<Wanted> lines, List<String> forbidden, String trigger, List<String> questions) {

    private static final int MOST_LINES = 24;
    private static final int MOST_QUESTIONS = 4;

    RestateAnswer {
        lines = Given.list(lines, MOST_LINES);
        forbidden = Given.texts(forbidden, MOST_LINES);
        trigger = Given.text(trigger);
        questions = Given.texts(questions, MOST_QUESTIONS);
    }

    /**
     * One operation that is wanted.
     *
     * @param clause copied from the requirement
     * @param system its number; 0: none of those that were offered
     * @param elsewhere the name of the system that was not offered
     * @param operation verb and resource
     * @param keywords more words that its documentation may use
     */
    record Wanted(String clause, JsonNode system, String elsewhere, String role, String operation, String keywords) {

        Wanted {
            system = Given.node(system);
            clause = Given.text(clause);
            elsewhere = Given.text(elsewhere);
            role = Given.text(role);
            operation = Given.text(operation);
            keywords = Given.text(keywords);
        }

        boolean isPrerequisite() {
            return role.toLowerCase(Locale.ROOT).startsWith("pre");
        }

        int systemNumber() {
            return Given.number(system);
        }
    }

    /** What is wrong with the answer, for the model. */
    List<String> faults(int systems) {
        List<String> faults = new ArrayList<>();
        if (lines.isEmpty()) {
            faults.add("lines is empty: at least one operation is needed.");
        }
        for (int i = 0; i < lines.size(); i++) {
            Wanted line = lines.get(i);
            if (line.systemNumber() < 0 || line.systemNumber() > systems) {
                faults.add("lines[" + i + "].system is no number from 1 to " + systems + ", nor 0 for none of them.");
            }
            if (line.operation().isBlank()) {
                faults.add("lines[" + i + "].operation is empty.");
            }
        }
        return faults;
    }

    /** What sets the integration off, as a workflow says it; null where the model did not say. */
    @Nullable
    String workflowTrigger() {
        return switch (trigger.toLowerCase(Locale.ROOT)) {
            case "event", "webhook" -> "webhook";
            case "schedule" -> "schedule";
            case "manual" -> "manual";
            default -> null;
        };
    }
}
