package dev.ferrule.ingest;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.StorageFailure;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is told of a document that failed, whatever it failed by. */
final class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private Outcomes() {}

    static Outcome failed(String name, Throwable failure) {
        Throwable cause = failure;
        for (@Nullable Throwable next = failure; next instanceof CompletionException; next = next.getCause()) {
            cause = next.getCause() == null ? next : next.getCause();
        }
        if (cause instanceof PartOfAnother part) {
            return Outcome.part(name, part.whole());
        }
        if (cause instanceof Problem problem) {
            return Outcome.failed(name, problem);
        }
        Problem storage = StorageFailure.of(cause);
        if (storage != null) {
            return Outcome.failed(name, storage);
        }
        LOG.error("Unexpected failure at {}", name, cause);
        if (cause instanceof OutOfMemoryError) {
            return Outcome.failed(
                    name, "out-of-memory", "There was not enough memory for this document; use a larger -Xmx.", "");
        }
        return Outcome.failed(name, "internal-error", "An unexpected failure; the log has the details.", "");
    }

    /** Of a document that was being read each time that a process ended without a word. */
    static Outcome crashed(String name) {
        return Outcome.failed(
                name,
                "reader-crashed",
                "The service went down each time that it read this document, so it is left out.",
                "");
    }
}
