package dev.ferrule.planning;

import dev.ferrule.catalogue.Words;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What verbs mean for an API, as weak evidence: which kind of action a word speaks of. */
final class Verbs {

    /** Kinds of action; {@link #DELETE} and the following ones are not undone easily. */
    enum Action {
        READ,
        CREATE,
        UPDATE,
        SEND,
        START,
        APPROVE,
        DELETE,
        CANCEL,
        STOP,
        MERGE,
        REFUND,
        RESET;

        /** Whether it must be asked for in so many words. */
        boolean isDangerous() {
            return ordinal() >= DELETE.ordinal();
        }
    }

    private static final Map<String, Action> BY_STEM = new HashMap<>();
    private static final Set<String> OTHERS = new HashSet<>();

    static {
        for (String line : Lists.lines("verbs.txt")) {
            int colon = line.indexOf(':');
            for (String word : line.substring(colon + 1).strip().split(" ")) {
                if (line.startsWith("OTHER")) {
                    OTHERS.add(stem(word));
                } else {
                    BY_STEM.putIfAbsent(stem(word), Action.valueOf(line.substring(0, colon)));
                }
            }
        }
    }

    private Verbs() {}

    static String stem(String word) {
        List<String> stems = Words.of(word);
        return stems.isEmpty() ? word : stems.get(0);
    }

    static boolean isVerb(String word) {
        String stem = stem(word);
        return BY_STEM.containsKey(stem) || OTHERS.contains(stem);
    }

    static Optional<Action> action(String word) {
        return Optional.ofNullable(BY_STEM.get(stem(word)));
    }

    /** The verb that a clause begins with, or the first one in it; null where there is none. */
    static @Nullable String first(String text) {
        for (String word : Words.split(text.length() > 200 ? text.substring(0, 200) : text)) {
            if (isVerb(word)) {
                return word;
            }
        }
        return null;
    }

    /** The kinds of action that a text speaks of. */
    static Set<Action> actions(String text) {
        Set<Action> actions = new HashSet<>();
        for (String word : Words.split(text)) {
            action(word).ifPresent(actions::add);
        }
        return actions;
    }
}
