package dev.ferrule.catalogue;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Keep threads of this process from doing one thing twice. Whoever takes several takes them in the order of the methods
 * here. Each kind is a fixed number of monitors: equal names share one, and sometimes strangers do.
 */
@Component
class SpecLocks {

    private static final int SIZE = 64;

    private final ReadWriteLock rows = new ReentrantReadWriteLock();

    private final Object[] writes = monitors();
    private final Object[] index = monitors();

    private static Object[] monitors() {
        return IntStream.range(0, SIZE).mapToObj(i -> new Object()).toArray();
    }

    /** For reading a document that may be sent twice at once. */
    Object write(String specId) {
        return of(writes, specId);
    }

    /**
     * The first half for those that write specs to the database and the index, who don't mind each other; the second for
     * whoever removes one, or looks for what the index lacks.
     */
    ReadWriteLock rows() {
        return rows;
    }

    /** For bringing a spec into the search index or out of it. */
    Object index(String specId) {
        return of(index, specId);
    }

    private static Object of(Object[] monitors, String name) {
        return monitors[(name.hashCode() * 0x9E3779B1) >>> 26];
    }
}
