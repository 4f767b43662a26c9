package dev.ferrule.chat;

import java.util.List;

/** Where a listener finds the events of a turn: while it goes on here, or afterwards from what was kept. */
interface EventSource {

    /** Events after a number; waits for one until so much time has passed. Empty: nothing new, or all is over. */
    List<Event> after(int number, long waitMillis) throws InterruptedException;

    /** Whether nothing will come after this number. */
    boolean isOver(int number);
}
