package dev.ferrule.chat;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.Plan.Alternative;
import dev.ferrule.planning.Plan.Coverage;
import dev.ferrule.planning.Plan.PlannedEndpoint;
import dev.ferrule.planning.Plan.PlannedSystem;
import dev.ferrule.planning.Plan.Status;
import dev.ferrule.planning.Question;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Applies edits to a plan's state: finds what they mean among what is there, and says so when there is nothing. */
@Component
class Edits {

    private final Catalogue catalogue;
    private final SystemEdits systems;
    private final AnswerEdits answers;

    Edits(Catalogue catalogue, SystemEdits systems, AnswerEdits answers) {
        this.catalogue = catalogue;
        this.systems = systems;
        this.answers = answers;
    }

    void apply(PlanState state, List<Edit> edits) {
        for (Edit edit : edits) {
            if (edit instanceof Edit.Add add) {
                add(state, add.text());
            } else if (edit instanceof Edit.NeverMind) {
                state.undo = true;
            } else if (edit instanceof Edit.TheOther) {
                theOther(state);
            } else if (edit instanceof Edit.AnswerTo answer) {
                answers.answer(state, answer);
            } else if (edit instanceof Edit.Ignore ignore) {
                answers.ignore(state, ignore);
            } else if (edit instanceof Edit.Exclude exclude) {
                exclude(state, exclude);
            } else if (edit instanceof Edit.UseOperation use) {
                use(state, use);
            } else if (edit instanceof Edit.UseSystem use && !systems.use(state, use)) {
                add(state, use.said());
            }
        }
    }

    /** What a language model understood. Endpoints have the numbers of their order in the plan. */
    void apply(PlanState state, Refined refined) {
        if (!refined.requirement().equals(state.agreed.requirement())) {
            state.agreed = systems.withNamed(state, refined.requirement()).withParts(List.of(refined.requirement()));
        }
        int number = 0;
        for (PlannedSystem system : state.plan.systems()) {
            for (PlannedEndpoint endpoint : system.endpoints()) {
                number++;
                int one = number;
                if (refined.unwanted().stream().anyMatch(node -> node.asInt() == one)) {
                    state.exclude(system, endpoint);
                    state.remark(
                            "Taken out: " + endpoint.method() + " " + endpoint.path() + " of " + system.name() + ".");
                }
            }
        }
        for (Refined.Answered answered : refined.answers()) {
            if (answered.question().matches("q\\d{1,3}") && !answered.answer().isEmpty()) {
                answers.answer(
                        state,
                        new Edit.AnswerTo(Integer.valueOf(answered.question().substring(1)), answered.answer()));
            }
        }
        if (!refined.reply().isEmpty()) {
            state.remark(refined.reply());
        }
    }

    private void add(PlanState state, String text) {
        if (answers.isOption(state, text)) {
            return;
        }
        state.agreed = systems.withNamed(state, text).adding(text);
        state.remark("Added: “" + Texts.shortened(Texts.line(text), 120) + "”.");
    }

    /** The first question that is open decides what is meant, unless something was spoken of. */
    private void theOther(PlanState state) {
        Optional<Coverage> spokenOf = state.coverage(state.agreed.about());
        if (spokenOf.isEmpty()) {
            Question first = state.open().stream().findFirst().orElse(null);
            if (first != null
                    && first.about().startsWith("system:")
                    && first.options().size() > 1) {
                state.answer(first, first.options().get(1));
                state.remark("Taken: " + first.options().get(1) + ".");
                return;
            }
        }
        Coverage met = spokenOf.filter(one -> state.next(one).isPresent())
                .or(() -> withAlternative(state, true))
                .or(() -> withAlternative(state, false))
                .orElse(null);
        if (met == null) {
            state.remark("There is no other one to take: nothing in the plan has an alternative.");
            return;
        }
        Alternative next = state.next(met).orElseThrow();
        state.choose(met.clause(), next.specId(), next.method(), next.path());
        state.remark(
                "For “" + Texts.shortened(met.clause(), 100) + "” I took " + next.method() + " " + next.path() + ".");
    }

    private static Optional<Coverage> withAlternative(PlanState state, boolean ambiguous) {
        return state.plan.coverage().stream()
                .filter(met -> !ambiguous || met.status() == Status.AMBIGUOUS)
                .filter(met -> state.next(met).isPresent())
                .findFirst();
    }

