package dev.ferrule.catalogue;

import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Keep threads of this process from doing one thing twice. Whoever takes several takes them in the order of the methods
 * here. Each kind is a fixed number of monitors: equal names share one, and sometimes strangers do.
 */
@Component
class SpecLocks {

    private static final int SIZE = 64;

    private final Object[] writes = monitors();
    private final Object[] families = monitors();
    private final Object[] index = monitors();

    private static Object[] monitors() {
        return IntStream.range(0, SIZE).mapToObj(i -> new Object()).toArray();
    }

    /** For writing or removing a spec in the database. */
    Object write(String specId) {
        return of(writes, specId);
    }

    /** For deciding which versions an API has. */
    Object family(String name) {
        return of(families, name);
    }

    /** For bringing a spec into the search index or out of it. */
    Object index(String specId) {
        return of(index, specId);
    }

    private static Object of(Object[] monitors, String name) {
        return monitors[(name.hashCode() * 0x9E3779B1) >>> 26];
    }
}
