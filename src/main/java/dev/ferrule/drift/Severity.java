package dev.ferrule.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ferrule.problem.Problem;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How badly a change touches whoever calls the operation; the later ones are worse. */
public enum Severity {
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

    static Severity of(String word) {
        for (Severity severity : values()) {
            if (severity.word().equals(word)) {
                return severity;
            }
        }
        throw Problem.invalid(
                "/severity",
                "severity must be one of "
                        + Stream.of(values()).map(Severity::word).collect(Collectors.joining(", ")) + ".");
    }

    static <T> Severity worst(Collection<T> all, Function<T, Severity> severity) {
        return all.stream().map(severity).max(Severity::compareTo).orElse(NONE);
    }
}
