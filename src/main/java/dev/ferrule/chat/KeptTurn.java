package dev.ferrule.chat;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** A turn that another process answers, or whose events are gone: its end is told from the message that was kept. */
final class KeptTurn implements EventSource {

    /** Of the one event that there is; whoever has seen it has seen all. */
    static final int END = 999_999_999;

    private static final long PAUSE_MILLIS = 500;

    private final String turnId;
    private final Supplier<Chat> chat;
    private final JsonMapper json;

    /** @param chat as it is when asked, with its newest messages */
    KeptTurn(String turnId, Supplier<Chat> chat, JsonMapper json) {
        this.turnId = turnId;
        this.chat = chat;
        this.json = json;
    }

    @Override
    public List<Event> after(int number, long waitMillis) throws InterruptedException {
        if (isOver(number)) {
            return List.of();
        }
        long end = System.nanoTime() + waitMillis * 1_000_000;
        while (true) {
            Chat now = chat.get();
            Turn turn = now.turn();
            if (turn == null || !turn.id().equals(turnId)) {
                return List.of(end(now));
            }
            if (System.nanoTime() + PAUSE_MILLIS * 1_000_000 > end) {
                return List.of();
            }
            synchronized (this) {
                wait(PAUSE_MILLIS);
            }
        }
    }

    private Event end(Chat now) {
        for (Message message : now.messages()) {
            if (message.id().equals(turnId) && message.failure() == null) {
                return event("done", new TurnEnd.Done(message, message.planId()));
            }
            if (message.id().equals(turnId) && message.failure() != null) {
                Message.Failure failure = message.failure();
                return event(
                        "error",
                        TurnEnd.Trouble.of(turnId, new Problem(Kind.UNPROCESSABLE, failure.code(), failure.detail())));
            }
        }
        return event(
                "error",
                TurnEnd.Trouble.of(
                        turnId,
                        new Problem(
                                Kind.NOT_FOUND, "turn-not-found", "Its answer is among the chat's older messages.")));
    }

    private Event event(String name, Object data) {
        return new Event(turnId, END, name, json.writeValueAsString(data));
    }

    @Override
    public boolean isOver(int number) {
        return number >= END;
    }
}
