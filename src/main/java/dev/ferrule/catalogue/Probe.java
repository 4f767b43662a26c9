package dev.ferrule.catalogue;

import java.util.List;
import java.util.Map;

/**
 * A text to search for.
 *
 * @param substitutes for words of the text (stems) what to look for instead where the scope does not know them (stems)
 */
public record Probe(String text, Map<String, List<String>> substitutes) {

    public static Probe of(String text) {
        return new Probe(text, Map.of());
    }
}
