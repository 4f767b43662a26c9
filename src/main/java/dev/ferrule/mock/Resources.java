package dev.ferrule.mock;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was made, changed or deleted in one session, by path. What was touched first is forgotten first when it gets much. */
final class Resources {

    static final int MOST = 1_000;
    static final long MOST_BYTES = 1L << 20;
    private static final int OVERHEAD = 200;

    /** @param fields null: deleted */
    private record Thing(@Nullable Map<String, Object> fields, long bytes) {}

    private final Map<String, Thing> things = new LinkedHashMap<>();
    private volatile long bytes;

    synchronized @Nullable Map<String, Object> get(String path) {
        Thing thing = things.get(path);
        return thing == null || thing.fields() == null ? null : new LinkedHashMap<>(thing.fields());
    }

    synchronized void put(String path, Map<String, Object> fields) {
        keep(
                path,
                new Thing(
                        fields,
                        OVERHEAD + path.length() * 2L + Bodies.plain(fields).length() * 4L));
    }

    synchronized void delete(String path) {
        keep(path, new Thing(null, OVERHEAD + path.length() * 2L));
    }

    /** Whether it, or what it is a part of, was deleted. */
    synchronized boolean isGone(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            Thing thing = things.get(path.substring(0, end));
            if (thing != null) {
                return thing.fields() == null;
            }
        }
        return false;
    }

    /** Those right below, in the order in which they were made. */
    synchronized List<Map<String, Object>> below(String collection) {
        List<Map<String, Object>> found = new ArrayList<>();
        things.forEach((path, thing) -> {
            if (thing.fields() != null && path.lastIndexOf('/') == collection.length() && path.startsWith(collection)) {
                found.add(new LinkedHashMap<>(thing.fields()));
            }
        });
        return found;
    }

    synchronized int size() {
        return things.size();
    }

    long bytes() {
        return bytes;
    }

    private void keep(String path, Thing thing) {
        Thing before = things.remove(path);
        long now = bytes + thing.bytes() - (before == null ? 0 : before.bytes());
        if (thing.bytes() <= MOST_BYTES / 4) {
            things.put(path, thing);
        } else {
            now -= thing.bytes();
        }
        Iterator<Thing> oldest = things.values().iterator();
        while (things.size() > MOST || now > MOST_BYTES) {
            now -= oldest.next().bytes();
            oldest.remove();
        }
        bytes = now;
    }
}
