package dev.ferrule.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ObjectDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyOrderTest {

    @TempDir
    private Path folder;

    @Test
    void isTheOrderThatFilesHaveAlready() {
        List<KeyValue> keys = keys();
        ObjectDataType libraries = new ObjectDataType();
        KeyOrder ours = new KeyOrder();
        for (KeyValue one : keys) {
            for (KeyValue other : keys) {
                assertThat(Integer.signum(ours.compare(one, other)))
                        .as(one + " and " + other)
                        .isEqualTo(Integer.signum(libraries.compare(one, other)));
            }
        }
    }

    @Test
    void findsWhatTheLibraryHasWritten() {
        String file = folder.resolve("store").toString();
        try (MVStore store = MVStore.open(file)) {
            MVMap<Object, Object> index = store.openMap("db.things._index__id_");
            keys().forEach(key -> index.put(key, String.valueOf(key)));
        }
        try (MVStore store = KeyOrder.in(MVStore.open(file))) {
            MVMap<Object, Object> index = store.openMap("db.things._index__id_");
            assertThat(index.getKeyType()).isInstanceOf(KeyOrder.class);
            keys().forEach(key -> assertThat(index.get(key)).isEqualTo(String.valueOf(key)));
        }
    }

    private static List<KeyValue> keys() {
        Random random = new Random(11);
        List<KeyValue> keys = new ArrayList<>(List.of(
                new KeyValue("ä"),
                new KeyValue("x", "y"),
                new KeyValue("x", null),
                new KeyValue(12),
                new KeyValue(12.5),
                new KeyValue("a".repeat(127)),
                new KeyValue("b".repeat(128)),
                new KeyValue("c".repeat(300)),
                new KeyValue("d".repeat(70_000)),
                new KeyValue("\0")));
        for (int i = 0; i < 80; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(12); left > 0; left--) {
                text.append((char) (random.nextInt(20) == 0 ? 200 + random.nextInt(3_000) : 1 + random.nextInt(126)));
            }
            keys.add(new KeyValue(text.toString()));
        }
        return keys;
    }
}
