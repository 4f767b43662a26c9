package dev.ferrule.problem;

import dev.ferrule.problem.Problem.Kind;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns whatever a controller throws into an answer, in one place; {@link ProblemDocument} has the statuses. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final BadInput badInput;

    ProblemAdvice(BadInput badInput) {
        this.badInput = badInput;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> problem(Problem problem) {
        return answer(ProblemDocument.of(problem), HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDocument> unreadable(HttpMessageNotReadableException failure) {
        return DisconnectedClientHelper.isClientDisconnectedException(failure) ? null : problem(badInput.of(failure));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> upload(MultipartException failure) {
        return problem(badInput.of(failure));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> data(DataAccessException failure) {
        return stored(failure);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> driver(com.mongodb.MongoException failure) {
        return stored(failure);
    }

    /** Everything else: what Spring MVC finds wrong with a request, callers that went away, and our own mistakes. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDocument> other(Exception failure) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return null; // Nobody is left to read an answer.
        }
        Problem invalid = badInput.find(failure);
        if (invalid != null) {
            return problem(invalid);
        }
        if (failure instanceof ErrorResponse response
                && response.getStatusCode().value() != 500) {
            return answer(refusal(response), response.getHeaders());
        }
        if (StorageFailure.isDiskFull(failure)) {
            return stored(failure);
        }
        return internalError(failure);
    }

    private ResponseEntity<ProblemDocument> stored(Exception failure) {
        Problem problem = StorageFailure.of(failure);
        if (problem == null) {
            return internalError(failure);
        }
        if (problem.kind() == Kind.UNAVAILABLE || problem.kind() == Kind.STORAGE_FULL) {
            LOG.warn("{} {}", problem.description(), failure.toString());
        }
        return problem(problem);
    }

    // Spring's own details name the method, the media type or the parameter, and nothing internal.
    private static ProblemDocument refusal(ErrorResponse response) {
        int status = response.getStatusCode().value();
        String detail = response.getBody().getDetail();
        String text = detail == null ? StatusTitle.of(status) + "." : detail;
        return switch (status) {
            case 404 -> ProblemDocument.of(404, "not-found", "There is nothing at this path.");
            case 405 -> ProblemDocument.of(405, "method-not-allowed", text);
            case 406 -> ProblemDocument.of(406, "not-acceptable", text);
            case 413 -> ProblemDocument.of(413, "upload-too-large", text);
            case 415 -> ProblemDocument.of(415, "unsupported-media-type", text);
            case 503 -> ProblemDocument.of(503, "timed-out", "The answer took too long to make.");
            default -> ProblemDocument.of(status, "invalid-request", text);
        };
    }

    private static ResponseEntity<ProblemDocument> internalError(Exception failure) {
        String id = "urn:uuid:" + UUID.randomUUID();
        LOG.error("Unexpected failure {}", id, failure);
        String detail = "Something went wrong on our side. The service's log says more about " + id + ".";
        return answer(
                new ProblemDocument(500, StatusTitle.of(500), detail, "internal-error", id, List.of(), Map.of()),
                HttpHeaders.EMPTY);
    }

    private static ResponseEntity<ProblemDocument> answer(ProblemDocument document, HttpHeaders headers) {
        // The content type is set here, so that no Accept header can turn a problem into something else.
        return ResponseEntity.status(document.status())
                .headers(headers)
                .contentType(MediaType.valueOf(ProblemDocument.MEDIA_TYPE))
                .body(document);
    }
}
