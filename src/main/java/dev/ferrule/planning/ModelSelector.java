package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Hit;
import dev.ferrule.catalogue.Probe;
import dev.ferrule.llm.ModelFailure;
import dev.ferrule.llm.Role;
import dev.ferrule.llm.Turn;
import dev.ferrule.planning.Plan.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Has a language model pick operations for lines, by number, from the few that each line found. What stays open is looked
 * for once more in the spec's own words, and at last among all that the systems have, when that is short enough to show:
 * only then can anything be told to be missing for sure.
 */
@Component
class ModelSelector implements Selector {

    private static final int RESERVED = 8;
    private static final int MOST = 44;
    private static final int LOOK_UPS = 6;
    private static final int AGAIN = 8;
    private static final int OUTLINE = 6_000;
    /** Characters; about 3,000 tokens are shown rather than asked about first, and more than 12,000 never. */
    private static final int SMALL = 12_000;

    private static final int LARGEST = 48_000;

    private final Catalogue catalogue;
    private final Needs needs;

    ModelSelector(Catalogue catalogue, Needs needs) {
        this.catalogue = catalogue;
        this.needs = needs;
    }

    @Override
    public Selection select(Work work, Findings findings) {
        List<Line> lines = findings.systems().lines();
        if (lines.isEmpty() || findings.pool().candidates().isEmpty()) {
            Picks none = new Picks(lines, findings.pool().candidates());
            for (int line = 0; line < lines.size(); line++) {
                none.leave(line, Status.MISSING);
            }
            return none.selection(needs);
        }
        return new Selecting(work, findings).select();
    }

    /** One selection under way. */
    private final class Selecting {

        private final Work work;
        private final Turn turn;
        private final List<Line> lines;
        private final Picks picks;
        private final Map<String, Candidate> byKey = new HashMap<>();
        private final OperationList list;
        private final String forbidden;

        Selecting(Work work, Findings findings) {
            this.work = work;
            this.turn = Objects.requireNonNull(work.turn());
            this.lines = findings.systems().lines();
            this.picks = new Picks(lines, findings.pool().candidates());
            findings.pool().candidates().forEach(candidate -> byKey.put(Pool.key(candidate.card), candidate));
            Map<String, String> names = new HashMap<>();
            findings.systems()
                    .systems()
                    .forEach(system -> names.put(
                            system.card().specId(), Cut.line(system.card().title(), 60)));
            this.list = new OperationList(names);
            this.forbidden = findings.restatement().clauses().stream()
                    .filter(clause -> clause.kind() == Clause.Kind.PROHIBITION)
                    .map(clause -> "- " + clause.text())
                    .collect(Collectors.joining("\n"));
        }

        Selection select() {
            Set<Integer> all = new TreeSet<>();
            for (int line = 0; line < lines.size(); line++) {
                all.add(line);
            }
            try {
                ask(all, shortlist(Math.max(3, Math.min(RESERVED, MOST / lines.size()))), true, false);
            } catch (ModelFailure failure) {
                if (failure.kind() != ModelFailure.Kind.TOO_LONG) {
                    throw failure;
                }
                work.step("shorten", failure.description() + " Asking again with half as many operations.");
                ask(all, shortlist(2), false, false);
            }
            try {
                askAgain();
            } catch (ModelFailure failure) {
                work.notes.add(failure.description() + " What was still unresolved then is left open.");
                work.step("fallback", failure.description() + " What was still unresolved then is left open.");
                open().forEach(line -> picks.leave(line, Status.AMBIGUOUS));
            }
            return picks.selection(needs);
        }

        /** The nearest of each line, and who yields the ids that the very nearest take. */
        private List<Integer> shortlist(int each) {
            Set<Candidate> some = new LinkedHashSet<>();
            List<Candidate> firsts = new ArrayList<>();
            for (int line = 0; line < lines.size(); line++) {
                List<Candidate> ranked = picks.ranked(line);
                some.addAll(ranked.subList(0, Math.min(each, ranked.size())));
                ranked.stream().limit(1).forEach(firsts::add);
            }
            int lookUps = 0;
            for (Candidate first : firsts) {
                List<Producers.Yield> yields = new Producers(catalogue.outline(first.card.specId())).of(first.card);
                if (!yields.isEmpty()
                        && lookUps < LOOK_UPS
                        && some.add(candidate(yields.get(0).producer()))) {
                    lookUps++;
                }
            }
            return list.add(bySystem(some));
        }

        private Candidate candidate(Card card) {
            return byKey.computeIfAbsent(Pool.key(card), key -> new Candidate(card, lines.size()));
        }

        private List<Candidate> bySystem(Set<Candidate> some) {
            Map<String, List<Candidate>> bySystem = new LinkedHashMap<>();
            some.forEach(candidate -> bySystem.computeIfAbsent(candidate.card.specId(), id -> new ArrayList<>())
                    .add(candidate));
            return bySystem.values().stream().flatMap(List::stream).toList();
        }

        private Set<Integer> open() {
            Set<Integer> open = new TreeSet<>();
            for (int line = 0; line < lines.size(); line++) {
                // A look-up that is not there is no gap: the id can be given.
                if (picks.isOpen(line) && (lines.get(line).isRequested() || !picks.isMissing(line))) {
                    open.add(line);
                }
            }
            return open;
        }

