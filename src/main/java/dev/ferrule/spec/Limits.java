package dev.ferrule.spec;

import java.time.Duration;

/**
 * What one document may cost. Real documents stay far below all of these: the largest known has 47 MB and 22,361
 * operations, the deepest under 100 levels.
 *
 * @param bytes of the document as it came
 * @param depth of objects and arrays inside one another
 * @param nodes values of the document, those that YAML aliases repeat counted each time
 * @param characters of all texts together, counted likewise
 * @param textLength of a single text
 * @param time for the whole document; spent, it is refused, so that one document never holds up a batch
 */
record Limits(int bytes, int depth, long nodes, long characters, int textLength, Duration time) {

    static final Limits DEFAULT =
            new Limits(64 * 1024 * 1024, 500, 30_000_000, 256L * 1024 * 1024, 8 * 1024 * 1024, Duration.ofMinutes(2));
}
