package dev.ferrule.chat;

import dev.ferrule.llm.Progress;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.Question;
import dev.ferrule.planning.Usage;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells a turn's listeners what goes on, remembers the steps for the message, and knows whether to go on at all. */
final class TurnProgress implements Progress {

    private static final int LONGEST_STEP = 300;

    private final TurnLog log;
    private final JsonMapper json;
    private final long start = System.nanoTime();
    private final List<Message.Step> steps = new ArrayList<>();
    private final StringBuilder written = new StringBuilder();
    private volatile Message.@Nullable State end;
    private @Nullable Usage usage;

    TurnProgress(TurnLog log, JsonMapper json) {
        this.log = log;
        this.json = json;
    }

    @Override
    public synchronized void step(String kind, String text) {
        if (kind.equals("retry") || kind.equals("fallback")) {
            written.setLength(0); // What was said so far is said anew.
        }
        long at = (System.nanoTime() - start) / 1_000_000;
        Message.Step step = new Message.Step(kind, Texts.shortened(Texts.line(text), LONGEST_STEP), at);
        if (steps.size() < Message.MOST_STEPS) {
            steps.add(step);
        }
        send("step", step);
    }

    @Override
    public synchronized void token(String text) {
        if (!text.isEmpty()) {
            if (written.length() < Message.LONGEST_ANSWER) {
                written.append(text);
            }
            send("token", Map.of("text", text));
        }
    }

    /** Text of our own making, in pieces as a model's would come. */
    void say(String text) {
        int from = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
            token(text.substring(from, at + 1));
            from = at + 1;
        }
        token(text.substring(from));
    }

    void plan(Plan plan) {
        send("plan", plan);
    }

    void question(Plan plan, Question question) {
        send("question", new Asked(plan.id(), question));
    }

    /** A question with the plan to which an answer goes. */
    record Asked(String planId, Question question) {}

    void connector(Message.Building building) {
        send("connector", building);
    }

    private void send(String name, Object data) {
        log.add(name, json.writeValueAsString(data));
    }

    /** Counts what some of the work took, whatever comes of it. */
    synchronized void took(Usage more) {
        usage = usage == null ? more : usage.plus(more);
    }

    /** What all of it took; null: nothing was planned, and no language model was asked. */
    synchronized @Nullable Usage usage() {
        return usage;
    }

    /** Ends the work as soon as it looks; the first reason counts. */
    void end(Message.State reason) {
        if (end == null) {
            end = reason;
        }
    }

    /** Why it was ended; null: it was not. */
    Message.@Nullable State ended() {
        return end;
    }

    @Override
    public boolean isCancelled() {
        return end != null;
    }

    /** Goes on, or ends with the problem {@code cancelled}. */
    void check() {
        if (isCancelled()) {
            throw new Problem(Kind.CONFLICT, "cancelled", "The work was cancelled.");
        }
    }

    synchronized List<Message.Step> steps() {
        return List.copyOf(steps);
    }

    /** What was said before it ended. */
    synchronized String written() {
        return written.toString();
    }
}
