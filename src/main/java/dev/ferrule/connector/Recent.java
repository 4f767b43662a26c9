package dev.ferrule.connector;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * States that were used last, up to so many endpoints in all. A key names one state for ever, so nothing here is ever stale;
 * whether it is the newest one is for the asker to know.
 */
final class Recent<T> {

    private final int most;
    private final ToIntFunction<T> endpoints;
    private final Map<String, T> states = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    Recent(int most, ToIntFunction<T> endpoints) {
        this.most = most;
        this.endpoints = endpoints;
    }

    /** Two that miss the same state both load it, so that nobody waits for another's read. */
    T get(String key, Supplier<T> load) {
        synchronized (this) {
            T known = states.get(key);
            if (known != null) {
                return known;
            }
        }
        T loaded = load.get();
        put(key, loaded);
        return loaded;
    }

    private synchronized void put(String key, T state) {
        T before = states.put(key, state);
        held += weight(state) - (before == null ? 0 : weight(before));
        Iterator<T> oldest = states.values().iterator();
        while (held > most && oldest.hasNext()) {
            held -= weight(oldest.next());
            oldest.remove();
        }
    }

    /** Even an empty one takes room. */
    private int weight(T state) {
        return 10 + endpoints.applyAsInt(state);
    }
}
