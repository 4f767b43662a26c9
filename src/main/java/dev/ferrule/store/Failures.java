package dev.ferrule.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;

/** What the embedded server answers when it cannot do as told: a MongoDB server's codes for the same. */
final class Failures {

    static final int DISK_FULL = 14031;
    static final int UNAVAILABLE = 91;
    private static final int UNAUTHORIZED = 13;
    private static final int AUTHENTICATION_FAILED = 18;
    private static final int INTERNAL = 1;

    private Failures() {}

    static MongoServerError diskFull() {
        return new MongoServerError(DISK_FULL, "OutOfDiskSpace", "The write could not be kept: no space on disk.");
    }

    static MongoServerError unavailable() {
        return new MongoServerError(UNAVAILABLE, "ShutdownInProgress", "The database file cannot be opened.");
    }

    static MongoServerError unauthorized() {
        return new MongoServerError(UNAUTHORIZED, "Unauthorized", "This database is for the process that opened it.");
    }

    static MongoServerError wrongPassword() {
        return new MongoServerError(AUTHENTICATION_FAILED, "AuthenticationFailed", "Authentication failed.");
    }

    static MongoServerError internal() {
        return new MongoServerError(INTERNAL, "InternalError", "The embedded database failed; its log says why.");
    }

    static Document reply(MongoServerException e) {
        Document reply = new Document("ok", 0).append("errmsg", e.getMessageWithoutErrorCode());
        if (e instanceof MongoServerError error) {
            reply.append("code", error.getCode()).putIfNotNull("codeName", error.getCodeName());
        }
        return reply;
    }
}
