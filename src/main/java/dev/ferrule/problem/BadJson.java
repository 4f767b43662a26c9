package dev.ferrule.problem;

import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.Problem.Violation;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Explains a JSON body that is broken, or whose fields are not the ones that were asked for. */
@Component
class BadJson {

    private final ValueNames names;

    private static final String SECRET = "/credentials";

    BadJson(ValueNames names) {
        this.names = names;
    }

    Problem of(JacksonException failure) {
        String pointer = pointer(failure);
        if (failure instanceof StreamConstraintsException) {
            return problem(Kind.TOO_LARGE, "json-too-large", pointer, "The JSON is too large or too deeply nested.");
        }
        if (failure instanceof InputCoercionException number) {
            // A whole number that is too large for its field.
            String message = "This is not " + names.describe(number.getTargetType()) + " that fits here.";
            return problem(Kind.INVALID, "invalid-request", pointer, message);
        }
        if (failure instanceof StreamReadException) {
            String message = "The body is not well-formed JSON" + place(failure.getLocation()) + ".";
            return problem(Kind.INVALID, "malformed-json", pointer, message);
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return problem(Kind.INVALID, "unknown-field", pointer, unknownField(unknown));
        }
        if (failure instanceof InvalidFormatException format) {
            // A credential of the wrong type is one still.
            String value = pointer.startsWith(SECRET) ? "This" : "'" + ValueNames.shown(format.getValue()) + "'";
            String message = value + " is not " + wanted(format) + ".";
            return problem(Kind.INVALID, "invalid-request", pointer, message);
        }
        if (failure instanceof MismatchedInputException mismatch && isTrailing(mismatch)) {
            String message = "Something follows the end of the JSON" + place(mismatch.getLocation()) + ".";
            return problem(Kind.INVALID, "malformed-json", pointer, message);
        }
        if (failure instanceof MismatchedInputException mismatch) {
            String message = "There must be " + wanted(mismatch) + place(mismatch.getLocation()) + ".";
            return problem(Kind.INVALID, "invalid-request", pointer, message);
        }
        return problem(Kind.INVALID, "invalid-request", pointer, "This value is not as it must be.");
    }

    private static Problem problem(Kind kind, String code, String pointer, String message) {
        return new Problem(kind, code, message, List.of(new Violation(pointer, message)));
    }

    private String wanted(MismatchedInputException mismatch) {
        Class<?> type = mismatch.getTargetType();
        return type == null ? "something else" : names.describe(type);
    }

    // Jackson has no type of its own for this.
    private static boolean isTrailing(MismatchedInputException mismatch) {
        return mismatch.getOriginalMessage().startsWith("Trailing token");
    }

    private static String unknownField(UnrecognizedPropertyException unknown) {
        Collection<Object> known = unknown.getKnownPropertyIds();
        String message = "There is no field '" + ValueNames.shown(unknown.getPropertyName()) + "' here";
        return known == null || known.isEmpty()
                ? message + "."
                : message + "; known are "
                        + known.stream().map(Object::toString).sorted().collect(Collectors.joining(", ")) + ".";
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String pointer(JacksonException failure) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            String name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? String.valueOf(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
