package dev.ferrule.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;

/** How badly a change touches whoever calls the operation; the later ones are worse. */
enum Severity {
    NONE,
    /** Words only. */
    DOCUMENTATION,
    /** Calls go on working. */
    COMPATIBLE,
    /** It was not compared, because there was too much to compare. */
    UNKNOWN,
    /** Calls that worked may fail, or answers may lack what was read from them. */
    BREAKING;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static <T> Severity worst(Collection<T> all, Function<T, Severity> severity) {
        return all.stream().map(severity).max(Severity::compareTo).orElse(NONE);
    }
}
