package dev.ferrule.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what was repaired or left out: a few places of each kind, then only a count, so that the worst document still
 * gets a page that a person can read.
 */
final class Warnings {

    private static final int SHOWN_PER_KIND = 5;
    private static final int KINDS = 19;

    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private int beyond;

    /** @param message of this one place; those of one code should differ only in what they name */
    void add(String code, String message, String pointer) {
        Kind kind = kinds.get(code);
        if (kind == null) {
            if (kinds.size() >= KINDS) {
                beyond++;
                return;
            }
            kind = new Kind(new ArrayList<>());
            kinds.put(code, kind);
        }
        if (kind.shown.size() < SHOWN_PER_KIND) {
            kind.shown.add(new Warning(code, Texts.shortened(message, 300), pointer));
        } else {
            kind.more++;
        }
    }

    List<Warning> list() {
        List<Warning> all = new ArrayList<>();
        kinds.forEach((code, kind) -> {
            all.addAll(kind.shown);
            if (kind.more > 0) {
                all.add(new Warning(code, "… and the same in " + kind.more + " more places.", ""));
            }
        });
        if (beyond > 0) {
            all.add(new Warning("more-warnings", "… and " + beyond + " warnings of other kinds.", ""));
        }
        return List.copyOf(all);
    }

    private static final class Kind {
        final List<Warning> shown;
        int more;

        Kind(List<Warning> shown) {
            this.shown = shown;
        }
    }
}
