package dev.ferrule.mock;

import dev.ferrule.contract.Request;
import dev.ferrule.contract.Schemas;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.spec.Contract;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The mock of a system that has these operations, for tests of other packages. */
public final class AtTheMock {

    private final Mock mock = new Mock(new MockSessions(), new Schemas(), millis -> {});
    private final Target target;

    public AtTheMock(List<Contract> contracts) {
        target = SampleTargets.target(contracts);
    }

    /** The status, and when the request was refused the beginning of what the mock said. */
    public String says(Request request) {
        List<Call.Header> headers = request.headers().stream()
                .map(header -> new Call.Header(header.name(), header.value()))
                .toList();
        URI uri = URI.create(SampleTargets.HOST + "/v1" + request.pathAndQuery());
        Answer answer = mock.answer("org", null, target, new Call(request.method(), uri, headers, request.body()));
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return answer.status() < 400
                ? String.valueOf(answer.status())
                : answer.status() + " " + body.substring(0, Math.min(200, body.length()));
    }
}
