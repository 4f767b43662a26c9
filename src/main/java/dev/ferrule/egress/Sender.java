package dev.ferrule.egress;

import dev.ferrule.egress.EgressFailure.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The way out: every request to a system that somebody named. A host is checked against what the caller may reach, looked
 * up once, its address checked, and that very address connected to, for the first request as for each redirect. So nothing
 * inside our own network can be reached, whatever a name server or a redirect says. Nothing that may hold a secret follows
 * a redirect to another origin.
 */
@Component
public class Sender implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;

    /** Of an answer that is not what was to be written to a sink. */
    private static final int MOST_REFUSAL = 64 << 10;

    private final boolean allowPrivate;
    private final DnsResolver names;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor alarms;
    private final Semaphore places = new Semaphore(Lines.MOST);

    @Autowired
    public Sender(@Value("${ferrule.egress.allow-private:false}") boolean allowPrivate) {
        this(allowPrivate, Lines.names(allowPrivate));
    }

    Sender(boolean allowPrivate, DnsResolver names) {
        this.allowPrivate = allowPrivate;
        this.names = names;
        this.client = Lines.open(names, null);
        this.alarms = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "egress-alarm");
            thread.setDaemon(true);
            return thread;
        });
        // Else a request, with its body, would be kept until the time that it might have taken is over.
        this.alarms.setRemoveOnCancelPolicy(true);
    }

    /** Whether an operator lets calls go to addresses that are not on the public internet. */
    public boolean allowsPrivate() {
        return allowPrivate;
    }

    /** The answer of whatever status, or an {@link EgressFailure} when there is none. */
    public Answer send(Call call, Reach reach) {
        return send(call, reach, null);
    }

    /**
     * The same, with the body of a success (status 200) written to {@code sink} as it comes, rather than kept; what the sink
     * throws comes as an {@link UncheckedIOException}.
     */
    public Answer send(Call call, Reach reach, @Nullable OutputStream sink) {
        long start = System.nanoTime();
        long end = start + reach.time().toNanos();
        takePlace(call, reach.time());
        try (Line line = new Line(reach.tls())) {
            Call current = call;
            Stopwatch watch = new Stopwatch();
            for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
                check(current.uri(), reach);
                Answer answer = line.exchange(current, reach, sink, watch, start, end);
                String location = answer.header("Location");
                if (location == null || !reach.redirects() || !isRedirect(answer, call)) {
                    return answer;
                }
                current = next(current, location);
            }
            throw new EgressFailure(Cause.TOO_MANY_REDIRECTS, current.uri().getHost());
        } finally {
            places.release();
        }
    }

    private static boolean isRedirect(Answer answer, Call call) {
        return List.of(301, 302, 303, 307, 308).contains(answer.status())
                && List.of("GET", "HEAD").contains(call.method());
    }

    private void takePlace(Call call, Duration within) {
        try {
            if (!places.tryAcquire(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EgressFailure(Cause.BUSY, call.uri().getHost());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EgressFailure(Cause.BUSY, call.uri().getHost(), e);
        }
    }

    private static void check(URI uri, Reach reach) {
        if (!reach.hosts().test(uri.getHost().toLowerCase(Locale.ROOT))) {
            throw new EgressFailure(Cause.HOST_NOT_ALLOWED, uri.getHost());
        }
    }

    private static Call next(Call current, String location) {
        try {
            URI target = current.uri().resolve(new URI(location));
            boolean downgrade = "https".equalsIgnoreCase(current.uri().getScheme())
                    && !"https".equalsIgnoreCase(target.getScheme());
            if (downgrade) {
                throw new EgressFailure(Cause.BAD_REDIRECT, current.uri().getHost());
            }
            return current.hasSameOrigin(target) ? current.to(target) : current.plainTo(target);
        } catch (URISyntaxException | IllegalArgumentException | NullPointerException e) {
            throw new EgressFailure(Cause.BAD_REDIRECT, current.uri().getHost(), e);
        }
    }

    /** The client for one call: the shared one, or one with keys of its own that is closed after it. */
    private final class Line implements AutoCloseable {

        private final CloseableHttpClient http;
        private final boolean own;

        Line(@Nullable SSLContext tls) {
            this.own = tls != null;
            this.http = own ? Lines.open(names, tls) : client;
        }

        Answer exchange(Call call, Reach reach, @Nullable OutputStream sink, Stopwatch watch, long start, long end) {
            HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
            call.headers().forEach(header -> request.addHeader(header.name(), header.value()));
            if (call.body().length > 0) {
                request.setEntity(new ByteArrayEntity(call.body(), null));
            }
            long left = Math.max(1, end - System.nanoTime());
            // Said before the abort, which the reading thread may notice while the alarm still works.
            AtomicBoolean late = new AtomicBoolean();
            ScheduledFuture<?> alarm = alarms.schedule(
                    () -> {
                        late.set(true);
                        request.abort();
                    },
                    left,
                    TimeUnit.NANOSECONDS);
            String host = call.uri().getHost();
            try {
                return http.execute(request, watch.begin(), response -> read(response, reach, sink, watch, start));
            } catch (IOException e) {
                throw new EgressFailure(late.get() ? Cause.TIMEOUT : cause(e), host, e);
            } finally {
                alarm.cancel(false);
            }
        }

        @Override
        public void close() {
            if (own) {
                http.close(CloseMode.IMMEDIATE);
            }
        }
    }

    private static Cause cause(IOException e) {
        if (e instanceof PublicOnly.NotPublic) {
            return Cause.ADDRESS_NOT_ALLOWED;
        } else if (e instanceof UnknownHostException) {
            return Cause.UNKNOWN_HOST;
        } else if (e instanceof SSLException) {
            return Cause.TLS;
        } else if (e instanceof InterruptedIOException) {
            return Cause.TIMEOUT;
        } else if (e instanceof MessageConstraintException) {
            return Cause.TOO_MUCH;
        } else if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return Cause.REFUSED;
        }
        return Cause.BROKEN;
    }

    private static Answer read(
            ClassicHttpResponse response, Reach reach, @Nullable OutputStream sink, Stopwatch watch, long start)
            throws IOException {
        watch.answering();
        List<Call.Header> headers = Arrays.stream(response.getHeaders())
                .filter(header -> header.getValue() != null)
                .map(header ->
                        new Call.Header(header.getName(), header.getValue().replaceAll("\\p{Cntrl}", " ")))
                .toList();
        byte[] body = new byte[0];
        boolean truncated = false;
        if (response.getEntity() != null) {
            try (InputStream content = response.getEntity().getContent()) {
                if (sink != null && response.getCode() == 200) {
                    truncated = isCut(content, sink, reach.mostBytes());
                } else {
                    byte[] bytes = content.readNBytes((sink == null ? reach.mostBytes() : MOST_REFUSAL) + 1);
                    truncated = bytes.length > reach.mostBytes();
                    body = truncated ? Arrays.copyOf(bytes, reach.mostBytes()) : bytes;
                }
                if (truncated) {
                    // Not to read the rest of what may be endless.
                    response.close();
                }
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Answer(response.getCode(), headers, body, truncated, took, watch.done());
    }

    /** Whether there was more than that. */
    private static boolean isCut(InputStream content, OutputStream sink, int most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = most;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            if (read > left) {
                return true;
            }
            left -= read;
            try {
                sink.write(buffer, 0, read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        alarms.shutdownNow();
        client.close();
    }
}
