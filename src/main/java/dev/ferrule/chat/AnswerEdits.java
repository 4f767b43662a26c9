package dev.ferrule.chat;

import dev.ferrule.planning.Question;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Gives the plan's questions the answers that a message holds. */
@Component
class AnswerEdits {

    void answer(PlanState state, Edit.AnswerTo edit) {
        Optional<Question> question =
                edit.question() == null ? state.open().stream().findFirst() : state.question(edit.question());
        if (question.isEmpty()) {
            state.remark(
                    edit.question() == null
                            ? "There is no open question to answer."
                            : "There is no question " + edit.question() + ".");
            return;
        }
        answer(state, question.get(), edit.text());
    }

    private static void answer(PlanState state, Question question, String text) {
        String answer = meant(question, text);
        state.answer(question, answer);
        String clause = state.clauseOf(question);
        if (clause != null) {
            state.agreed = state.agreed.about(clause);
        }
        state.remark("Question " + question.id().substring(1) + ": " + Texts.shortened(Texts.line(answer), 160));
    }

    void ignore(PlanState state, Edit.Ignore edit) {
        List<Question> meant = edit.questions().isEmpty()
                ? state.open()
                : edit.questions().stream()
                        .flatMap(number -> state.question(number).stream())
                        .toList();
        meant.forEach(state::ignore);
        edit.questions().stream()
                .filter(number -> state.question(number).isEmpty())
                .forEach(number -> state.remark("There is no question " + number + "."));
        if (!meant.isEmpty()) {
            state.remark((meant.size() == 1 ? "Question " : "Questions ")
                    + String.join(
                            ", ",
                            meant.stream()
                                    .map(question -> question.id().substring(1))
                                    .toList())
                    + " ignored: what the plan has now is taken as an assumption.");
        }
    }

    /** Whether a text is, word for word, one of the options that an open question offers; then it answers that. */
    boolean isOption(PlanState state, String text) {
        String said = text.strip();
        for (Question question : state.open()) {
            for (String option : question.options()) {
                if (option.equalsIgnoreCase(said)) {
                    answer(state, question, option);
                    return true;
                }
            }
        }
        return false;
    }

    /** The option that is meant: by its words, its number, a part that only it has, or a plain yes or no. */
    static String meant(Question question, String text) {
        String said = text.strip();
        List<String> options = question.options();
        for (String option : options) {
            if (option.equalsIgnoreCase(said)) {
                return option;
            }
        }
        if (said.matches("\\d{1,2}") && !options.isEmpty()) {
            int number = Integer.parseInt(said);
            return number >= 1 && number <= options.size() ? options.get(number - 1) : said;
        }
        String lower = said.toLowerCase(Locale.ROOT).replaceAll("[.! ]+$", "");
        boolean aboutOne =
                question.about().startsWith("system:") || question.about().startsWith("auth:");
        if (aboutOne && YES.contains(lower) && !options.isEmpty()) {
            return options.get(0);
        }
        if (aboutOne && NO.contains(lower) && options.size() == 2) {
            return options.get(1);
        }
        List<String> holding = lower.length() < 3
                ? List.of()
                : options.stream()
                        .filter(option -> option.toLowerCase(Locale.ROOT).contains(lower))
                        .toList();
        return holding.size() == 1 ? holding.get(0) : said;
    }

    private static final List<String> YES =
            List.of("yes", "yep", "yeah", "ja", "correct", "right", "richtig", "stimmt", "genau", "exactly");
    private static final List<String> NO = List.of("no", "nope", "nein");
}
