package dev.ferrule.chat;

import dev.ferrule.chat.Turns.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the leases of the turns that go on here, and ends those that were lost or that another process called off. */
final class Leases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final ChatStore store;
    private final Map<String, Running> running;
    private final Duration lease;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Turns.daemons("chat-lease-"));

    Leases(ChatStore store, Map<String, Running> running, Duration lease) {
        this.store = store;
        this.running = running;
        this.lease = lease;
    }

    Instant until(Instant now) {
        return now.plus(lease);
    }

    void start() {
        long pause = Math.max(100, lease.toMillis() / 5);
        clock.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void renew() {
        for (Running turn : running.values()) {
            if (!turn.claimed()) {
                continue;
            }
            try {
                Turn now = store.renew(turn.chat().id(), turn.turn(), until(ChatStore.now()));
                if (now == null || now.cancelled()) {
                    turn.progress().end(Message.State.CANCELLED);
                }
            } catch (RuntimeException e) {
                LOG.warn("The lease of a chat's turn could not be renewed: {}", e.toString());
            }
        }
    }

    @Override
    public void close() {
        clock.shutdown();
    }
}
