package dev.ferrule.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A kind of auth method, described so that a form can be made for it by somebody who knows none of them.
 *
 * @param flow of oauth2; null: the type has no flows
 * @param settings what a method of this kind may say, in the order in which one asks
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuthMethodKind(String type, @Nullable String flow, String name, String description, List<Setting> settings) {

    /**
     * One value of an auth method.
     *
     * @param pointer where it stands in the method (JSON Pointer); problems are told with the same one
     * @param options of a choice: all there are; of a template: the names that may stand in braces; else empty
     * @param usual what holds when it is left out; null: nothing does
     * @param rare most systems do without it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Setting(
            String pointer,
            String name,
            Input input,
            boolean required,
            boolean rare,
            List<String> options,
            @Nullable String usual,
            @Nullable String example,
            @Nullable String description) {

        static Setting of(String pointer, String name, Input input, @Nullable String description) {
            return new Setting(pointer, name, input, false, false, List.of(), null, null, description);
        }

        Setting needed() {
            return new Setting(pointer, name, input, true, rare, options, usual, example, description);
        }

        Setting seldom() {
            return new Setting(pointer, name, input, required, true, options, usual, example, description);
        }

        Setting from(List<String> good, @Nullable String ifLeftOut) {
            return new Setting(pointer, name, input, required, rare, good, ifLeftOut, example, description);
        }

        Setting like(String one) {
            return new Setting(pointer, name, input, required, rare, options, usual, one, description);
        }
    }

    /** How a setting is asked for. */
    enum Input {
        /** One line. */
        TEXT,
        /** One or more lines with names in braces. */
        TEMPLATE,
        ADDRESS,
        CHOICE,
        FLAG,
        NUMBER,
        /** A list of texts. */
        TEXTS,
        /** A list of {@code {name, value}}. */
        PAIRS,
        /** A list of ids of other auth methods of the connector. */
        METHODS;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
