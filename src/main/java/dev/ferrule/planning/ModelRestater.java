package dev.ferrule.planning;

import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.SystemCard;
import dev.ferrule.llm.Role;
import dev.ferrule.llm.Turn;
import dev.ferrule.planning.RestateAnswer.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Has a language model restate a requirement: one line an operation, look-ups among them, in the words of an API. The
 * systems that it may name are those that the rules find likely, by their numbers.
 */
@Component
class ModelRestater implements Restater {

    private static final int SYSTEMS = 12;

    private final RuleRestater rules;
    private final Catalogue catalogue;

    ModelRestater(RuleRestater rules, Catalogue catalogue) {
        this.rules = rules;
        this.catalogue = catalogue;
    }

    @Override
    public Restated restate(Work work) {
        Turn turn = Objects.requireNonNull(work.turn());
        Restated byRule = rules.restate(work);
        List<SystemCard> offered = offered(work, byRule.systems().systems());
        if (offered.isEmpty()) {
            return byRule;
        }
        RestateAnswer answer = turn.ask(
                Role.RESTATE,
                Map.of("systems", list(offered), "requirement", work.request.requirement()),
                RestateAnswer.class,
                restated -> restated.faults(offered.size()));
        return new Reading(work, offered, byRule).read(answer);
    }

    /** Those that the rules found and what looks like them; without specs given, also those whose texts fit. */
    private List<SystemCard> offered(Work work, List<FoundSystem> found) {
        Set<SystemCard> offered = new LinkedHashSet<>();
        found.forEach(system -> offered.add(system.card()));
        if (work.request.specIds().isEmpty()) {
            found.forEach(system -> offered.addAll(system.lookAlikes()));
            Map<String, SystemCard> cards = catalogue.systems(work.org).stream()
                    .collect(Collectors.toMap(SystemCard::specId, card -> card, (a, b) -> a));
            catalogue.systemScores(work.org, work.request.requirement(), SYSTEMS).keySet().stream()
                    .filter(cards::containsKey)
                    .forEach(id -> offered.add(Objects.requireNonNull(cards.get(id))));
            return offered.stream().limit(SYSTEMS).toList();
        }
        return List.copyOf(offered);
    }

    private static String list(List<SystemCard> systems) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < systems.size(); i++) {
            SystemCard card = systems.get(i);
            list.append(i + 1).append(". ").append(Cut.line(card.title(), 60));
            if (card.host() != null) {
                list.append(", ").append(Cut.line(card.host(), 60));
            }
            list.append(", ").append(card.operationCount()).append(" operations\n");
        }
        return list.toString();
    }

    /** What the answer comes to, with everything dropped that was not offered. */
    private static final class Reading {

        private final Work work;
        private final List<SystemCard> offered;
        private final Restated byRule;
        private final List<String> clauses;
        private final List<Line> lines = new ArrayList<>();
        private final List<Clause> all = new ArrayList<>();
        private final Set<String> texts = new HashSet<>();

        Reading(Work work, List<SystemCard> offered, Restated byRule) {
            this.work = work;
            this.offered = offered;
            this.byRule = byRule;
            this.clauses =
                    byRule.restatement().clauses().stream().map(Clause::text).toList();
        }

        Restated read(RestateAnswer answer) {
            Map<Integer, SystemCard> used = new LinkedHashMap<>();
            List<SystemFinder.Stranger> strangers = new ArrayList<>();
            List<Line> lookUps = new ArrayList<>();
            for (Wanted wanted : answer.lines()) {
                if (wanted.operation().isBlank()) {
                    continue;
                }
                int system = wanted.systemNumber();
                if (system < 0 || system > offered.size()) {
                    work.refuse("system " + wanted.system(), "It was not among the systems that were offered.");
                    continue;
                }
                if (system == 0) {
                    if (!wanted.isPrerequisite()) {
                        String name = wanted.elsewhere().isBlank() ? wanted.operation() : wanted.elsewhere();
                        strangers.add(new SystemFinder.Stranger(Cut.line(name, 60), clause(wanted)));
                    }
                    continue;
                }
                SystemCard card = offered.get(system - 1);
                used.putIfAbsent(system, card);
                Line line = line(wanted, card);
                (wanted.isPrerequisite() ? lookUps : lines).add(line);
            }
            lines.addAll(lookUps);
            answer.forbidden().forEach(text -> all.add(new Clause(text, text, Clause.Kind.PROHIBITION, List.of())));
            if (lines.isEmpty() && strangers.isEmpty()) {
                return byRule;
            }
            List<FoundSystem> systems = used.values().stream().map(this::found).toList();
            return new Restated(
                    new Restatement(List.copyOf(all)),
                    new SystemFinder.Found(systems, List.copyOf(lines), strangers, Set.of()),
                    new Wishes(answer.workflowTrigger(), answer.questions()));
        }

        private Line line(Wanted wanted, SystemCard card) {
            Plan.Role role = wanted.isPrerequisite() ? Plan.Role.PREREQUISITE : Plan.Role.REQUESTED;
            String query = Cut.line(wanted.operation(), 200);
            String wider = wanted.keywords().isBlank() ? null : query + " " + Cut.line(wanted.keywords(), 200);
            return new Line(clause(wanted), query, List.of(card.specId()), wider, role);
        }

        /** In the requirement's own words. Two lines of one clause get two names, since each is met by itself. */
        private Clause clause(Wanted wanted) {
            String text = quoted(wanted);
            if (!wanted.isPrerequisite() && !texts.add(text)) {
                text = text + " (" + Cut.line(wanted.operation(), 80) + ")";
                texts.add(text);
            }
            if (!wanted.isPrerequisite()) {
                boolean trigger = RuleRestater.kind(text) == Clause.Kind.TRIGGER;
                Clause.Kind kind = trigger ? Clause.Kind.TRIGGER : Clause.Kind.ACTION;
                all.add(new Clause(text, wanted.operation(), kind, List.of()));
            }
            // Whatever sets it off is searched for as any other line is: the model has said which operation tells of
            // it.
            return new Clause(text, wanted.operation(), Clause.Kind.ACTION, List.of());
        }

        /** The clause where it was copied faithfully, else the one that the rules see with most of its words. */
        private String quoted(Wanted wanted) {
            String said = plain(wanted.clause());
            if (!said.isEmpty() && plain(work.request.requirement()).contains(said)) {
                return wanted.clause().replaceAll("\\s+", " ").strip();
            }
            Set<String> words = new HashSet<>(Arrays.asList((said + " " + plain(wanted.operation())).split(" ")));
            String best = clauses.isEmpty() ? work.request.requirement() : clauses.get(0);
            long most = -1;
            for (String clause : clauses) {
                long shared = Arrays.stream(plain(clause).split(" "))
                        .filter(words::contains)
                        .count();
                if (shared > most) {
                    most = shared;
                    best = clause;
                }
            }
            return best;
        }

        private static String plain(String text) {
            return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
        }

        private FoundSystem found(SystemCard card) {
            return byRule.systems().systems().stream()
                    .filter(system -> system.card().equals(card))
                    .findFirst()
                    .orElseGet(() ->
                            new FoundSystem(card, "picked by the language model from likely ones", false, List.of()));
        }
    }
}
