package dev.ferrule.tester;

import dev.ferrule.connection.Exchange;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.EgressFailure;
import dev.ferrule.tester.TestReport.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call as often as its policy lets it. How long to wait is what the system says ({@code Retry-After}, a reset
 * header when nothing is left), else the policy's pause; a system that wants more time than is allowed is not asked again.
 */
final class Attempts {

    private static final Set<EgressFailure.Cause> PASSING = Set.of(
            EgressFailure.Cause.REFUSED,
            EgressFailure.Cause.TIMEOUT,
            EgressFailure.Cause.BROKEN,
            EgressFailure.Cause.BUSY,
            EgressFailure.Cause.UNKNOWN_HOST);

    /** Above this a number is a moment, in seconds since 1970, and below it a number of seconds from now. */
    private static final long MOMENTS = 1_000_000_000L;

    private final CallPolicy policy;
    private final Clock clock;
    private final LongConsumer pause;

    Attempts(CallPolicy policy) {
        this(policy, Clock.systemUTC(), Attempts::sleep);
    }

    /** @param pause waits for so many milliseconds */
    Attempts(CallPolicy policy, Clock clock, LongConsumer pause) {
        this.policy = policy;
        this.clock = clock;
        this.pause = pause;
    }

    /** How it ended, and what was done until then. */
    record Result(Exchange exchange, List<Attempt> attempts, Duration took) {}

    Result run(Channel channel, Outgoing request, boolean mayRepeat) {
        long start = System.nanoTime();
        List<Attempt> attempts = new ArrayList<>();
        long left = policy.longestWaitMs();
        long waited = 0;
        for (int number = 1; ; number++) {
            long begun = System.nanoTime();
            Exchange exchange = channel.send(request);
            double ms = Shown.ms(Duration.ofNanos(System.nanoTime() - begun));
            Answer answer = exchange.answer();
            EgressFailure failure = exchange.failure();
            boolean again = isWorthAnother(answer, failure);
            long wanted = again ? wanted(answer, number) : 0;
            String reason = !again ? null : reason(number, mayRepeat, wanted, left);
            attempts.add(new Attempt(
                    number,
                    answer == null ? null : answer.status(),
                    failure == null ? null : Shown.failure(failure).code(),
                    ms,
                    waited,
                    reason));
            if (!again || reason != null) {
                return new Result(exchange, attempts, Duration.ofNanos(System.nanoTime() - start));
            }
            pause.accept(wanted);
            left -= wanted;
            waited = wanted;
        }
    }

    /** Why there is no other attempt; null: there is one. */
    private @Nullable String reason(int number, boolean mayRepeat, long wanted, long left) {
        if (!mayRepeat) {
            return "it writes, and has no idempotency key: it is not sent again";
        }
        if (number >= policy.attempts()) {
            return "the policy allows " + policy.attempts() + (policy.attempts() == 1 ? " attempt" : " attempts");
        }
        return wanted > left
                ? "another attempt would have to wait " + wanted + " ms, and the policy allows " + left + " ms more"
                : null;
    }

    private boolean isWorthAnother(@Nullable Answer answer, @Nullable EgressFailure failure) {
        return answer == null
                ? failure != null && PASSING.contains(failure.reason())
                : policy.statuses().contains(answer.status());
    }

    private long wanted(@Nullable Answer answer, int number) {
        Long said = answer == null ? null : said(answer);
        return said == null ? (long) policy.backoffMs() << Math.min(number - 1, 10) : said;
    }

    private @Nullable Long said(Answer answer) {
        String after = answer.header("Retry-After");
        if (after != null) {
            Long millis = millis(after);
            if (millis != null) {
                return millis;
            }
        }
        for (String prefix : List.of("X-RateLimit-", "RateLimit-", "X-Rate-Limit-")) {
            String reset = answer.header(prefix + "Reset");
            String remaining = answer.header(prefix + "Remaining");
            if (reset != null && (answer.status() == 429 || "0".equals(remaining))) {
                return millis(reset);
            }
        }
        return null;
    }

    /** Of seconds, a moment in seconds since 1970, or a date (RFC 9110 section 10.2.3). */
    private @Nullable Long millis(String text) {
        String value = text.strip();
        Instant now = clock.instant();
        try {
            if (value.matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) {
                double seconds = Double.parseDouble(value);
                return seconds < MOMENTS
                        ? (long) Math.ceil(seconds * 1000)
                        : Math.max(0, (long) Math.ceil(seconds * 1000) - now.toEpochMilli());
            }
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Math.max(0, Duration.between(now, then).toMillis());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static void sleep(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
