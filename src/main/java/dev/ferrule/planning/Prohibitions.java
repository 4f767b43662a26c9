package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Outline;
import dev.ferrule.catalogue.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a requirement rules out: operations that do it are never chosen, however well they fit otherwise. */
final class Prohibitions {

    private final List<Clause> clauses;

    Prohibitions(List<Clause> clauses) {
        this.clauses = clauses.stream()
                .filter(clause -> clause.kind() == Clause.Kind.PROHIBITION)
                .toList();
    }

    /** Whether doing this is ruled out: the same kind of change, to the same thing or to "anything". */
    boolean forbids(Card card) {
        for (Clause clause : clauses) {
            Set<Verbs.Action> ruledOut = Verbs.actions(clause.text());
            if (ruledOut.isEmpty() || card.method().equals("GET")) {
                continue;
            }
            Set<Verbs.Action> does = Operations.actions(card);
            for (Verbs.Action action : does) {
                if (action.isDangerous() && ruledOut.contains(action) && concerns(clause, card, action)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean concerns(Clause clause, Card card, Verbs.Action action) {
        Set<String> objects = new HashSet<>();
        for (String word : Words.split(clause.query())) {
            if (Verbs.action(word).isEmpty() && !Verbs.isVerb(word) && !ANYTHING.contains(word)) {
                objects.addAll(Words.of(word));
            }
        }
        if (objects.isEmpty()) {
            return true;
        }
        objects.retainAll(Outline.words(card));
        return !objects.isEmpty() || ANYTHING.stream().anyMatch(Words.split(clause.text())::contains);
    }

    private static final Set<String> ANYTHING = Set.of(
            "anything",
            "nothing",
            "any",
            "everything",
            "it",
            "them",
            "that",
            "yet",
            "ever",
            "never",
            "dont",
            "don",
            "t",
            "anyting",
            "nichts",
            "nada",
            "rien",
            "gets",
            "be",
            "just",
            "not",
            "now",
            "so",
            "all");
}
