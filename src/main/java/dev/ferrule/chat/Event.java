package dev.ferrule.chat;

/**
 * One thing that a listener is told of while a message is answered.
 *
 * @param number counts from 1 within its turn
 * @param name {@code step}, {@code token}, {@code question}, {@code plan}, {@code connector}, {@code done} or
 *     {@code error}
 * @param data JSON
 */
record Event(String turnId, int number, String name, String data) {

    /** What a client sends back as {@code Last-Event-ID}. */
    String id() {
        return turnId + '-' + number;
    }

    boolean isLast() {
        return name.equals("done") || name.equals("error");
    }
}
