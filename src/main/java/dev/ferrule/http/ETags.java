package dev.ferrule.http;

import dev.ferrule.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/** Optimistic locking over HTTP (RFC 9110, sections 8.8.3 and 13.1.1): the ETag is the resource's version number. */
public final class ETags {

    private ETags() {}

    public static <T> ResponseEntity<T> respond(HttpStatusCode status, T body, long version) {
        return ResponseEntity.status(status).eTag("\"" + version + "\"").body(body);
    }

    public static <T> ResponseEntity<T> ok(T body, long version) {
        return respond(HttpStatusCode.valueOf(200), body, version);
    }

    /** Refuses an update whose {@code If-Match} names another version; none, or {@code *}, means "whatever is there". */
    public static void check(@Nullable String ifMatch, long version, String what, String id) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.trim().equals("*")) {
            return;
        }
        for (String tag : ifMatch.split(",")) {
            if (tag.trim().equals("\"" + version + "\"")) {
                return;
            }
        }
        throw Problem.stale(what, id);
    }
}
