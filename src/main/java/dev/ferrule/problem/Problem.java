package dev.ferrule.problem;

import java.util.List;
import java.util.Map;

/**
 * An expected failure: what went wrong, where, and what would be right, in words that the caller may see. The code is
 * stable and kebab-case ({@code spec-too-large}); the message never holds a secret or an exception's own text.
 */
public final class Problem extends RuntimeException {

    private final transient Kind kind;
    private final String code;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> details;

    public Problem(Kind kind, String code, String message) {
        this(kind, code, message, List.of());
    }

    public Problem(Kind kind, String code, String message, List<Violation> violations) {
        this(kind, code, message, violations, Map.of());
    }

    /** @param details what a program needs to go on, as further members of the answer (RFC 9457 section 3.2) */
    public Problem(Kind kind, String code, String message, List<Violation> violations, Map<String, Object> details) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.violations = List.copyOf(violations);
        this.details = Map.copyOf(details);
    }

    /** An input field that is not as it must be. */
    public static Problem invalid(String pointer, String message) {
        return new Problem(Kind.INVALID, "invalid-request", message, List.of(new Violation(pointer, message)));
    }

    /** {@code what} is the glossary's word for the thing, such as "spec" or "plan". */
    public static Problem notFound(String what, String id) {
        return new Problem(
                Kind.NOT_FOUND, what.replace(' ', '-') + "-not-found", "There is no " + what + " '" + id + "'.");
    }

    /** The resource was changed since the caller read it. */
    public static Problem stale(String what, String id) {
        return new Problem(
                Kind.STALE,
                "stale-version",
                "The " + what + " '" + id
                        + "' was changed since you read it: read it again, then repeat the change with its new ETag.");
    }

    /** What went wrong; the message, which every problem has. */
    public String description() {
        return String.valueOf(getMessage());
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Map<String, Object> details() {
        return details;
    }

    /** The sort of failure; the HTTP advice maps each to one status. */
    public enum Kind {
        INVALID,
        UNAUTHENTICATED,
        NOT_FOUND,
        CONFLICT,
        STALE,
        TOO_LARGE,
        UNSUPPORTED_MEDIA,
        UNPROCESSABLE,
        TOO_MANY,
        UNAVAILABLE,
        STORAGE_FULL
    }

    /** A place in the input, as JSON Pointer (RFC 6901; "" is the whole input), and what is wrong there. */
    public record Violation(String pointer, String message) {}
}
