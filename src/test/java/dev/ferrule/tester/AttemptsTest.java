package dev.ferrule.tester;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.connection.Exchange;
import dev.ferrule.connection.Redaction;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Outgoing GET = new Outgoing("GET", "/", List.of(), new byte[0]);

    private final List<Long> pauses = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    private void answers(int status, String... headers) {
        List<Call.Header> all = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(new Call.Header(headers[i], headers[i + 1]));
        }
        answers.add(new Answer(status, all, new byte[0], false, Duration.ZERO));
    }

    private Attempts.Result run(boolean mayRepeat) {
        Channel channel = new Channel() {
            @Override
            public Call whole(Outgoing request) {
                return Call.get(URI.create("https://system.test/"));
            }

            @Override
            public Exchange send(Outgoing request) {
                return new Exchange(whole(request), Redaction.NONE, answers.remove(0), null);
            }

            @Override
            public String connectionId() {
                return "c";
            }
        };
        CallPolicy policy = CallPolicy.usual("org", "connector");
        return new Attempts(policy, Clock.fixed(NOW, ZoneOffset.UTC), pauses::add).run(channel, GET, mayRepeat);
    }

    @Test
    void whatPassesIsTriedAgainAfterThePauseThatTheSystemWants() {
        answers(429, "Retry-After", "2");
        answers(503, "Retry-After", "Thu, 01 Jan 2026 00:00:01 GMT");
        answers(200);
        Attempts.Result result = run(true);
        assertThat(pauses).containsExactly(2_000L, 1_000L);
        assertThat(result.attempts()).extracting(TestReport.Attempt::status).containsExactly(429, 503, 200);
        assertThat(result.attempts()).extracting(TestReport.Attempt::waitedMs).containsExactly(0L, 2_000L, 1_000L);
    }

    @Test
    void aResetIsAMomentOrANumberOfSeconds() {
        answers(429, "X-RateLimit-Reset", "" + (NOW.getEpochSecond() + 1));
        answers(429, "RateLimit-Reset", "3");
        answers(429);
        run(true);
        assertThat(pauses).containsExactly(1_000L, 3_000L);
    }

    @Test
    void aSystemThatWantsMoreThanIsAllowedIsNotAskedAgain() {
        answers(503, "Retry-After", "3600");
        Attempts.Result result = run(true);
        assertThat(pauses).isEmpty();
        assertThat(result.attempts().get(0).reason()).contains("3600000 ms");
    }

    @Test
    void withoutAWordOfTheSystemThePausesGrow() {
        answers(502);
        answers(502);
        answers(502);
        Attempts.Result result = run(true);
        assertThat(pauses).containsExactly(300L, 600L);
        assertThat(result.attempts().get(2).reason()).contains("3 attempts");
    }

    @Test
    void whatMayNotBeRepeatedIsSentOnce() {
        answers(503);
        Attempts.Result result = run(false);
        assertThat(result.attempts()).hasSize(1);
        assertThat(result.attempts().get(0).reason()).contains("idempotency key");
    }

    @Test
    void anAnswerThatStaysIsFinal() {
        answers(404);
        assertThat(run(true).attempts().get(0).reason()).isNull();
    }
}
