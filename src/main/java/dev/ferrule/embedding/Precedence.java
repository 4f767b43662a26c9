package dev.ferrule.embedding;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets questions, for which somebody waits, go before the work in the background, which they would share all cores with.
 * Work in the background asks for the way between its small steps.
 */
@Component
public class Precedence {

    /** So that the background gets on however many questions there are. */
    private static final long MOST_MILLIS = 500;

    private int questions;

    /** Does what somebody waits for. Not for what waits itself, for another machine say. */
    public <T> T first(Supplier<T> question) {
        synchronized (this) {
            questions++;
        }
        try {
            return question.get();
        } finally {
            questionEnds();
        }
    }

    private synchronized void questionEnds() {
        questions--;
        if (questions == 0) {
            notifyAll();
        }
    }

    /** Waits while there are questions, half a second at most. */
    public synchronized void letQuestionsPass() {
        if (questions > 0) {
            try {
                wait(MOST_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