        private void askAgain() {
            if (open().isEmpty()) {
                return;
            }
            if (lengthOf(specs(open())) > SMALL) {
                requery(open());
            }
            Set<Integer> still = open();
            if (!still.isEmpty() && lengthOf(specs(still)) <= LARGEST) {
                Set<Candidate> all = new LinkedHashSet<>();
                specs(still).forEach(id -> catalogue.outline(id).cards().forEach(card -> all.add(candidate(card))));
                work.step(
                        "requery", "Looking through all " + all.size() + " operations for " + still.size() + " lines");
                ask(still, list.add(bySystem(all)), true, true);
            }
        }

        private Set<String> specs(Set<Integer> some) {
            Set<String> specs = new LinkedHashSet<>();
            some.forEach(line -> specs.addAll(lines.get(line).specIds()));
            return specs;
        }

        private int lengthOf(Set<String> specIds) {
            int length = 0;
            for (String id : specIds) {
                for (Card card : catalogue.outline(id).cards()) {
                    length += OperationList.oneLine(card, true).length() + 6;
                    if (length > LARGEST) {
                        return length;
                    }
                }
            }
            return length;
        }

        /** Once more in the spec's own words. */
        private void requery(Set<Integer> open) {
            work.step("requery", "Asking again for " + open.size() + " lines in the words of the specs");
            String wanted = open.stream().map(line -> lines.get(line).query()).collect(Collectors.joining(" "));
            Set<String> specs = specs(open);
            StringBuilder resources = new StringBuilder();
            for (String id : specs) {
                resources
                        .append(list.name(id))
                        .append(":\n")
                        .append(ResourceOutline.of(catalogue.outline(id), wanted, OUTLINE / specs.size()));
            }
            RequeryAnswer answer = turn.ask(
                    Role.REQUERY,
                    Map.of("lines", linesText(open), "resources", resources.toString()),
                    RequeryAnswer.class,
                    said -> List.of());
            Set<Candidate> found = new LinkedHashSet<>();
            for (RequeryAnswer.Wording wording : answer.lines()) {
                int line = Given.number(wording.line()) - 1;
                if (open.contains(line) && !wording.operation().isBlank()) {
                    found.addAll(search(line, wording));
                }
            }
            if (!found.isEmpty()) {
                ask(open, list.add(bySystem(found)), true, false);
            }
        }

        private List<Candidate> search(int line, RequeryAnswer.Wording wording) {
            List<Probe> probes =
                    List.of(Probe.of(wording.operation()), Probe.of(wording.operation() + " " + wording.keywords()));
            Map<Candidate, Double> best = new LinkedHashMap<>();
            for (List<Hit> hits : catalogue.probe(work.org, lines.get(line).specIds(), probes, AGAIN)) {
                hits.stream()
                        .limit(AGAIN)
                        .forEach(hit -> best.merge(candidate(hit.card()), (double) hit.z(), Math::max));
            }
            best.forEach((candidate, z) -> candidate.lineZ[line] = Math.max(candidate.lineZ[line], z));
            return List.copyOf(best.keySet());
        }

        private String linesText(Set<Integer> some) {
            StringBuilder text = new StringBuilder();
            for (int line : some) {
                Line one = lines.get(line);
                text.append(line + 1)
                        .append(". ")
                        .append(list.name(one.specIds().get(0)))
                        .append(one.isRequested() ? ": " : ", look-up: ")
                        .append(one.query())
                        .append(" — \"")
                        .append(Cut.line(one.clause().text(), 160))
                        .append("\"\n");
            }
            return text.toString();
        }

        private void ask(Set<Integer> some, List<Integer> numbers, boolean titles, boolean complete) {
            Set<Integer> asked = new TreeSet<>();
            some.forEach(line -> asked.add(line + 1));
            SelectAnswer answer = turn.ask(
                    Role.SELECT,
                    Map.of(
                            "forbidden",
                            forbidden.isEmpty() ? "- nothing" : forbidden,
                            "lines",
                            linesText(some),
                            "complete",
                            complete ? "yes" : "no",
                            "operations",
                            list.text(numbers, titles)),
                    SelectAnswer.class,
                    selected -> selected.faults(asked, list));
            for (SelectAnswer.Pick pick : answer.lines()) {
                if (asked.contains(pick.lineNumber())) {
                    take(pick, pick.lineNumber() - 1);
                } else {
                    work.refuse("line " + SelectAnswer.shown(pick.line()), "There was no such line to pick for.");
                }
            }
        }

        private void take(SelectAnswer.Pick pick, int line) {
            Set<Candidate> chosen = new LinkedHashSet<>();
            for (JsonNode operation : pick.operations()) {
                int number = Given.number(operation);
                if (!list.has(number)) {
                    work.refuse(SelectAnswer.shown(operation), "It was not on the list of operations that was shown.");
                } else if (chosen.size() >= pick.most()) {
                    work.refuse(
                            OperationList.oneLine(list.get(number).card, false),
                            "One operation serves a line, and nothing was said for a further one.");
                } else {
                    chosen.add(list.get(number));
                }
            }
            if (!chosen.isEmpty()) {
                picks.pick(line, List.copyOf(chosen));
            } else if (picks.isOpen(line)) {
                picks.leave(line, pick.isMissing() ? Status.MISSING : Status.AMBIGUOUS);
            }
        }
    }
}
