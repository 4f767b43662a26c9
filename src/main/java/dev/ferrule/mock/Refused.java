package dev.ferrule.mock;

import dev.ferrule.egress.Call.Header;
import dev.ferrule.problem.Problem.Violation;
import java.util.List;

/** What a real system would refuse, with the status that it would have. */
final class Refused extends RuntimeException {

    private final int status;
    private final transient List<Violation> violations;
    private final transient List<Header> headers;

    Refused(int status, String message, List<Violation> violations, List<Header> headers) {
        super(message, null, false, false);
        this.status = status;
        this.violations = List.copyOf(violations);
        this.headers = List.copyOf(headers);
    }

    Refused(int status, String message, Header... headers) {
        this(status, message, List.of(), List.of(headers));
    }

    int status() {
        return status;
    }

    String description() {
        return String.valueOf(getMessage());
    }

    List<Violation> violations() {
        return violations;
    }

    List<Header> headers() {
        return headers;
    }
}
