package dev.ferrule.mock;

import static dev.ferrule.mock.SampleTargets.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.contract.Answers;
import dev.ferrule.contract.Request;
import dev.ferrule.contract.Schemas;
import dev.ferrule.egress.Answer;
import dev.ferrule.mock.Fault.Kind;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Contract;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class MockSessionsTest {

    @Test
    void breaksTheSchemaOfAnAnswerWhenToldTo() {
        List<Contract> crm = SampleTargets.contracts(Path.of("sample-specs/haloform-crm.yaml"));
        Schemas schemas = new Schemas();
        MockSessions sessions = new MockSessions();
        Mock mock = new Mock(sessions, schemas, millis -> {});
        Answers answers = new Answers(schemas);
        int broken = 0;
        for (Contract contract : crm) {
            if (!contract.method().equals("GET") || contract.path().contains("{")) {
                continue;
            }
            String session = sessions.begin(
                            "org", null, List.of(new Fault(Kind.SCHEMA_VIOLATION, null, null, null, null)))
                    .id();
            for (boolean ok : new boolean[] {false, true}) {
                Answer answer = mock.answer("org", session, SampleTargets.target(crm), call("GET", contract.path()));
                List<Request.Header> headers = answer.headers().stream()
                        .map(header -> new Request.Header(header.name(), header.value()))
                        .toList();
                if (answer.status() == 200) {
                    assertThat(answers.check(contract, 200, headers, answer.body(), false)
                                    .ok())
                            .as(contract.path())
                            .isEqualTo(ok);
                    broken++;
                }
            }
        }
        assertThat(broken).isGreaterThan(4);
    }

    @Test
    void endsASessionThatNobodyUses() {
        Instant[] now = {Instant.parse("2030-01-01T00:00:00Z")};
        MockSessions idle = new MockSessions(new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        });
        String session = idle.begin("org", null, null).id();
        now[0] = now[0].plus(Session.IDLE);
        Instant expires = idle.get("org", session).expiresAt();
        assertThat(expires).isEqualTo(now[0].plus(Session.IDLE));
        now[0] = expires.plusMillis(1);
        assertThatThrownBy(() -> idle.get("org", session)).isInstanceOf(Problem.class);
        idle.begin("org", null, null);
        assertThat(idle.size()).isEqualTo(1);
    }
}
