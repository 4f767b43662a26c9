package dev.ferrule.http;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Lets nobody try out tokens in the sign-in form for long. */
@Component
class Guesses {

    static final int ALLOWED = 20;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Wrong> wrong = new ConcurrentHashMap<>();

    @Autowired
    Guesses() {
        this(Clock.systemUTC());
    }

    Guesses(Clock clock) {
        this.clock = clock;
    }

    private record Wrong(int times, Instant since) {}

    /** Before the token is looked at, so that a right one found by guessing isn't told from a wrong one. */
    void check(String address) {
        Wrong known = wrong.get(address);
        if (known != null && known.times() >= ALLOWED && isRecent(known)) {
            throw new Problem(
                    Kind.TOO_MANY,
                    "too-many-guesses",
                    "Too many wrong tokens came from your address. Try again in a minute.");
        }
    }

    void failed(String address) {
        if (wrong.size() >= MOST) {
            wrong.values().removeIf(known -> !isRecent(known));
        }
        wrong.merge(
                address,
                new Wrong(1, clock.instant()),
                (known, one) -> isRecent(known) ? new Wrong(known.times() + 1, known.since()) : one);
    }

    private boolean isRecent(Wrong known) {
        return known.since().plus(WINDOW).isAfter(clock.instant());
    }
}
