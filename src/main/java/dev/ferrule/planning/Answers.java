package dev.ferrule.planning;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.planning.Plan.Alternative;
import dev.ferrule.planning.Plan.Coverage;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.Problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What answers make of a plan: another endpoint for a clause, another auth method, a base URL; the rest is kept as said. */
final class Answers {

    private static final int LONGEST = 2_000;

    private final Specs specs;
    private final Catalogue catalogue;
    private final AuthBook authBook;
    private Plan plan;

    Answers(Plan plan, Specs specs, Catalogue catalogue, AuthBook authBook) {
        this.plan = plan;
        this.specs = specs;
        this.catalogue = catalogue;
        this.authBook = authBook;
    }

    Plan take(List<Planning.Answer> answers) {
        for (int i = 0; i < answers.size(); i++) {
            take(answers.get(i), "/" + i);
        }
        return plan;
    }

    /**
     * Takes another of a clause's alternatives. It is kept as the answer to which of them is meant, whether the plan asked
     * for that or not, so that plans that are made from this one keep to it.
     */
    Plan swap(Planning.Swap swap) {
        Coverage met = plan.coverage().stream()
                .filter(one -> one.clause().equals(swap.clause()))
                .findFirst()
                .orElseThrow(() -> refuse(
                        "clause-not-found", "/clause", "The plan's coverage has no such clause: take one from there."));
        Alternative wanted = new Alternative(swap.specId(), swap.method(), swap.path());
        List<Alternative> before = PlanEditor.requested(plan, met.clause());
        if (!met.alternatives().contains(wanted) && !before.contains(wanted)) {
            throw refuse(
                    "option-not-offered",
                    "/path",
                    "'" + swap.method() + " " + swap.path() + "' of that spec is no alternative for this clause.");
        }
        PlanEditor editor = new PlanEditor(plan, specs, catalogue, authBook);
        Card card = editor.find(swap.specId(), swap.method(), swap.path())
                .orElseThrow(() -> Problem.notFound("spec", swap.specId()));
        editor.choose(met.clause(), swap.specId(), card);
        plan = editor.plan();
        if (plan.questions().stream().noneMatch(one -> one.about().equals(about(met)))) {
            List<Alternative> all = new ArrayList<>(before);
            all.addAll(met.alternatives());
            List<String> options = all.stream()
                    .map(one -> one.method() + " " + one.path())
                    .distinct()
                    .toList();
            plan = plan.asking(Questions.meant(met.clause(), about(met), options)
                    .called(plan.nextQuestion())
                    .answered(swap.method() + " " + swap.path(), false));
        }
        return plan;
    }

    private String about(Coverage met) {
        return "endpoint:"
                + plan.coverage().stream().map(Coverage::clause).toList().indexOf(met.clause());
    }

    /** What was answered about a clause of an earlier plan holds for the same clause here, asked or not. */
    Plan keep(String clause, Question before) {
        String answer = before.answer();
        Coverage met = plan.coverage().stream()
                .filter(one -> one.clause().equals(clause))
                .findFirst()
                .orElse(null);
        if (met == null || answer == null || !before.options().contains(answer)) {
            return plan;
        }
        List<Alternative> all = new ArrayList<>(PlanEditor.requested(plan, clause));
        all.addAll(met.alternatives());
        return all.stream()
                .filter(one -> answer.equals(one.method() + " " + one.path()))
                .findFirst()
                .map(one -> swap(new Planning.Swap(clause, one.specId(), one.method(), one.path())))
                .orElse(plan);
    }

