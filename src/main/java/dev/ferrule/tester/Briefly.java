package dev.ferrule.tester;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Remembers for a moment what is read for each call and hardly ever changes. Whoever changes it on this node forgets it at
 * once; other nodes go by the state before for as long as that moment lasts.
 */
final class Briefly<T> {

    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Clock clock;
    private final int most;
    private final Map<String, Known<T>> known = new ConcurrentHashMap<>();

    /** @param most that are held at once */
    Briefly(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    private record Known<T>(T value, Instant until) {}

    T get(String key, Supplier<T> load) {
        Instant now = clock.instant();
        Known<T> found = known.get(key);
        if (found != null && now.isBefore(found.until())) {
            return found.value();
        }
        T value = load.get();
        if (known.size() >= most) {
            known.clear();
        }
        known.put(key, new Known<>(value, now.plus(MOMENT)));
        return value;
    }

    void forget(String key) {
        known.remove(key);
    }
}
