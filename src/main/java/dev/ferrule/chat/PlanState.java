package dev.ferrule.chat;

import dev.ferrule.planning.Decisions;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.Plan.Alternative;
import dev.ferrule.planning.Plan.Coverage;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Planning;
import dev.ferrule.planning.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan while a message changes it: what is agreed now, which answers are to be given, and what to say about it all. For
 * one thread.
 */
final class PlanState {

    final String org;
    final Plan plan;
    Agreed agreed;
    final List<Planning.Answer> answers = new ArrayList<>();
    final List<String> remarks = new ArrayList<>();
    boolean undo;

    PlanState(String org, Plan plan, Agreed agreed) {
        this.org = org;
        this.plan = plan;
        this.agreed = agreed;
    }

    void remark(String text) {
        remarks.add(text);
    }

    Optional<Question> question(int number) {
        return plan.questions().stream()
                .filter(question -> question.id().equals("q" + number))
                .findFirst();
    }

    List<Question> open() {
        return plan.questions().stream()
                .filter(question -> question.answer() == null && !question.ignored())
                .filter(question ->
                        answers.stream().noneMatch(answer -> answer.questionId().equals(question.id())))
                .toList();
    }

    void answer(Question question, String text) {
        answers.add(new Planning.Answer(question.id(), text, false));
    }

    void ignore(Question question) {
        answers.add(new Planning.Answer(question.id(), null, true));
    }

    /** The clause that a question asks about, when it asks which endpoint one means. */
    @Nullable
    String clauseOf(Question question) {
        return question.clauseOf(plan);
    }

    Optional<Coverage> coverage(@Nullable String clause) {
        return plan.coverage().stream()
                .filter(met -> met.clause().equals(clause))
                .findFirst();
    }

    boolean hasEndpoint(String specId, String method, String path) {
        return plan.systems().stream()
                .filter(system -> system.specId().equals(specId))
                .flatMap(system -> system.endpoints().stream())
                .anyMatch(one -> one.method().equals(method) && one.path().equals(path));
    }

    /** The first alternative of a clause that is neither in the plan nor ruled out. */
    Optional<Alternative> next(Coverage met) {
        return met.alternatives().stream()
                .filter(one -> !hasEndpoint(one.specId(), one.method(), one.path()))
                .filter(one -> agreed.decisions().without().stream()
                        .noneMatch(out ->
                                out.method().equals(one.method()) && out.path().equals(one.path())))
                .findFirst();
    }

    void choose(String clause, String specId, String method, String path) {
        agreed = agreed.deciding(agreed.decisions().choosing(new Decisions.Choice(clause, specId, method, path)))
                .about(clause);
    }

    void exclude(PlannedSystem system, PlannedEndpoint endpoint) {
        agreed = agreed.deciding(agreed.decisions()
                        .excluding(new Decisions.Excluded(system.specId(), endpoint.method(), endpoint.path())))
                .about(endpoint.clause());
    }

    PlannedSystem system(String specId) {
        return plan.systems().stream()
                .filter(one -> one.specId().equals(specId))
                .findFirst()
                .orElseThrow();
    }
}
