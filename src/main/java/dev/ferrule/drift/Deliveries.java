package dev.ferrule.drift;

import dev.ferrule.drift.Subscription.State;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.EgressFailure;
import dev.ferrule.egress.Reach;
import dev.ferrule.egress.Sender;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends events to those who subscribed, in the order of the feed, each event until it is taken. A subscription is lent to
 * one node at a time, and how far it came is written after each event: only a node that is killed between sending and
 * writing makes the next one send an event once more, under the same id.
 */
@Component
class Deliveries implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final int AT_ONCE = 50;
    private static final int ANSWER = 1 << 10;

    /** Before the attempt after so many failures; after the last of them it is disabled. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6));

    private static final int MOST_FAILURES = PAUSES.size() + 1;

    private final Subscriptions subscriptions;
    private final Feed feed;
    private final Sender sender;
    private final JsonMapper json;
    private final boolean service;
    private final String node = new ObjectId().toHexString();
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ScheduledExecutorService threads;
    private volatile boolean running;

    Deliveries(Subscriptions subscriptions, Feed feed, Sender sender, JsonMapper json, ApplicationContext context) {
        this.subscriptions = subscriptions;
        this.feed = feed;
        this.sender = sender;
        this.json = json;
        this.service = context instanceof WebServerApplicationContext;
        feed.listen(() -> execute(this::look));
    }

    /** What comes while it stops is found at the next start. */
    private boolean execute(Runnable task) {
        ScheduledExecutorService pool = threads;
        if (!running || pool == null) {
            return false;
        }
        try {
            pool.execute(task);
            return true;
        } catch (RejectedExecutionException stopping) {
            return false;
        }
    }

    private void look() {
        if (!running) {
            return;
        }
        try {
            for (StoredSubscription due : subscriptions.due()) {
                boolean more = feed.last(due.org()).compareTo(due.position()) > 0;
                if (more && atWork.add(due.id()) && !execute(() -> work(due))) {
                    atWork.remove(due.id());
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Webhooks could not be looked after: {}", e.toString());
        }
    }

    private void work(StoredSubscription due) {
        try {
            StoredSubscription lent = subscriptions.lease(due, node, LEASE);
            if (lent != null) {
                deliver(lent);
            }
        } catch (RuntimeException e) {
            LOG.warn("The webhook {} waits: {}", due.id(), e.toString());
        } finally {
            atWork.remove(due.id());
        }
    }

    /** Sends what waits, until something fails or another node has taken over. */
    void deliver(StoredSubscription lent) {
        for (FeedEvent event : feed.after(lent.org(), lent.position(), AT_ONCE)) {
            String failure = lent.wants(event) ? send(lent, event) : null;
            if (failure != null) {
                boolean unused = subscriptions.note(lent, failed(lent, failure));
                return;
            }
            Update done = Update.update("position", event.number())
                    .set("failures", 0)
                    .unset("lastFailure")
                    .set("leasedUntil", Subscriptions.now().plus(LEASE));
            if (lent.wants(event)) {
                done.set("lastDelivered", event.number());
            }
            if (!running || !subscriptions.note(lent, done)) {
                return;
            }
        }
        boolean unused = subscriptions.note(lent, released(new Update()));
    }

    private static Update released(Update update) {
        return update.unset("leasedBy").set("leasedUntil", Instant.EPOCH);
    }

    /** Whoever answers 410 says that nobody will ever listen there again. */
    private static Update failed(StoredSubscription lent, String failure) {
        int failures = lent.failures() + 1;
        Update update = released(Update.update("lastFailure", failure).set("failures", failures));
        if (failures >= MOST_FAILURES || failure.equals("status 410")) {
            return update.set("state", State.DISABLED);
        }
        return update.set("nextAt", Subscriptions.now().plus(PAUSES.get(failures - 1)));
    }

    /** Null when it was taken, else what was in the way. */
    private @Nullable String send(StoredSubscription subscription, FeedEvent event) {
        try {
            Call call = call(subscription, event);
            Answer answer =
                    sender.send(call, Reach.of(call.uri()).atMost(ANSWER, CALL).withoutRedirects());
            return answer.status() / 100 == 2 ? null : "status " + answer.status();
        } catch (EgressFailure e) {
            return e.description();
        } catch (Problem e) {
            return e.code();
        }
    }

    private Call call(StoredSubscription subscription, FeedEvent event) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", event.type());
        message.put("timestamp", event.at());
        message.put("data", event);
        String body = json.writeValueAsString(message);
        String id = subscription.id() + "-" + event.number();
        long seconds = Instant.now().getEpochSecond();
        return new Call(
                "POST",
                URI.create(subscription.url()),
                List.of(
                        new Call.Header("Content-Type", "application/json"),
                        new Call.Header("webhook-id", id),
                        new Call.Header("webhook-timestamp", Long.toString(seconds)),
                        new Call.Header(
                                "webhook-signature",
                                WebhookSignature.of(subscriptions.secret(subscription), id, seconds, body))),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isAutoStartup() {
        return service;
    }

    /** Also after a stop. */
    @Override
    public void start() {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(3, task -> {
            Thread worker = new Thread(task, "webhooks");
            worker.setDaemon(true);
            return worker;
        });
        threads = pool;
        running = true;
        var unused = pool.scheduleWithFixedDelay(this::look, 1, 2, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        ScheduledExecutorService pool = threads;
        if (pool != null) {
            pool.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
