package dev.ferrule.planning;

import java.util.List;

/**
 * One thing that a requirement asks for, or rules out.
 *
 * @param text as the user wrote it
 * @param query the text without names, quotes, dates and numbers: what is searched for
 * @param names what was taken out of the query because it names one particular thing
 */
record Clause(String text, String query, Kind kind, List<String> names) {

    enum Kind {
        /** To be done. */
        ACTION,
        /** What sets the integration off. */
        TRIGGER,
        /** What must not happen. */
        PROHIBITION
    }
}
