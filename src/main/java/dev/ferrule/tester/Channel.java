package dev.ferrule.tester;

import dev.ferrule.connection.Exchange;
import dev.ferrule.egress.Call;
import org.jspecify.annotations.Nullable;

/** The way of a built request to whoever answers it: through a connection, without one, or to the mock. */
interface Channel {

    /** The request with its full address, before anything signs it. */
    Call whole(Outgoing request);

    Exchange send(Outgoing request);

    /** Null: it goes without credentials. */
    @Nullable
    String connectionId();
}
