package dev.ferrule.planning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a language model answers when it selects; see {@code prompts/select.md}. */
record SelectAnswer(List<Pick> lines) {

    private static final int MOST_LINES = 30;
    private static final int MOST_OPERATIONS = 4;

    SelectAnswer {
        lines = Given.list(lines, MOST_LINES);
    }

    /**
     * What serves one line.
     *
     * @param verdict chosen, missing or unresolved
     * @param operations by number
     * @param why more than one is needed
     */
    record Pick(JsonNode line, String verdict, List<JsonNode> operations, String why) {

        Pick {
            line = Given.node(line);
            verdict = Given.text(verdict);
            operations = Given.list(operations, 2 * MOST_OPERATIONS);
            why = Given.text(why);
        }

        int lineNumber() {
            return Given.number(line);
        }

        boolean isMissing() {
            return verdict.toLowerCase(Locale.ROOT).startsWith("miss");
        }

        /** How many operations count: one, or a few with a reason. */
        int most() {
            return why.isBlank() ? 1 : MOST_OPERATIONS;
        }
    }

    /** What is wrong with the answer, for the model. */
    List<String> faults(Set<Integer> open, OperationList list) {
        List<String> faults = new ArrayList<>();
        Set<Integer> left = new HashSet<>(open);
        for (Pick pick : lines) {
            int line = pick.lineNumber();
            if (!open.contains(line)) {
                faults.add("There is no line " + shown(pick.line()) + ".");
                continue;
            }
            left.remove(line);
            for (JsonNode operation : pick.operations()) {
                if (!list.has(Given.number(operation))) {
                    faults.add("Line " + line + ": " + shown(operation)
                            + " is no number of the list; only what is on the list can be picked.");
                }
            }
            if (pick.operations().size() > pick.most()) {
                faults.add("Line " + line + " has several operations, and why does not say what for.");
            }
            if (pick.operations().isEmpty()
                    && pick.verdict().toLowerCase(Locale.ROOT).startsWith("cho")) {
                faults.add("Line " + line + " is chosen, yet it has no operation.");
            }
        }
        left.stream().sorted().forEach(line -> faults.add("Line " + line + " is not answered."));
        return faults;
    }

    static String shown(JsonNode node) {
        return Cut.line(node.isString() ? node.stringValue() : node.toString(), 80);
    }
}
