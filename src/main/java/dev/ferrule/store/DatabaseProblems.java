package dev.ferrule.store;

import com.mongodb.MongoException;
import dev.ferrule.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoExceptionTranslator;

/**
 * Throws a {@link Problem} in place of the two failures that no caller can do anything about: a full disk and a database
 * that does not answer. Every other one stays Spring's: {@code DuplicateKeyException},
 * {@code OptimisticLockingFailureException} and so on.
 */
final class DatabaseProblems extends MongoExceptionTranslator {

    private static final Logger log = LoggerFactory.getLogger(DatabaseProblems.class);

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException thrown) {
        if (thrown instanceof MongoException failure && failure.getCode() == Failures.DISK_FULL) {
            throw because(
                    thrown,
                    new Problem(
                            Problem.Kind.STORAGE_FULL,
                            "storage-full",
                            "The database has no space left on its disk, so nothing was saved. Free some space, then"
                                    + " try again; reading still works."));
        }
        DataAccessException translated = super.translateExceptionIfPossible(thrown);
        if (translated instanceof DataAccessResourceFailureException
                || thrown instanceof MongoException failure && failure.getCode() == Failures.UNAVAILABLE) {
            throw because(
                    thrown,
                    new Problem(
                            Problem.Kind.UNAVAILABLE,
                            "database-unavailable",
                            "The database does not answer. Try again in a moment."));
        }
        return translated;
    }

    private static Problem because(RuntimeException cause, Problem problem) {
        // The driver's message names hosts, which callers need not know, and the log may.
        log.warn("{}: {}", problem.code(), cause.getMessage());
        problem.initCause(cause);
        return problem;
    }
}
