package dev.ferrule.planning;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.Hit;
import dev.ferrule.catalogue.Outline;
import dev.ferrule.catalogue.Words;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What makes an operation like one line of a requirement, in figures between about -3 and 3. Their weighted sum says how
 * the operations of a line compete: its softmax is the chance of each to be the one that is meant (conditional logit,
 * McFadden 1974).
 */
final class Likeness {

    /** What is looked at; each speaks for the operation when it is high, unless its weight says otherwise. */
    enum Trait {
        /** Nearness by meaning, a third of its standard deviations. */
        MEANING_Z,
        /** Nearness by words, a quarter of its standard deviations. */
        WORDS_Z,
        /** Share of the line's words that it holds. */
        WORDS,
        /** Share of its own words, by rarity, that the line holds. */
        OWN_WORDS,
        /** Nearness to the whole text. */
        WHOLE_Z,
        /** The line's first verb reads, and so does it (1), or not (-1). */
        READ,
        /** The line's first verb changes something, and so does it (1), or not (-1). */
        WRITE,
        /** The line's first verb makes something: POST 1, others that write -1. */
        CREATE,
        /** The line's first verb changes something that is there: PUT or PATCH 1, DELETE -1. */
        UPDATE,
        /** The line's first verb takes something away, and so does it (1), or not (-1). */
        REMOVE,
        /** Its title begins with the line's first verb. */
        SAME_VERB,
        /** It takes something away, and the line's verbs say nothing of the kind. */
        DANGER,
        DEPRECATED,
        /** It reads one thing by its id. */
        ITEM,
        /** It reads a list or searches. */
        LIST,
        /** Path parameters. */
        PARAMETERS
    }

    /** The same traits follow once more, each as far as there are many operations to choose from. */
    static final List<String> NAMES = names();

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Trait trait : Trait.values()) {
            names.add(trait.name());
        }
        for (Trait trait : Trait.values()) {
            names.add(trait + "*" + Feature.SIZE);
        }
        return List.copyOf(names);
    }

    private final double size;
    private final Set<String> said;
    private final Set<Verbs.Action> asked;
    private final Verbs.@org.jspecify.annotations.Nullable Action head;
    private final String verb;

    /** @param size as {@link Feature#SIZE} */
    Likeness(Line line, double size) {
        this.size = size;
        String text = line.clause().text();
        said = new HashSet<>(Words.of(text));
        asked = Verbs.actions(text);
        String first = Verbs.first(text);
        verb = first == null ? "" : Verbs.stem(first);
        head = first == null ? null : Verbs.action(first).orElse(null);
    }

    /** Whether the line's first verb changes something. */
    boolean changes() {
        return head != null && head != Verbs.Action.READ;
    }

    /** In the order of {@link #NAMES}. */
    double[] traits(Hit hit, Outline outline, double whole) {
        Card card = hit.card();
        double[] traits = new double[NAMES.size()];
        traits[Trait.MEANING_Z.ordinal()] = meaningZ(hit);
        traits[Trait.WORDS_Z.ordinal()] = wordsZ(hit);
        traits[Trait.WORDS.ordinal()] = hit.words();
        traits[Trait.OWN_WORDS.ordinal()] = ownWords(card, outline, said);
        traits[Trait.WHOLE_Z.ordinal()] = whole / 3;
        Set<Verbs.Action> does = Operations.actions(card);
        verbs(card, does, traits);
        traits[Trait.DANGER.ordinal()] =
                does.stream().anyMatch(action -> action.isDangerous() && !asked.contains(action)) ? 1 : 0;
        traits[Trait.DEPRECATED.ordinal()] = card.deprecated() ? 1 : 0;
        boolean get = card.method().equals("GET");
        boolean item = card.path().endsWith("}");
        traits[Trait.ITEM.ordinal()] = get && item ? 1 : 0;
        traits[Trait.LIST.ordinal()] = get && !item ? 1 : 0;
        traits[Trait.PARAMETERS.ordinal()] =
                card.path().chars().filter(c -> c == '{').count();
        int alone = Trait.values().length;
        for (int i = 0; i < alone; i++) {
            traits[alone + i] = traits[i] * size;
        }
        return traits;
    }

    private void verbs(Card card, Set<Verbs.Action> does, double[] traits) {
        List<String> title = Words.of(card.title());
        traits[Trait.SAME_VERB.ordinal()] = !title.isEmpty() && title.get(0).equals(verb) ? 1 : 0;
        if (head == null) {
            return;
        }
        boolean reads = does.contains(Verbs.Action.READ);
        switch (head) {
            case READ -> traits[Trait.READ.ordinal()] = reads ? 1 : -1;
            case CREATE -> {
                traits[Trait.WRITE.ordinal()] = reads ? -1 : 1;
                traits[Trait.CREATE.ordinal()] = reads ? 0 : card.method().equals("POST") ? 1 : -1;
            }
            case UPDATE -> {
                traits[Trait.WRITE.ordinal()] = reads ? -1 : 1;
                traits[Trait.UPDATE.ordinal()] = switch (card.method()) {
                    case "PUT", "PATCH" -> 1;
                    case "DELETE" -> -1;
                    default -> 0;
                };
            }
            case DELETE, CANCEL, STOP ->
                traits[Trait.REMOVE.ordinal()] = REMOVING.stream().anyMatch(does::contains) ? 1 : -1;
            default -> traits[Trait.WRITE.ordinal()] = reads ? -1 : 1;
        }
    }

    private static final Set<Verbs.Action> REMOVING =
            EnumSet.of(Verbs.Action.DELETE, Verbs.Action.CANCEL, Verbs.Action.STOP);

    static double wordsZ(Hit hit) {
        return Math.min(2, hit.wordsZ() / 4);
    }

    /** As long as there are no vectors, words stand in for the meaning; otherwise nothing would seem likely. */
    static double meaningZ(Hit hit) {
        return hit.meaning() == 0 ? wordsZ(hit) : hit.meaningZ() / 3;
    }

    static double ownWords(Card card, Outline outline, Set<String> said) {
        double all = 0;
        double shared = 0;
        for (String word : Outline.words(card)) {
            double rarity = outline.rarity(word);
            all += rarity;
            shared += said.contains(word) ? rarity : 0;
        }
        return all == 0 ? 0 : shared / all;
    }
}
