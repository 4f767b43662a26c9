package dev.ferrule.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.egress.EgressFailure.Cause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that would fill our memory or hold our threads for ever: what they cost is bounded in bytes and time. */
class HostileServerTest {

    private static final Reach SMALL = Reach.anywhere().atMost(10_000, Duration.ofSeconds(20));

    private interface Speech {
        void to(OutputStream caller) throws IOException;
    }

    private final Sender sender = new Sender(true);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong written = new AtomicLong();
    private ServerSocket socket;

    @BeforeEach
    void listen() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        sender.close();
        threads.shutdownNow();
    }

    /** Answers whoever calls with this, for as long as the caller stays. */
    private Call says(Speech speech) {
        threads.submit(() -> {
            while (true) {
                try (Socket caller = socket.accept()) {
                    int unused = caller.getInputStream().read(new byte[4096]);
                    speech.to(new Counted(caller.getOutputStream()));
                } catch (IOException gone) {
                    if (socket.isClosed()) {
                        return null;
                    }
                }
            }
        });
        return Call.get(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/"));
    }

    private void assertFails(Cause cause, Call call, Reach reach) {
        assertThatThrownBy(() -> sender.send(call, reach))
                .isInstanceOfSatisfying(
                        EgressFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(cause));
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void anEndlessBodyIsReadUpToTheLimit() {
        Answer answer = sender.send(
                says(out -> {
                    say(out, "HTTP/1.1 200 OK\r\n\r\n");
                    while (true) {
                        say(out, "0123456789".repeat(100));
                    }
                }),
                SMALL);
        assertThat(answer.truncated()).isTrue();
        assertThat(answer.body()).hasSize(10_000);
    }

    @Test
    void aCompressedBombIsUnpackedUpToTheLimit() throws IOException {
        byte[] bomb = gzip(gzip(new byte[50_000_000]));
        assertThat(bomb.length).isLessThan(5_000);
        Answer answer = sender.send(
                says(out -> {
                    say(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: " + bomb.length
                                    + "\r\n\r\n");
                    out.write(bomb);
                }),
                SMALL);
        assertThat(answer.truncated()).isTrue();
        assertThat(answer.body()).hasSize(10_000);
    }

    @Test
    void whatIsPackedManyTimesIsNotUnpacked() throws IOException {
        byte[] packed = gzip(new byte[10]);
        assertFails(
                Cause.BROKEN,
                says(out -> {
                    say(out, "HTTP/1.1 200 OK\r\nContent-Encoding: " + "gzip,".repeat(100) + "gzip\r\n\r\n");
                    out.write(packed);
                }),
                SMALL);
    }

    @Test
    void tooManyHeadersAndTooLongOnesAreRefused() {
        assertFails(
                Cause.TOO_MUCH,
                says(out -> {
                    say(out, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        say(out, "X-More: yes\r\n");
                    }
                }),
                SMALL);
        assertThat(written.get()).isLessThan(50_000_000);
    }

    @Test
    void aHeaderWithoutEndIsRefused() {
        assertFails(
                Cause.TOO_MUCH,
                says(out -> {
                    say(out, "HTTP/1.1 200 OK\r\nX-Long: ");
                    while (true) {
                        say(out, "a".repeat(1000));
                    }
                }),
                SMALL);
    }

    @Test
    void interimAnswersWithoutEndEndWithTheTime() {
        assertFails(
                Cause.TIMEOUT,
                says(out -> {
                    while (true) {
                        say(out, "HTTP/1.1 103 Early Hints\r\n\r\n");
                    }
                }),
                Reach.anywhere().atMost(1000, Duration.ofMillis(300)));
    }

    @Test
    void aServerThatDripsByteByByteIsLeftWhenTheTimeIsOver() {
        assertFails(
                Cause.TIMEOUT,
                says(out -> {
                    say(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
                    while (true) {
                        say(out, "a");
                        java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
                    }
                }),
                Reach.anywhere().atMost(1_000_000, Duration.ofMillis(300)));
    }

    @Test
    void anAnswerSaysWhereItsTimeWent() {
        Answer answer = sender.send(says(out -> say(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")), SMALL);
        Timing timing = answer.timing();
        assertThat(timing.reused()).isFalse();
        assertThat(timing.connect()).isPositive();
        assertThat(timing.tls()).isZero();
        assertThat(timing.firstByte()).isPositive();
        assertThat(timing.dns().plus(timing.connect()).plus(timing.firstByte()).plus(timing.body()))
                .isLessThanOrEqualTo(answer.took());
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(content);
        }
        return packed.toByteArray();
    }

    private final class Counted extends OutputStream {

        private final OutputStream out;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
            written.addAndGet(count);
        }
    }
}
