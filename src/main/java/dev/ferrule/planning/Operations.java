package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Words;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What an operation does, told from its method and the verbs in its id, title and last segment. */
final class Operations {

    private Operations() {}

    static Set<Verbs.Action> actions(Card card) {
        Set<Verbs.Action> actions = EnumSet.noneOf(Verbs.Action.class);
        switch (card.method()) {
            case "GET", "HEAD", "OPTIONS" -> actions.add(Verbs.Action.READ);
            case "DELETE" -> actions.add(Verbs.Action.DELETE);
            case "PUT", "PATCH" -> actions.add(Verbs.Action.UPDATE);
            default -> actions.add(Verbs.Action.CREATE);
        }
        if (!card.method().equals("GET")) {
            List<String> title = Words.split(card.title());
            if (!title.isEmpty()) {
                Verbs.action(title.get(0)).ifPresent(actions::add);
            }
            String last = card.path().substring(card.path().lastIndexOf('/') + 1);
            if (!last.startsWith("{")) {
                actions.addAll(Verbs.actions(last));
            }
            List<String> id = Words.split(card.operationId());
            for (String word : id.size() > 4 ? id.subList(0, 4) : id) {
                Verbs.action(word).filter(Verbs.Action::isDangerous).ifPresent(actions::add);
            }
        }
        return actions;
    }

    /** Whether it can tell that something happened: it reads, or has events sent. */
    static boolean isSubscribing(Card card) {
        if (card.method().equals("GET")) {
            return true;
        }
        List<String> words = Words.of(card.path() + " " + card.title());
        return EVENTS.stream().anyMatch(words::contains);
    }

    private static final Set<String> EVENTS =
            Set.copyOf(Words.of("webhook hook subscription subscribe listener watch push event notification callback"));
}
