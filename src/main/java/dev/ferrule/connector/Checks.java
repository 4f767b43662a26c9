package dev.ferrule.connector;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the fields of one request, gathers all that is wrong, and refuses them together. */
final class Checks {

    private static final int NAME_LENGTH = 200;
    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N}.-]{0,251}[\\p{L}\\p{N}])?");

    private final List<Violation> violations = new ArrayList<>();

    void add(String pointer, String message) {
        violations.add(new Violation(pointer, message));
    }

    /** Throws when anything was wrong. Until then the values given back for wrong ones are only placeholders. */
    void done() {
        if (!violations.isEmpty()) {
            throw new Problem(
                    Problem.Kind.INVALID, "invalid-request", violations.get(0).message(), violations);
        }
    }

    String name(String pointer, @Nullable String value) {
        String name = value == null ? "" : value.strip();
        if (name.isEmpty()) {
            add(pointer, "A name is needed: 1 to " + NAME_LENGTH + " characters.");
        }
        String text = text(pointer, name, NAME_LENGTH);
        return text == null ? "" : text;
    }

    String required(String pointer, @Nullable String value, int length) {
        if (value == null || value.isBlank()) {
            add(pointer, "This must be given.");
            return "";
        }
        String text = text(pointer, value, length);
        return text == null ? "" : text;
    }

    /** One line of text; blank counts as none. */
    @Nullable
    String text(String pointer, @Nullable String value, int length) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > length) {
            add(pointer, "This has " + value.length() + " characters, but may have " + length + ".");
        } else if (value.codePoints().anyMatch(Checks::isControl)) {
            add(pointer, "This has a control character or half a character: plain text on one line is needed.");
        }
        return value;
    }

    /** Text that may have lines. */
    @Nullable
    String prose(String pointer, @Nullable String value, int length) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String unused = text(pointer, value.replaceAll("[\\n\\r\\t]", " "), length);
        return value;
    }

    String oneOf(String pointer, @Nullable String value, Collection<String> good) {
        if (value == null || !good.contains(value)) {
            add(
                    pointer,
                    (value == null ? "This must be given" : "'" + Endpoint.cut(value, 50) + "' is not known")
                            + ": one of " + String.join(", ", good) + ".");
            return "";
        }
        return value;
    }

    @Nullable
    String baseUrl(String pointer, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String fault = BaseUrl.fault(value.strip());
        if (fault != null) {
            add(pointer, "A base URL such as https://api.example.com/v1 is needed: this one " + fault + ".");
        }
        return value.strip();
    }

    /** Any http or https address, perhaps with a query. */
    @Nullable
    String address(String pointer, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String url = value.strip();
        String fault = BaseUrl.fault(url.indexOf('?') < 0 ? url : url.substring(0, url.indexOf('?')));
        if (fault != null) {
            add(pointer, "An address such as https://login.example.com/token is needed: this one " + fault + ".");
        }
        return text(pointer, url, BaseUrl.MAX_LENGTH);
    }

    @Nullable
    String domain(String pointer, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (!DOMAIN.matcher(value).matches()) {
            add(pointer, "A domain such as example.com is needed.");
        }
        return value;
    }

    /** A list of short texts without nulls; none counts as empty. */
    List<String> texts(String pointer, @Nullable List<@Nullable String> values, int size, int length) {
        List<String> texts = new ArrayList<>();
        if (values == null) {
            return texts;
        }
        if (values.size() > size) {
            add(pointer, "This list has " + values.size() + " entries, but may have " + size + ".");
            return texts;
        }
        for (int i = 0; i < values.size(); i++) {
            texts.add(required(pointer + "/" + i, values.get(i), length));
        }
        return texts;
    }

    private static boolean isControl(int c) {
        int type = Character.getType(c);
        // The marks that turn the direction of writing make a text look like another one.
        return Character.isISOControl(c)
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /** The text to search for in a list. */
    static @Nullable String query(@Nullable String q) {
        Checks checks = new Checks();
        String text = checks.text("/q", q, NAME_LENGTH);
        checks.done();
        return text;
    }
}
