package dev.ferrule.planning;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the planner cannot know.
 *
 * @param options answers that change the plan by themselves; anything else is kept as said
 * @param about what the answer decides: {@code system}, {@code endpoint:<clause>}, {@code auth:<specId>},
 *     {@code baseUrl:<specId>:<variable>} or {@code note}
 */
public record Question(
        String id,
        String text,
        Importance importance,
        List<String> options,
        @JsonIgnore String about,
        @Nullable String answer,
        boolean ignored) {

    /** The spec that an answer about a system names, when it is one of the options: "Title [id]". */
    @Nullable
    String chosenSystem() {
        if (answer == null || !about.startsWith("system:") || !options.contains(answer)) {
            return null;
        }
        return answer.substring(answer.lastIndexOf('[') + 1, answer.length() - 1);
    }

    /** The clause of whose meaning this asks; null when it asks something else. */
    public @Nullable String clauseOf(Plan plan) {
        if (!about.startsWith("endpoint:")) {
            return null;
        }
        int line = Integer.parseInt(about.substring("endpoint:".length()));
        return line < plan.coverage().size() ? plan.coverage().get(line).clause() : null;
    }

    Question called(String other) {
        return new Question(other, text, importance, options, about, answer, ignored);
    }

    Question answered(@Nullable String answer, boolean ignored) {
        return new Question(id, text, importance, options, about, answer, ignored);
    }

    public enum Importance {
        @JsonProperty("high")
        HIGH,
        @JsonProperty("low")
        LOW
    }
}
