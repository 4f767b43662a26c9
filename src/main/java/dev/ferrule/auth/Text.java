package dev.ferrule.auth;

import dev.ferrule.spec.Evidence;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reading other people's words: they are looked at, quoted and bounded, never followed. */
final class Text {

    private static final int QUOTE = 200;

    private Text() {}

    static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    /** A name without case and separators: {@code X-Api-Key} and {@code xApiKey} are one. */
    static String bare(String name) {
        return lower(name).replaceAll("[^a-z0-9]", "");
    }

    /** The words around a find, in one line. */
    static Evidence quote(String pointer, String text, int start, int end) {
        int from = Math.max(0, start - 60);
        int to = Math.min(text.length(), Math.max(end, from + QUOTE - 60));
        return quote(pointer, text.substring(from, to));
    }

    static Evidence quote(String pointer, String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return new Evidence(pointer, line.length() <= QUOTE ? line : line.substring(0, QUOTE));
    }
}
