package dev.ferrule.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ObjectDataType;

/**
 * The order of the keys of an index, the very one that the file has anyway: that of their serialised bytes. H2 serialises two
 * keys for every comparison, a dozen times for each document that is read; for ids, which are short texts, it is known
 * without that.
 */
final class KeyOrder extends ObjectDataType {

    private static final String INDEX = "._index_";
    private static final int LONGEST = 1_000;

    /** Whoever opens a map first decides how it compares; the library comes later and decides nothing. */
    static MVStore in(MVStore store) {
        for (String map : store.getMapNames()) {
            if (map.contains(INDEX)) {
                open(store, map);
            }
        }
        return store;
    }

    /** To be called before the first document of a collection is written. */
    static void forIds(MVStore store, String database, String collection) {
        String map = database + "." + collection + INDEX + "_id_";
        if (!store.hasMap(map)) {
            open(store, map);
        }
    }

    private static void open(MVStore store, String map) {
        store.openMap(map, new MVMap.Builder<Object, Object>().keyType(new KeyOrder()));
    }

    @Override
    public int compare(Object one, Object other) {
        if (one instanceof KeyValue a
                && other instanceof KeyValue b
                && a.size() == 1
                && b.size() == 1
                && a.get(0) instanceof String left
                && b.get(0) instanceof String right
                && isPlain(left)
                && isPlain(right)) {
            // The length comes first there, then as many bytes.
            return left.length() == right.length()
                    ? left.compareTo(right)
                    : Integer.compare(left.length(), right.length());
        }
        return super.compare(one, other);
    }

    private static boolean isPlain(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || c > 127) {
                return false;
            }
        }
        return true;
    }
}
