package dev.ferrule.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A base URL as the spec gives it, perhaps relative or with {@code {variables}}. */
public record Server(String url, @Nullable String description, List<Variable> variables) {

    /** A part of the URL that the user fills in. */
    public record Variable(
            String name,
            @Nullable String defaultValue,
            List<String> allowed,
            @Nullable String description) {}
}
