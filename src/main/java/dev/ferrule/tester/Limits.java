package dev.ferrule.tester;

import java.time.Duration;

/** What one attempt may cost. */
record Limits(int mostBytes, Duration time) {

    /** Of a test, which a person looks at. */
    static final Limits TEST = new Limits(1 << 20, Duration.ofSeconds(30));

    /** Of a call, whose answer a program wants in full. */
    static final Limits CALL = new Limits(8 << 20, Duration.ofSeconds(60));
}