    private void take(Planning.Answer answer, String pointer) {
        Question question = plan.questions().stream()
                .filter(one -> one.id().equals(answer.questionId()))
                .findFirst()
                .orElseThrow(() -> refuse(
                        "question-not-found",
                        pointer + "/questionId",
                        "The plan has no question '" + answer.questionId() + "'."));
        if (answer.ignored()) {
            plan = plan.withQuestion(question.answered(null, true));
            return;
        }
        String text = answer.answer() == null ? "" : answer.answer().strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw refuse(
                    "answer-empty",
                    pointer + "/answer",
                    "Give an answer of 1 to " + LONGEST + " characters, or \"ignored\": true.");
        }
        String[] about = question.about().split(":", 3);
        switch (about[0]) {
            case "endpoint" -> swapEndpoint(Integer.parseInt(about[1]), question, text, pointer);
            case "auth" -> chooseMethod(about[1], text, pointer);
            case "baseUrl" -> setBaseUrl(about[1], about.length > 2 ? about[2] : "", text, pointer);
            default -> {
                // Kept as said: it is the reader of the plan who acts on it.
            }
        }
        plan = plan.withQuestion(question.answered(text, false));
    }

    private void swapEndpoint(int line, Question question, String text, String pointer) {
        if (!question.options().contains(text)) {
            return;
        }
        Coverage coverage = plan.coverage().get(line);
        PlanEditor editor = new PlanEditor(plan, specs, catalogue, authBook);
        Alternative chosen = planned(coverage.clause(), text)
                .or(() -> coverage.alternatives().stream()
                        .filter(one -> (one.method() + " " + one.path()).equals(text))
                        .findFirst())
                .orElseThrow(() -> refuse(
                        "option-not-offered",
                        pointer + "/answer",
                        "'" + text + "' is not offered by any system of the plan."));
        Card card = editor.find(chosen.specId(), chosen.method(), chosen.path())
                .orElseThrow(() -> Problem.notFound("spec", chosen.specId()));
        editor.choose(coverage.clause(), chosen.specId(), card);
        plan = editor.plan();
    }

    /** What is in the plan already: for this clause, if there is one of that name, else for another. */
    private Optional<Alternative> planned(String clause, String text) {
        Alternative elsewhere = null;
        for (PlannedSystem system : plan.systems()) {
            for (PlannedEndpoint endpoint : system.endpoints()) {
                if ((endpoint.method() + " " + endpoint.path()).equals(text)) {
                    Alternative found = new Alternative(system.specId(), endpoint.method(), endpoint.path());
                    if (endpoint.clause().equals(clause)) {
                        return Optional.of(found);
                    }
                    elsewhere = found;
                }
            }
        }
        return Optional.ofNullable(elsewhere);
    }

    private void chooseMethod(String specId, String text, String pointer) {
        List<PlannedSystem> systems = new ArrayList<>();
        for (PlannedSystem system : plan.systems()) {
            if (!system.specId().equals(specId)) {
                systems.add(system);
                continue;
            }
            if (system.authMethods().stream().noneMatch(method -> method.id().equals(text))) {
                throw refuse(
                        "option-not-offered",
                        pointer + "/answer",
                        "'" + text + "' is none of the auth methods of '" + system.name() + "': "
                                + String.join(
                                        ", ",
                                        system.authMethods().stream()
                                                .map(AuthMethod::id)
                                                .toList()) + ".");
            }
            List<AuthMethod> methods = system.authMethods().stream()
                    .map(method -> method.recommended(method.id().equals(text)))
                    .toList();
            systems.add(system.with(methods, system.baseUrl(), system.endpoints()));
        }
        plan = plan.with(systems, plan.coverage());
    }

    private void setBaseUrl(String specId, String variable, String text, String pointer) {
        List<PlannedSystem> systems = new ArrayList<>();
        for (PlannedSystem system : plan.systems()) {
            if (!system.specId().equals(specId)) {
                systems.add(system);
                continue;
            }
            String now = system.baseUrl() == null ? "" : system.baseUrl();
            String url = variable.isEmpty() ? text : now.replace("{" + variable + "}", text);
            if (!url.matches("(?i)https?://[^\\s@?#]+") || (!variable.isEmpty() && !text.matches("[\\w.~-]+"))) {
                throw refuse(
                        "base-url-invalid",
                        pointer + "/answer",
                        variable.isEmpty()
                                ? "A base URL begins with https:// and has no spaces, user name or query."
                                : "'" + variable + "' may have letters, digits, '.', '-', '_' and '~' only.");
            }
            systems.add(system.with(system.authMethods(), url, system.endpoints()));
        }
        plan = plan.with(systems, plan.coverage());
    }

    private static Problem refuse(String code, String pointer, String message) {
        return new Problem(Kind.INVALID, code, message, List.of(new Violation(pointer, message)));
    }
}
