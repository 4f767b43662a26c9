package dev.ferrule.chat;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Passes events on to those who listen, each at its own pace: one that reads slowly, or not at all, holds up nobody. */
@Component
class Streams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

    private final ChatStore store;
    private final Turns turns;
    private final JsonMapper json;
    private final long heartbeatMillis;
    private final Semaphore room;
    private final ExecutorService threads = Executors.newCachedThreadPool(Turns.daemons("chat-stream-"));

    Streams(ChatStore store, Turns turns, JsonMapper json, ChatSettings settings) {
        this.store = store;
        this.turns = turns;
        this.json = json;
        this.heartbeatMillis = settings.heartbeat().toMillis();
        this.room = new Semaphore(settings.streams());
    }

    /** One connection. What it throws means that nobody listens any more. */
    interface Listener {

        void event(Event event) throws IOException;

        void heartbeat() throws IOException;

        void end();
    }

    /** Listens to a turn from its beginning; room for that is made sure of before the turn is begun. */
    void follow(Supplier<Turns.Running> start, Listener listener) {
        takeRoom();
        boolean going = false;
        try {
            TurnLog log = start.get().log();
            threads.execute(() -> pass(log, 0, listener));
            going = true;
        } finally {
            if (!going) {
                room.release();
            }
        }
    }

    /** Listens to what came, or comes, after an event; without one to the newest turn. False: there is nothing more. */
    boolean resume(String org, String chatId, @Nullable String lastEventId, Listener listener) {
        Chat chat = turns.settled(store.get(org, chatId));
        EventId seen = lastEventId == null || lastEventId.isBlank() ? newest(chat) : EventId.of(lastEventId);
        if (seen == null) {
            return false;
        }
        EventSource source = source(chat, seen.turnId());
        if (source.isOver(seen.number())) {
            return false;
        }
        takeRoom();
        threads.execute(() -> pass(source, seen.number(), listener));
        return true;
    }

    private static @Nullable EventId newest(Chat chat) {
        if (chat.turn() != null) {
            return new EventId(chat.turn().id(), 0);
        }
        EventId newest = null;
        for (Message message : chat.messages()) {
            newest = message.role() == Message.Role.ASSISTANT ? new EventId(message.id(), 0) : newest;
        }
        return newest;
    }

    private EventSource source(Chat chat, String turnId) {
        TurnLog log = turns.log(turnId);
        if (log != null && log.chatId.equals(chat.id())) {
            return log;
        }
        boolean known = chat.turn() != null && chat.turn().id().equals(turnId)
                || chat.messages().stream().anyMatch(message -> message.id().equals(turnId));
        if (!known) {
            throw Problem.notFound("turn", turnId);
        }
        return new KeptTurn(turnId, () -> turns.settled(store.get(chat.org(), chat.id())), json);
    }

    private void takeRoom() {
        if (!room.tryAcquire()) {
            throw new Problem(
                    Kind.TOO_MANY,
                    "too-many-streams",
                    "Too many event streams are open. Close some, or ask for application/json.");
        }
    }

    private void pass(EventSource source, int number, Listener listener) {
        try {
            int last = number;
            while (!source.isOver(last)) {
                List<Event> news = source.after(last, heartbeatMillis);
                for (Event event : news) {
                    listener.event(event);
                    last = event.number();
                }
                if (news.isEmpty()) {
                    listener.heartbeat();
                }
            }
            listener.end();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A listener went away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("A stream of events broke off", e);
            listener.end();
        } finally {
            room.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
