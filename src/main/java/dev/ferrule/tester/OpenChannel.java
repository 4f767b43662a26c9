package dev.ferrule.tester;

import dev.ferrule.connection.Exchange;
import dev.ferrule.connection.Redaction;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.EgressFailure;
import dev.ferrule.egress.Reach;
import dev.ferrule.egress.Sender;
import dev.ferrule.problem.Problem;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** To the system itself, without credentials. */
record OpenChannel(Sender sender, String base, Limits limits) implements Channel {

    @Override
    public Call whole(Outgoing request) {
        return call(base, request);
    }

    @Override
    public Exchange send(Outgoing request) {
        Call call = whole(request);
        try {
            Answer answer = sender.send(call, Reach.of(call.uri()).atMost(limits.mostBytes(), limits.time()));
            return new Exchange(call, Redaction.NONE, answer, null);
        } catch (EgressFailure failure) {
            return new Exchange(call, Redaction.NONE, null, failure);
        }
    }

    @Override
    public @Nullable String connectionId() {
        return null;
    }

    static Call call(String base, Outgoing request) {
        String start = base.replaceAll("/+$", "").replace("{", "%7B").replace("}", "%7D");
        try {
            return new Call(
                    request.method(), URI.create(start + request.pathAndQuery()), request.headers(), request.body());
        } catch (IllegalArgumentException | EgressFailure e) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "base-url-unusable",
                    "The base URL and the path of the endpoint make no address that can be called.");
        }
    }
}
