package dev.ferrule.ingest;

import java.util.function.Consumer;

/** Finds documents one after the other; what cannot be read is an item too, one that fails. */
public interface ItemSource {

    /** The consumer may block for as long as others are at work. */
    void each(Consumer<Item> consumer);
}
