package dev.ferrule.tester;

import dev.ferrule.connection.ConnectionCalls;
import dev.ferrule.connection.Errand;
import dev.ferrule.connection.Exchange;
import dev.ferrule.egress.Call;
import org.jspecify.annotations.Nullable;

/** Through a connection, signed. */
record ConnectedChannel(
        ConnectionCalls calls,
        String org,
        String connectionId,
        @Nullable String wanted,
        Limits limits) implements Channel {

    @Override
    public Call whole(Outgoing request) {
        return OpenChannel.call(calls.baseUrl(org, connectionId, wanted), request);
    }

    @Override
    public Exchange send(Outgoing request) {
        return calls.exchange(
                org,
                connectionId,
                new Errand(
                        wanted,
                        request.method(),
                        request.pathAndQuery(),
                        request.headers(),
                        request.body(),
                        limits.mostBytes(),
                        limits.time()));
    }
}
