package dev.ferrule.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the outlines that were used last, up to a total of {@value #MOST} operations; those of complete specs only. */
final class Outlines {

    private static final int MOST = 150_000;

    private final OperationIndex index;
    private final LinkedHashMap<String, Outline> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int size;

    Outlines(OperationIndex index) {
        this.index = index;
    }

    Outline of(String specId) {
        synchronized (kept) {
            Outline outline = kept.get(specId);
            if (outline != null) {
                return outline;
            }
        }
        int complete = index.systems().operationCount(specId);
        Outline made = new Outline(index.words().cards(specId));
        synchronized (kept) {
            if (made.size() > 0 && made.size() == complete && kept.put(specId, made) == null) {
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
}
