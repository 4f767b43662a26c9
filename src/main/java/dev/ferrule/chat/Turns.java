package dev.ferrule.chat;

import dev.ferrule.planning.Plan;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers messages, one at a time in each chat and a bounded number over all, apart from the requests that brought them:
 * whoever hangs up loses nothing. A turn is held by a lease in the chat's document, so that other processes keep out, and
 * so that a chat whose process died is free again.
 */
@Service
class Turns implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final long ENDING_SECONDS = 8;

    private final ChatStore store;
    private final Conversation conversation;
    private final JsonMapper json;
    private final boolean alone;
    private final String owner = new ObjectId().toHexString();
    private final TurnLogs logs = new TurnLogs();
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Semaphore room;
    private final ThreadPoolExecutor workers;
    private final Leases leases;
    private volatile boolean started;

    /** @param uri of a database server that others may use too; the embedded one is this process's alone */
    Turns(
            ChatStore store,
            Conversation conversation,
            JsonMapper json,
            ChatSettings settings,
            @Value("${spring.mongodb.uri:}") String uri) {
        this.store = store;
        this.conversation = conversation;
        this.json = json;
        this.alone = uri.isBlank();
        this.room = new Semaphore(settings.running() + settings.waiting());
        this.workers = new ThreadPoolExecutor(
                settings.running(),
                settings.running(),
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                daemons("chat-turn-"));
        workers.allowCoreThreadTimeOut(true);
        this.leases = new Leases(store, running, settings.lease());
    }

    static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * A message that is being answered.
     *
     * @param claimed false for the moment before the chat's document says so
     */
    record Running(
            Chat chat,
            Turn turn,
            TurnProgress progress,
            TurnLog log,
            CompletableFuture<Finished> result,
            boolean claimed) {}

    /** The answer as it was kept, and the plan that it is about. */
    record Finished(Message message, @Nullable Plan plan) {}

    /** Takes the message, keeps it, and goes on to answer it; the problem {@code chat-busy} while another is answered. */
    Running start(String org, String chatId, Incoming incoming) {
        conversation.check(org, incoming);
        Chat chat = settled(store.get(org, chatId));
        Folding.checkRoom(chat);
        if (!room.tryAcquire()) {
            throw new Problem(
                    Kind.TOO_MANY,
                    "too-many-turns",
                    "Too many messages are being answered at the moment. Send it again in a while.");
        }
        Running begun = null;
        try {
            begun = claim(chat, incoming);
            Running accepted = begun;
            workers.execute(() -> run(accepted, incoming));
            return begun;
        } finally {
            if (begun == null) {
                room.release();
            }
        }
    }

    private Running claim(Chat chat, Incoming incoming) {
        Instant now = ChatStore.now();
        Message question = Message.asked(
                new ObjectId().toHexString(), incoming.mode(), incoming.text(), Attachments.announced(incoming), now);
        Turn turn = new Turn(
                new ObjectId().toHexString(), owner, question.id(), incoming.mode(), false, now, leases.until(now));
        TurnLog log = logs.open(chat.id(), turn.id());
        TurnProgress progress = new TurnProgress(log, json);
        Running begun = new Running(chat, turn, progress, log, new CompletableFuture<>(), false);
        running.put(turn.id(), begun);
        Chat claimed = null;
        try {
            claimed = store.claim(chat, turn, question);
        } finally {
            if (claimed == null) {
                running.remove(turn.id());
                logs.drop(turn.id());
            }
        }
        if (claimed == null) {
            throw new Problem(
                    Kind.CONFLICT,
                    "chat-busy",
                    "The chat's last message is still being answered. Wait for that, or cancel it.");
        }
        progress.step("accepted", "The message is taken");
        Running accepted = new Running(claimed, turn, progress, log, begun.result(), true);
        running.replace(turn.id(), accepted);
        return accepted;
    }

    private void run(Running turn, Incoming incoming) {
        try {
            finish(turn, answered(turn, incoming));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.error("An answer could not be kept", e);
            fail(turn, new Problem(Kind.UNAVAILABLE, "not-kept", "The answer could not be kept."));
        } finally {
            running.remove(turn.turn().id());
            room.release();
        }
    }

    private TurnEnd answered(Running turn, Incoming incoming) {
        TurnProgress progress = turn.progress();
        try {
            progress.check();
            return TurnEnd.of(conversation.answer(turn.chat(), incoming, progress));
        } catch (Problem problem) {
            Message.State end = progress.ended();
            return end == null ? TurnEnd.failed(problem) : TurnEnd.ended(end);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            Message.State end = progress.ended();
            if (end != null) {
                return TurnEnd.ended(end);
            }
            LOG.error("Unexpected failure in a turn", e);
            return TurnEnd.failed(new Problem(Kind.UNAVAILABLE, "internal-error", "Something went wrong on our side."));
        }
    }

    private void finish(Running turn, TurnEnd end) {
        Folding.fold(turn.chat(), turn.turn(), store);
        Message message = end.message(turn.turn(), turn.progress(), ChatStore.now());
        Reply reply = end.reply();
        String planId =
                reply == null || reply.plan() == null ? null : reply.plan().id();
        Chat kept = store.finish(turn.chat().id(), turn.turn(), message, planId, reply == null ? null : reply.agreed());
        if (kept == null) {
            fail(turn, new Problem(Kind.CONFLICT, "turn-lost", "The chat was deleted or went on without this answer."));
        } else if (end.problem() != null) {
            fail(turn, end.problem());
        } else {
            Finished finished = new Finished(message, reply == null ? null : reply.plan());
            turn.log().add("done", json.writeValueAsString(new TurnEnd.Done(message, planId)));
            turn.result().complete(finished);
        }
        logs.forget();
    }

    private void fail(Running turn, Problem problem) {
        turn.log()
                .add(
                        "error",
                        json.writeValueAsString(TurnEnd.Trouble.of(turn.turn().id(), problem)));
        turn.result().completeExceptionally(problem);
    }

    /** Tells whoever answers to stop; false when nobody does. */
    boolean cancel(String org, String chatId) {
        Chat chat = settled(store.get(org, chatId));
        Turn turn = chat.turn();
        if (turn == null) {
            return false;
        }
        Running here = running.get(turn.id());
        if (here != null) {
            here.progress().end(Message.State.CANCELLED);
            return true;
        }
        return store.cancel(chatId, turn);
    }

    /** The chat without a turn that nobody is at any more: what that came to is kept as an interrupted answer. */
    Chat settled(Chat chat) {
        Turn turn = chat.turn();
        if (turn == null || !isDead(turn)) {
            return chat;
        }
        String text = "The service ended while it was answering. Send the message again to go on.";
        store.finish(
                chat.id(),
                turn,
                Message.broken(turn, Message.State.INTERRUPTED, text, List.of(), null, null, ChatStore.now()),
                null,
                null);
        return store.get(chat.org(), chat.id());
    }

    private boolean isDead(Turn turn) {
        return turn.owner().equals(owner)
                ? !running.containsKey(turn.id())
                : alone || turn.until().isBefore(Instant.now());
    }

    @Nullable
    TurnLog log(String turnId) {
        return logs.find(turnId);
    }

    @Override
    public void start() {
        leases.start();
        started = true;
    }

    /** Before the web server waits for its requests to end: those that listen wait for these turns. */
    @Override
    public void stop() {
        running.values().forEach(turn -> turn.progress().end(Message.State.INTERRUPTED));
        workers.shutdown();
        leases.close();
        try {
            if (!workers.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Ended while messages were being answered; they will show as interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** What is shut down does not come back. */
    @Override
    public boolean isPauseable() {
        return false;
    }
}
