package dev.ferrule.mock;

import dev.ferrule.contract.Schemas;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.Call.Header;
import dev.ferrule.mock.Fault.Kind;
import dev.ferrule.mock.Routes.Route;
import dev.ferrule.spec.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * Answers calls in the place of a connector's system: by the spec, with the same answer for the same seed, and without any
 * connection to anywhere. What a real system would refuse is refused with its status; only a session that is not there is a
 * problem of the caller's.
 */
@Service
public class Mock {

    /** Lets time pass. */
    interface Pause {
        void forMillis(int millis) throws InterruptedException;
    }

    private final MockSessions sessions;
    private final Schemas schemas;
    private final Pause pause;

    @Autowired
    Mock(MockSessions sessions, Schemas schemas) {
        this(sessions, schemas, Thread::sleep);
    }

    Mock(MockSessions sessions, Schemas schemas, Pause pause) {
        this.sessions = sessions;
        this.schemas = schemas;
        this.pause = pause;
    }

    /**
     * @param session a mock session of that organisation; null: nothing is remembered, and nothing goes wrong
     * @param call signed, unless the target needs no credentials; its scheme, host and port do not count
     */
    public Answer answer(String org, @Nullable String session, Target target, Call call) {
        long begin = System.nanoTime();
        Session stay = session == null ? Session.passing(org) : sessions.find(org, session);
        Fault fault = stay.next();
        if (fault != null && fault.kind() == Kind.SLOW) {
            wait(fault.delay());
        }
        Reply reply = reply(stay, fault, target, call);
        if (session != null) {
            sessions.trim(stay);
        }
        return written(reply, fault, call, begin);
    }

    private Reply reply(Session session, @Nullable Fault fault, Target target, Call call) {
        Contract contract = null;
        long seed = Seeds.of(session.seed(), "errors");
        try {
            List<Route> routes = Routes.find(target, call);
            contract = routes.get(0).offered().contract().get();
            refuse(fault, target, call);
            Credentials.check(target.auth(), contract, call);
            Received received = Received.of(schemas, routes, call, target.signed());
            contract = received.contract();
            Exchange exchange = new Exchange(target, received.route(), contract, call, received.body(), session);
            synchronized (session.resources()) {
                World.check(exchange);
                Reply reply = Replies.reply(exchange);
                return fault != null && fault.kind() == Kind.SCHEMA_VIOLATION
                        ? Violation.in(reply, contract, schemas)
                        : reply;
            }
        } catch (Refused refused) {
            return Errors.reply(refused, contract, seed);
        }
    }

    private static void refuse(@Nullable Fault fault, Target target, Call call) {
        if (fault == null) {
            return;
        }
        switch (fault.kind()) {
            case RATE_LIMIT -> {
                int seconds = fault.retryAfterSeconds() == null ? 1 : fault.retryAfterSeconds();
                throw new Refused(429, "Too many calls: wait.", new Header("Retry-After", Integer.toString(seconds)));
            }
            case SERVER_ERROR ->
                throw new Refused(fault.status() == null ? 500 : fault.status(), "Something went wrong, as ordered.");
            case TOKEN_EXPIRED -> throw Credentials.expired(target.auth(), call);
            case NONE, SLOW, SCHEMA_VIOLATION, TRUNCATED -> {}
        }
    }

    private static Answer written(Reply reply, @Nullable Fault fault, Call call, long begin) {
        byte[] body = reply.mediaType() == null ? new byte[0] : Bodies.write(reply.mediaType(), reply.value());
        List<Header> headers = new ArrayList<>();
        if (reply.mediaType() != null) {
            Replies.add(headers, "Content-Type", reply.mediaType());
        }
        headers.add(new Header("Content-Length", Integer.toString(body.length)));
        headers.addAll(reply.headers());
        if (fault != null && fault.kind() == Kind.TRUNCATED) {
            body = Arrays.copyOf(body, body.length / 2);
        }
        if (call.method().equals("HEAD")) {
            body = new byte[0];
        }
        return new Answer(reply.status(), headers, body, false, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void wait(int millis) {
        try {
            pause.forMillis(Math.min(millis, Fault.LONGEST_DELAY));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Whoever interrupts wants the answer now.
        }
    }
}
