package dev.ferrule.embedding;

/** Lets questions, for which somebody waits, go before the work in the background, which they would share all cores with. */
final class Precedence {

    /** So that the background gets on however many questions there are. */
    private static final long MOST_MILLIS = 500;

    private int questions;

    synchronized void questionBegins() {
        questions++;
    }

    synchronized void questionEnds() {
        questions--;
        if (questions == 0) {
            notifyAll();
        }
    }

    synchronized void letQuestionsPass() {
        if (questions > 0) {
            try {
                wait(MOST_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
