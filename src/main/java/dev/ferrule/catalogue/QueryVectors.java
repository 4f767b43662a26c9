package dev.ferrule.catalogue;

import dev.ferrule.embedding.Embedder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The vectors of what was lately searched for. One plan asks for the same text in several places, and a conversation for
 * nearly the same lines again with every change of its plan; each costs milliseconds of CPU, or money.
 */
final class QueryVectors {

    private static final int MOST = 1_000;
    private static final int LONGEST = 2_000;

    private final Embedder embedder;

    private final Map<String, byte[]> lately = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > MOST;
        }
    };

    QueryVectors(Embedder embedder) {
        this.embedder = embedder;
    }

    /** One for each text. */
    List<byte[]> of(List<String> texts) {
        Map<String, byte[]> known = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        synchronized (lately) {
            for (String text : texts) {
                byte[] vector = lately.get(text);
                if (vector != null) {
                    known.put(text, vector);
                } else if (!unknown.contains(text)) {
                    unknown.add(text);
                }
            }
        }
        if (!unknown.isEmpty()) {
            List<float[]> made = embedder.embedQueries(unknown);
            synchronized (lately) {
                for (int i = 0; i < unknown.size(); i++) {
                    byte[] vector = VectorOf.quantise(made.get(i));
                    known.put(unknown.get(i), vector);
                    if (unknown.get(i).length() <= LONGEST) {
                        lately.put(unknown.get(i), vector);
                    }
                }
            }
        }
        List<byte[]> vectors = new ArrayList<>(texts.size());
        for (String text : texts) {
            vectors.add(known.get(text));
        }
        return vectors;
    }
}
