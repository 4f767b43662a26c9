package dev.ferrule.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ferrule.problem.Problem.Kind;
import dev.ferrule.problem.Problem.Violation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A failure as callers get it (RFC 9457). {@code type} is left out, which means {@code about:blank}: it is the code that
 * tells problems apart. {@code instance} names this one occurrence, where the log says more about it.
 */
public record ProblemDocument(
        int status,
        String title,
        String detail,
        String code,
        @JsonInclude(Include.NON_NULL) @Nullable String instance,
        List<Violation> errors,
        @JsonAnyGetter Map<String, Object> details) {

    public static final String MEDIA_TYPE = "application/problem+json";

    // Not the application's: this one also has to answer where there is no application (yet).
    private static final JsonMapper JSON = JsonMapper.builder().build();

    // A lone surrogate has no form in UTF-8. Where one came with a caller's text, the answer must still go out.
    public ProblemDocument {
        detail = WellFormed.text(detail);
        errors = errors.stream()
                .map(error -> new Violation(WellFormed.text(error.pointer()), WellFormed.text(error.message())))
                .toList();
    }

    public static ProblemDocument of(Problem problem) {
        return new ProblemDocument(
                statusOf(problem.kind()),
                StatusTitle.of(statusOf(problem.kind())),
                problem.description(),
                problem.code(),
                null,
                problem.violations(),
                problem.details());
    }

    public static ProblemDocument of(int status, String code, String detail) {
        return of(status, code, detail, List.of());
    }

    static ProblemDocument of(int status, String code, String detail, List<Violation> errors) {
        return new ProblemDocument(status, StatusTitle.of(status), detail, code, null, errors, Map.of());
    }

    /** Answers with this, from a place that no controller's advice covers. Headers that were set before are kept. */
    public void send(HttpServletResponse response) throws IOException {
        byte[] body = JSON.writeValueAsBytes(this);
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static int statusOf(Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA -> 415;
            case UNPROCESSABLE -> 422;
            case TOO_MANY -> 429;
            case UNAVAILABLE -> 503;
            case STORAGE_FULL -> 507;
        };
    }
}
