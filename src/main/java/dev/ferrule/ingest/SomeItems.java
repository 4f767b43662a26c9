package dev.ferrule.ingest;

import java.util.function.Consumer;
import java.util.function.Predicate;

/** Those items of another source that are wanted, until somebody says that it is enough. */
public final class SomeItems implements ItemSource {

    private final ItemSource all;
    private final Predicate<String> wanted;
    private volatile boolean stopped;

    /** @param wanted is asked for each name */
    public SomeItems(ItemSource all, Predicate<String> wanted) {
        this.all = all;
        this.wanted = wanted;
    }

    @Override
    public void each(Consumer<Item> consumer) {
        try {
            all.each(item -> {
                if (stopped) {
                    throw new Enough();
                }
                if (wanted.test(item.name())) {
                    consumer.accept(item);
                }
            });
        } catch (Enough e) {
            // As was asked for.
        }
    }

    /** From whatever thread; what was handed over by then is still read. */
    public void stop() {
        stopped = true;
    }

    private static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1;

        Enough() {
            super("Stopped", null, false, false);
        }
    }
}
