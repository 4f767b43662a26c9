package dev.ferrule.egress;

import java.time.Duration;

/**
 * Where the time of a call went, redirects included.
 *
 * @param dns looking the host up; zero on a kept connection, like the next two
 * @param connect until the other side took the connection
 * @param tls until it was secure; zero for plain HTTP
 * @param firstByte from there until the first of the answer came: sending, and the other side's thinking
 * @param body until the last of the answer that was wanted
 * @param reused a connection from an earlier call was used, so that nothing was looked up or connected
 */
public record Timing(Duration dns, Duration connect, Duration tls, Duration firstByte, Duration body, boolean reused) {

    /** Of an answer that came over no network. */
    public static final Timing NONE =
            new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, false);
}
