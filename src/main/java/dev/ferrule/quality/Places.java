package dev.ferrule.quality;

import dev.ferrule.quality.Quality.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where each kind of finding was seen: the first places, and how many there are. */
final class Places {

    private static final int SHOWN = 10;
    private static final int LONGEST = 300;

    private final Map<Fault, Seen> seen = new EnumMap<>(Fault.class);

    private static final class Seen {
        final List<Place> shown = new ArrayList<>();
        int count;
    }

    void add(Fault fault, String pointer, @Nullable String detail) {
        Seen known = known(fault);
        known.count++;
        if (known.shown.size() < SHOWN) {
            String shortened = detail == null || detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST);
            known.shown.add(new Place(pointer, shortened));
        }
    }

    /** Some more, of which nobody knows where they are. */
    void add(Fault fault, int more) {
        known(fault).count += more;
    }

    private Seen known(Fault fault) {
        return seen.computeIfAbsent(fault, first -> new Seen());
    }

    Set<Fault> faults() {
        return seen.keySet();
    }

    int count(Fault fault) {
        Seen known = seen.get(fault);
        return known == null ? 0 : known.count;
    }

    List<Place> shown(Fault fault) {
        Seen known = seen.get(fault);
        return known == null ? List.of() : List.copyOf(known.shown);
    }
}
