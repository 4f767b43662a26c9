package dev.ferrule.chat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in one turn, for everybody who listens, now or later. It has an upper bound: when there is too much,
 * the oldest pieces of text go first, since the finished message has them all.
 */
final class TurnLog implements EventSource {

    private static final int MOST_EVENTS = 5_000;
    private static final int MOST_CHARACTERS = 2_000_000;

    final String chatId;
    final String turnId;
    private final Deque<Event> events = new ArrayDeque<>();
    private int last;
    private int characters;
    private boolean ended;
    private long endedAt;

    TurnLog(String chatId, String turnId) {
        this.chatId = chatId;
        this.turnId = turnId;
    }

    synchronized void add(String name, String data) {
        if (ended) {
            return;
        }
        Event event = new Event(turnId, ++last, name, data);
        events.add(event);
        characters += data.length();
        while (events.size() > 1 && (events.size() > MOST_EVENTS || characters > MOST_CHARACTERS)) {
            drop();
        }
        if (event.isLast()) {
            ended = true;
            endedAt = System.nanoTime();
        }
        notifyAll();
    }

    private void drop() {
        Event gone = events.stream()
                .filter(event -> event.name().equals("token"))
                .findFirst()
                .orElse(events.getFirst());
        events.remove(gone);
        characters -= gone.data().length();
    }

    @Override
    public synchronized List<Event> after(int number, long waitMillis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (last <= number && !ended) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        List<Event> news = new ArrayList<>();
        for (Event event : events) {
            if (event.number() > number) {
                news.add(event);
            }
        }
        return news;
    }

    @Override
    public synchronized boolean isOver(int number) {
        return ended && number >= last;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    synchronized int weight() {
        return characters;
    }

    /** How long ago it ended; null while it goes on. */
    synchronized @Nullable Long endedNanosAgo() {
        return ended ? System.nanoTime() - endedAt : null;
    }
}
