package dev.ferrule.tester;

import dev.ferrule.connection.Exchange;
import dev.ferrule.connection.Redaction;
import dev.ferrule.egress.Call;
import dev.ferrule.mock.Mock;
import org.jspecify.annotations.Nullable;

/** To the mock within this process. */
record MockChannel(Mock mock, String org, @Nullable String session, dev.ferrule.mock.Target target) implements Channel {

    /** A host that no request can reach (RFC 6761), where the system's own is not known in full. */
    private static final String NOWHERE = "https://mock.invalid";

    @Override
    public Call whole(Outgoing request) {
        return OpenChannel.call(base(target.baseUrl()), request);
    }

    @Override
    public Exchange send(Outgoing request) {
        Call call = whole(request);
        return new Exchange(call, Redaction.NONE, mock.answer(org, session, target, call), null);
    }

    @Override
    public @Nullable String connectionId() {
        return null;
    }

    private static String base(@Nullable String url) {
        if (url == null || url.startsWith("{")) {
            return NOWHERE;
        }
        int scheme = url.indexOf("://");
        int path = url.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        String host = path < 0 ? url : url.substring(0, path);
        String rest = path < 0 ? "" : url.substring(path).replaceAll("[{}]", "");
        return (scheme < 0 || host.indexOf('{') >= 0 ? NOWHERE : host) + rest;
    }
}
