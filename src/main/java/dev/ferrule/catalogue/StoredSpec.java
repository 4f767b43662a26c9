package dev.ferrule.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * A spec and where its body and operations lie. Every write of a spec has a key of its own: two that add the same
 * content at once never touch each other's parts, and what a crash leaves behind belongs to nobody.
 *
 * @param key the beginning of the ids of its parts
 * @param bodies how many parts the document has
 * @param pages how many pages of operations there are; when more than one, a directory says which is where
 */
record StoredSpec(Spec spec, String key, int bodies, int pages) {

    StoredSpec with(Spec placed) {
        return new StoredSpec(placed, key, bodies, pages);
    }

    static String bodyId(String key, int number) {
        return key + "/body/" + number;
    }

    static String pageId(String key, int number) {
        return key + "/page/" + number;
    }

    static String directoryId(String key) {
        return key + "/directory";
    }

    List<String> bodyIds() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < bodies; i++) {
            ids.add(bodyId(key, i));
        }
        return ids;
    }
}
