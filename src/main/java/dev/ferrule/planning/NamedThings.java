package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The particular things that a requirement names, and of which kind each is: "the server 'build-07'" is a server, a name
 * after "by" or before "'s" is a person's. Their ids must be looked up, and the kind says in which list.
 */
final class NamedThings {

    /** Words by which lists of people are called; stems. */
    private static final Set<String> PEOPLE = Set.copyOf(
            Words.of(
                    "person people user member contact customer author artist actor employee player owner assignee lead"
                            + " patient staff worker candidate student teacher profile account client subscriber guest attendee"));

    private final List<Set<String>> kinds = new ArrayList<>();
    private boolean person;

    /** @param systemNames words that name systems, which need no looking up */
    NamedThings(List<Line> lines, Set<String> systemNames) {
        for (Line line : lines) {
            for (String name : line.clause().names()) {
                if (Words.split(name).stream().noneMatch(systemNames::contains)) {
                    look(line.clause().text(), name);
                }
            }
        }
    }

    private void look(String text, String name) {
        int at = text.indexOf(name);
        if (at < 0) {
            return;
        }
        List<String> before = Words.split(text.substring(0, at));
        String rest = text.substring(at + name.length());
        List<String> after = Words.split(rest.length() > 40 ? rest.substring(0, 40) : rest);
        Set<String> kind = new HashSet<>();
        before.subList(Math.max(0, before.size() - 2), before.size()).forEach(word -> kind.addAll(Words.of(word)));
        after.stream().limit(1).forEach(word -> kind.addAll(Words.of(word)));
        kinds.add(kind);
        boolean whose = rest.startsWith("'s") || rest.startsWith("’s");
        boolean by = !before.isEmpty() && before.get(before.size() - 1).equals("by");
        person |= (whose || by) && isPersonal(name);
    }

    /** Two or three words, each with a capital, and no article. */
    private static boolean isPersonal(String name) {
        String[] words = name.split("\\s+");
        if (words.length < 2 || words.length > 3 || Set.of("the", "a").contains(words[0].toLowerCase(Locale.ROOT))) {
            return false;
        }
        for (String word : words) {
            if (!Character.isUpperCase(word.charAt(0))) {
                return false;
            }
        }
        return true;
    }

    /** Puts down whether an operation lists what is named, less the more it wants to know before. */
    void describe(Candidate candidate) {
        Card card = candidate.card;
        boolean lists =
                (card.method().equals("GET") || card.searches()) && !card.path().endsWith("}");
        if (kinds.isEmpty() || !lists) {
            return;
        }
        String resource = Producers.resource(card);
        double worth = (card.searches() ? 1 : 0.6)
                / (1 + card.path().chars().filter(c -> c == '{').count());
        if (!resource.isEmpty() && kinds.stream().anyMatch(kind -> kind.contains(resource))) {
            candidate.set(Feature.NAMED_KIND, worth);
        }
        if (person && PEOPLE.contains(resource)) {
            candidate.set(Feature.NAMED_PERSON, worth);
        }
    }
}
