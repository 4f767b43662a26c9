package dev.ferrule.problem;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import dev.ferrule.problem.Problem.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;

/** Which failures of the database a caller can do something about. */
public final class StorageFailure {

    private static final int DUPLICATE_KEY = 11000;
    private static final int OUT_OF_DISK_SPACE = 14031;

    // What Linux and macOS, and what Windows says.
    private static final List<String> DISK_FULL =
            List.of("No space left on device", "not enough space on the disk", "Disk quota exceeded");

    private StorageFailure() {}

    /** The problem to answer with; null when it's a mistake of ours. */
    public static @Nullable Problem of(Throwable failure) {
        if (isDiskFull(failure)) {
            return new Problem(
                    Kind.STORAGE_FULL,
                    "storage-full",
                    "The disk that holds the data is full, so nothing was saved. Free some space, then try again.");
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockingFailureException) {
                return new Problem(
                        Kind.STALE,
                        "stale-version",
                        "This was changed by somebody else at the same time: read it again, then repeat the change.");
            }
            if (cause instanceof DuplicateKeyException || code(cause) == DUPLICATE_KEY) {
                return new Problem(Kind.CONFLICT, "already-exists", "There is one like this already.");
            }
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof MongoTimeoutException
                    || cause instanceof MongoSocketException) {
                return new Problem(
                        Kind.UNAVAILABLE, "database-unavailable", "The database does not answer. Try again later.");
            }
        }
        return null;
    }

    static boolean isDiskFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (code(cause) == OUT_OF_DISK_SPACE || DISK_FULL.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }

    private static int code(Throwable cause) {
        return cause instanceof MongoException mongo ? mongo.getCode() : 0;
    }
}
