package dev.ferrule.catalogue;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** What was used last stays, up to a number of bytes. Stored parts never change, so nothing here is ever stale. */
final class PartCache {

    private final int most;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    PartCache(int most) {
        this.most = most;
    }

    /** Two that ask for a missing part at once both load it, so that no reader waits for another's disk. */
    <T> T get(String id, Class<T> type, Supplier<T> load, ToIntFunction<T> weigh) {
        synchronized (this) {
            Entry entry = entries.get(id);
            if (entry != null) {
                return type.cast(entry.value);
            }
        }
        T value = load.get();
        int heavy = weigh.applyAsInt(value);
        if (heavy <= most) {
            put(id, new Entry(value, heavy));
        }
        return value;
    }

    private synchronized void put(String id, Entry entry) {
        Entry before = entries.put(id, entry);
        weight += entry.weight - (before == null ? 0 : before.weight);
        Iterator<Entry> oldest = entries.values().iterator();
        while (weight > most && oldest.hasNext()) {
            weight -= oldest.next().weight;
            oldest.remove();
        }
    }

    private record Entry(Object value, int weight) {}
}