    private void use(PlanState state, Edit.UseOperation use) {
        for (Coverage met : spokenOfFirst(state)) {
            for (Alternative one : met.alternatives()) {
                if (!use.alsoThat() && is(one.method(), one.path(), use)) {
                    state.choose(met.clause(), one.specId(), one.method(), one.path());
                    state.remark("For “" + Texts.shortened(met.clause(), 100) + "” I took " + one.method() + " "
                            + one.path() + ".");
                    return;
                }
            }
        }
        for (PlannedSystem system : state.plan.systems()) {
            Optional<Card> card = catalogue.outline(system.specId()).at(use.path()).stream()
                    .filter(one -> one.method().equals(use.method()))
                    .findFirst();
            if (card.isPresent()) {
                String name = card.get().method() + " " + card.get().path();
                if (state.hasEndpoint(
                        system.specId(), card.get().method(), card.get().path())) {
                    state.remark(name + " is in the plan already.");
                    return;
                }
                Optional<String> clause = use.alsoThat()
                        ? Optional.empty()
                        : state.coverage(state.agreed.about())
                                .map(Coverage::clause)
                                .or(() -> onlyClause(system));
                state.choose(
                        clause.orElse(card.get().title()),
                        system.specId(),
                        card.get().method(),
                        card.get().path());
                state.remark("I took " + name + " of " + system.name() + ".");
                return;
            }
        }
        state.remark("No system of the plan has an operation " + use.method() + " " + use.path() + ".");
    }

    /** What a system is there for, when it is there for one thing: then that is what another operation of it is for. */
    private static Optional<String> onlyClause(PlannedSystem system) {
        List<String> clauses = system.endpoints().stream()
                .filter(endpoint -> endpoint.role() == Plan.Role.REQUESTED)
                .map(Plan.PlannedEndpoint::clause)
                .distinct()
                .toList();
        return clauses.size() == 1 ? Optional.of(clauses.get(0)) : Optional.empty();
    }

    private static boolean is(String method, String path, Edit.UseOperation use) {
        return method.equals(use.method()) && path.equalsIgnoreCase(use.path());
    }

    private static List<Coverage> spokenOfFirst(PlanState state) {
        List<Coverage> all = new ArrayList<>();
        state.coverage(state.agreed.about()).ifPresent(all::add);
        state.plan.coverage().stream().filter(one -> !all.contains(one)).forEach(all::add);
        return all;
    }

    private void exclude(PlanState state, Edit.Exclude edit) {
        boolean any = false;
        for (PlannedSystem system : state.plan.systems()) {
            for (PlannedEndpoint endpoint : system.endpoints()) {
                if (isMeant(edit, endpoint)) {
                    state.exclude(system, endpoint);
                    state.remark(
                            "Taken out: " + endpoint.method() + " " + endpoint.path() + " of " + system.name() + ".");
                    any = true;
                }
            }
        }
        if (any || systems.exclude(state, edit)) {
            return;
        }
        if (edit.certain()) {
            state.remark("Nothing in the plan is called “" + Texts.shortened(edit.what(), 80) + "”.");
        } else {
            add(state, edit.said());
        }
    }

    private static final Set<String> DELETE = Set.of("delete", "deleting", "deletion", "lösch", "löschen", "lösche");

    /** A method and path name one; words name one when it has them all and the edit can mean nothing else. */
    private static boolean isMeant(Edit.Exclude edit, PlannedEndpoint endpoint) {
        String what = edit.what().strip();
        String name = endpoint.method() + " " + endpoint.path();
        if (what.equalsIgnoreCase(name) || what.equals(endpoint.path()) || what.equals(endpoint.operationId())) {
            return true;
        }
        if (!edit.certain() || what.contains("/")) {
            return false;
        }
        Set<String> words = KnownSystems.words(what);
        String own = (name + " " + endpoint.operationId() + " " + endpoint.summary()).toLowerCase(Locale.ROOT);
        Set<String> ownWords = new LinkedHashSet<>(KnownSystems.words(own.replaceAll("(?<=[a-z])(?=[A-Z])", " ")));
        return !words.isEmpty() && words.stream().allMatch(word -> has(ownWords, own, word, endpoint.method()));
    }

    private static boolean has(Set<String> ownWords, String own, String word, String method) {
        if (DELETE.contains(word)) {
            return method.equals("DELETE") || own.contains("delete");
        }
        String stem = word.length() > 4 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return ownWords.stream().anyMatch(one -> one.equals(word) || stem.length() > 3 && one.startsWith(stem));
    }
}
