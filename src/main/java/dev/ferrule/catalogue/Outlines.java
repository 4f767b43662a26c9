package dev.ferrule.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the outlines that were used last, up to a total of {@value #MOST} operations. */
final class Outlines {

    private static final int MOST = 150_000;

    private final WordIndex words;
    private final LinkedHashMap<String, Outline> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int size;

    Outlines(WordIndex words) {
        this.words = words;
    }

    Outline of(String specId) {
        synchronized (kept) {
            Outline outline = kept.get(specId);
            if (outline != null) {
                return outline;
            }
        }
        Outline made = new Outline(words.cards(specId));
        synchronized (kept) {
            if (made.size() > 0 && kept.put(specId, made) == null) {
                size += made.size();
                var oldest = kept.entrySet().iterator();
                while (size > MOST && kept.size() > 1) {
                    Map.Entry<String, Outline> next = oldest.next();
                    size -= next.getValue().size();
                    oldest.remove();
                }
            }
        }
        return made;
    }

    void forget(String specId) {
        synchronized (kept) {
            Outline gone = kept.remove(specId);
            size -= gone == null ? 0 : gone.size();
        }
    }
}
