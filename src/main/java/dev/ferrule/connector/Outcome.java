package dev.ferrule.connector;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What saving or building did to one system's connector and template together. */
public enum Outcome {
    CREATED,
    UPDATED,
    UNCHANGED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
