package dev.ferrule.spec;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.Problem.Violation;
import java.util.List;

/** The refusals that are said in several places of this package, each in one set of words. */
final class SpecProblems {

    private SpecProblems() {}

    static Problem tooLarge(String why) {
        return new Problem(Kind.TOO_LARGE, "spec-too-large", "The document is too large: " + why + ".");
    }

    /** The text is not well-formed; line and column count from 1. */
    static Problem broken(String language, long line, long column, String what) {
        String place = "line " + line + ", column " + column;
        return new Problem(
                Kind.UNPROCESSABLE,
                "spec-broken",
                "The document is not valid " + language + ": " + what + " at " + place + ".",
                List.of(new Violation("", what + " at " + place)));
    }

    static Problem unsupported(String name, String advice) {
        return new Problem(
                Kind.UNPROCESSABLE,
                "spec-format-unsupported",
                "This is " + name + ", which Ferrule does not read. " + advice);
    }

    static Problem notRecognised(String advice) {
        return new Problem(
                Kind.UNPROCESSABLE,
                "spec-not-recognised",
                "This is not an API description that Ferrule knows. " + advice
                        + " It reads Swagger 2.0 and OpenAPI 3.0 to 3.2, as JSON or YAML.");
    }
}
