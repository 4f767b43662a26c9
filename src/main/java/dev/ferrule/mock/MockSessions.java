package dev.ferrule.mock;

import dev.ferrule.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * The sessions at the mock target, in memory only. When there are too many, or they remember too much, those that were used
 * least recently end; an organisation that makes many ends its own.
 */
@Service
public class MockSessions {

    static final int MOST_OF_AN_ORG = 100;
    static final int MOST = 1_000;
    static final long MOST_BYTES = 64L << 20;
    private static final int MOST_FAULTS = 100;

    private final Clock clock;
    private final Map<String, Session> sessions = new LinkedHashMap<>(64, 0.75f, true);

    @Autowired
    MockSessions() {
        this(Clock.systemUTC());
    }

    MockSessions(Clock clock) {
        this.clock = clock;
    }

    public MockSession begin(String org, @Nullable Long seed, @Nullable List<Fault> faults) {
        Session session =
                new Session(UUID.randomUUID().toString().replace("-", ""), org, seed, checked(faults), clock.instant());
        keep(session);
        return session.shown();
    }

    public MockSession get(String org, String id) {
        return find(org, id).shown();
    }

    /** Other faults instead of those that are still to come. */
    public MockSession change(String org, String id, List<Fault> faults) {
        Session session = find(org, id);
        session.faults(checked(faults));
        return session.shown();
    }

    public void end(String org, String id) {
        find(org, id);
        synchronized (sessions) {
            sessions.remove(id);
        }
    }

    Session find(String org, String id) {
        Instant now = clock.instant();
        synchronized (sessions) {
            Session session = sessions.get(id);
            if (session == null || !session.org().equals(org) || session.isOver(now)) {
                throw Problem.notFound("mock session", id);
            }
            session.used(now);
            return session;
        }
    }

    private void keep(Session session) {
        Instant now = clock.instant();
        synchronized (sessions) {
            sessions.values().removeIf(one -> one.isOver(now));
            sessions.put(session.id(), session);
            int ofOrg = (int) sessions.values().stream()
                    .filter(one -> one.org().equals(session.org()))
                    .count();
            if (ofOrg > MOST_OF_AN_ORG) {
                drop(session.org());
            }
            if (sessions.size() > MOST) {
                drop(null);
            }
        }
    }

    /** Ends sessions until what is left is not too much; the one in use stays. */
    void trim(Session inUse) {
        synchronized (sessions) {
            long bytes = sessions.values().stream()
                    .mapToLong(one -> one.resources().bytes())
                    .sum();
            Iterator<Session> oldest = List.copyOf(sessions.values()).iterator();
            while (bytes > MOST_BYTES && oldest.hasNext()) {
                Session one = oldest.next();
                if (one != inUse) {
                    bytes -= one.resources().bytes();
                    sessions.remove(one.id());
                }
            }
        }
    }

    int size() {
        synchronized (sessions) {
            return sessions.size();
        }
    }

    private void drop(@Nullable String org) {
        Iterator<Session> oldest = sessions.values().iterator();
        while (oldest.hasNext()) {
            if (org == null || oldest.next().org().equals(org)) {
                if (org == null) {
                    oldest.next();
                }
                oldest.remove();
                return;
            }
        }
    }

    private static List<Fault> checked(@Nullable List<Fault> faults) {
        if (faults != null && faults.size() > MOST_FAULTS) {
            throw Problem.invalid(
                    "/faults", "There may be " + MOST_FAULTS + " faults, and there are " + faults.size() + ".");
        }
        return faults == null ? List.of() : List.copyOf(faults);
    }
}
