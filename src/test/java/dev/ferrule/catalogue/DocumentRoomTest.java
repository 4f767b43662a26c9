package dev.ferrule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DocumentRoomTest {

    private final DocumentRoom room = new DocumentRoom(5 << 20);

    @Test
    void aDocumentComesAsItWasSentWhateverItsSize() throws IOException {
        for (int size : new int[] {1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 7 << 20}) {
            byte[] sent = new byte[size];
            new Random(size).nextBytes(sent);

            assertThat(room.<byte[]>use(new ByteArrayInputStream(sent), -1, document -> document))
                    .isEqualTo(sent);
        }
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsInMemoryAndWhatIsEmptyToo() {
        assertThatThrownBy(() -> room.use(new ByteArrayInputStream(new byte[0]), (64 << 20) + 1, document -> document))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("64 MB");
        assertThatThrownBy(() -> room.use(new ByteArrayInputStream(new byte[65 << 20]), -1, document -> document))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("64 MB");
        assertThatThrownBy(() -> room.use(new ByteArrayInputStream(new byte[0]), 0, document -> document))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no body");
    }

    @Test
    void noMoreLargeOnesAreInMemoryThanThereIsRoomForAndSmallOnesPass() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(6);
        for (int i = 0; i < 6; i++) {
            Thread thread = new Thread(() -> {
                try {
                    room.use(new ByteArrayInputStream(new byte[2 << 20]), 2 << 20, document -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        return room.use(new ByteArrayInputStream(document, 0, 10), 10, small -> now.decrementAndGet());
                    });
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                } finally {
                    done.countDown();
                }
            });
            thread.start();
        }
        done.await();

        assertThat(most.get()).isBetween(1, 2);
        assertThat(now.get()).isZero();
    }
}
