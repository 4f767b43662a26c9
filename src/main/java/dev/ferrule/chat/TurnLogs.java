package dev.ferrule.chat;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The logs of turns that go on, and of some that ended lately. */
final class TurnLogs {

    private static final int MOST_ENDED = 200;
    private static final int MOST_CHARACTERS = 20_000_000;
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Map<String, TurnLog> byTurn = new LinkedHashMap<>();

    synchronized TurnLog open(String chatId, String turnId) {
        TurnLog log = new TurnLog(chatId, turnId);
        byTurn.put(turnId, log);
        forget();
        return log;
    }

    synchronized @Nullable TurnLog find(String turnId) {
        return byTurn.get(turnId);
    }

    /** Of a turn that did not come about. */
    synchronized void drop(String turnId) {
        byTurn.remove(turnId);
    }

    /** The oldest ended ones go when they are old, or when there are many, or much in them. */
    synchronized void forget() {
        int ended = 0;
        long characters = 0;
        for (TurnLog log : byTurn.values()) {
            ended += log.isEnded() ? 1 : 0;
            characters += log.weight();
        }
        for (Iterator<TurnLog> oldest = byTurn.values().iterator(); oldest.hasNext(); ) {
            TurnLog log = oldest.next();
            Long ago = log.endedNanosAgo();
            if (ago != null && (ago > KEPT_NANOS || ended > MOST_ENDED || characters > MOST_CHARACTERS)) {
                oldest.remove();
                ended--;
                characters -= log.weight();
            }
        }
    }
}
