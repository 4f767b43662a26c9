package dev.ferrule.egress;

import java.time.Duration;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Times one call, hop by hop; all of it happens on the thread that calls. */
final class Stopwatch {

    private static final String PLACE = "ferrule.stopwatch";

    private long started;
    private long ready;
    private long mark;
    private long dns;
    private long connect;
    private long tls;
    private long waited;
    private long read;
    private boolean connected;

    HttpClientContext begin() {
        started = System.nanoTime();
        ready = started;
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(PLACE, this);
        return context;
    }

    static @Nullable Stopwatch of(HttpContext context) {
        return (Stopwatch) context.getAttribute(PLACE);
    }

    void connecting() {
        connected = true;
        mark = System.nanoTime();
    }

    void resolved() {
        dns += lap();
    }

    void reached() {
        connect += lap();
        ready = mark;
    }

    void securing() {
        mark = System.nanoTime();
    }

    void secured() {
        tls += lap();
        ready = mark;
    }

    void answering() {
        mark = System.nanoTime();
        waited += mark - ready;
    }

    Timing done() {
        read += lap();
        return new Timing(of(dns), of(connect), of(tls), of(waited), of(read), !connected);
    }

    /** Since the last mark, which this sets anew. */
    private long lap() {
        long now = System.nanoTime();
        long lap = now - mark;
        mark = now;
        return lap;
    }

    private static Duration of(long nanos) {
        return Duration.ofNanos(nanos);
    }
}
