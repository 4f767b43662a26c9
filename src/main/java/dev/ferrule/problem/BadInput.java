package dev.ferrule.problem;

import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.Problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import tools.jackson.core.JacksonException;

/** Says what is wrong with a request that did not even reach its controller, and where. */
@Component
class BadInput {

    private final BadJson badJson;
    private final ValueNames names;

    BadInput(BadJson badJson, ValueNames names) {
        this.badJson = badJson;
        this.names = names;
    }

    Problem of(HttpMessageNotReadableException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem; // A request record that checks itself.
            }
        }
        if (failure.getCause() instanceof JacksonException json) {
            return badJson.of(json);
        }
        if (failure.getCause() != null) {
            return new Problem(
                    Kind.INVALID, "unreadable-body", "The body of the request could not be read to its end.");
        }
        return new Problem(
                Kind.INVALID,
                "missing-body",
                "This request needs a body.",
                List.of(new Violation("", "A body is missing.")));
    }

    Problem of(MultipartException failure) {
        if (failure instanceof MaxUploadSizeExceededException) {
            return new Problem(
                    Kind.TOO_LARGE, "upload-too-large", "A file may be 64 MB, and all files of one request 512 MB.");
        }
        return new Problem(
                Kind.INVALID,
                "malformed-upload",
                "The body is not a well-formed multipart form: check its boundary, and that it was sent to its end.");
    }

    /** A problem for one of the exceptions that name a single bad or missing value; null for any other exception. */
    @Nullable
    Problem find(Exception failure) {
        if (failure instanceof MissingServletRequestParameterException missing) {
            String name = missing.getParameterName();
            return Problem.invalid(pointer(name), "The parameter " + name + " is missing.");
        }
        if (failure instanceof MissingServletRequestPartException missing) {
            String name = missing.getRequestPartName();
            return Problem.invalid(pointer(name), "The form has no part named " + name + ".");
        }
        if (failure instanceof MissingRequestHeaderException missing) {
            String name = missing.getHeaderName();
            return Problem.invalid("", "The header " + name + " is missing.");
        }
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return mismatched(mismatch.getName(), mismatch);
        }
        if (failure instanceof TypeMismatchException mismatch) {
            return mismatched(String.valueOf(mismatch.getPropertyName()), mismatch);
        }
        if (failure instanceof BindException binding) {
            List<Violation> violations = binding.getFieldErrors().stream()
                    .map(error -> new Violation(
                            pointer(error.getField()),
                            "'" + ValueNames.shown(error.getRejectedValue()) + "' is not a good " + error.getField()
                                    + "."))
                    .toList();
            return new Problem(Kind.INVALID, "invalid-request", "Some values are not as they must be.", violations);
        }
        return null;
    }

    private Problem mismatched(String name, TypeMismatchException mismatch) {
        Class<?> wanted = mismatch.getRequiredType();
        return Problem.invalid(
                pointer(name),
                name + " is '" + ValueNames.shown(mismatch.getValue()) + "', but must be "
                        + (wanted == null ? "something else" : names.describe(wanted)) + ".");
    }

    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1").replace('.', '/');
    }
}
