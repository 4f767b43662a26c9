package dev.ferrule.auth;

import dev.ferrule.spec.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * One hint at an auth method that is no declaration: a parameter, a sentence, a login operation. Equal hints of many
 * operations are one clue with a count.
 *
 * @param type as in {@link AuthMethod}
 * @param weight 0 to 1: what one such hint is worth by itself
 * @param operations how many operations say so; 0 where the document says it as a whole
 */
public record Clue(
        String type,
        @Nullable String in,
        @Nullable String name,
        @Nullable String prefix,
        @Nullable String flow,
        @Nullable String url,
        double weight,
        int operations,
        Evidence evidence) {

    static Clue of(String type, double weight, Evidence evidence) {
        return new Clue(type, null, null, null, null, null, weight, 0, evidence);
    }

    static Clue key(String in, String name, double weight, Evidence evidence) {
        return new Clue("api_key", in, name, null, null, null, weight, 0, evidence);
    }

    Clue prefixed(String words) {
        return new Clue(type, in, name, words, flow, url, weight, operations, evidence);
    }

    Clue byFlow(@Nullable String kind, @Nullable String tokenUrl) {
        return new Clue(type, in, name, prefix, kind, tokenUrl, weight, operations, evidence);
    }

    Clue weighing(double other) {
        return new Clue(type, in, name, prefix, flow, url, other, operations, evidence);
    }

    Clue seenIn(int count) {
        return new Clue(type, in, name, prefix, flow, url, weight, count, evidence);
    }

    /** Clues with the same key say the same thing. */
    String key() {
        return type + " " + in + " " + (name == null ? "" : name.toLowerCase(java.util.Locale.ROOT)) + " " + flow;
    }
}
