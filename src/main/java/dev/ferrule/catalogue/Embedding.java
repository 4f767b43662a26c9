package dev.ferrule.catalogue;

import dev.ferrule.embedding.Embedder;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Gives one spec its vectors: those that the database has, those of a text that was embedded elsewhere, and only what
 * is left from the model. Each page is stored before it is indexed, so that nothing is embedded twice, whatever stops the work.
 */
@Component
class Embedding {

    /** Enough to keep the cores busy, few enough to stop soon. */
    private static final int AT_ONCE = 64;

    private final SpecParts parts;
    private final OperationReads reads;
    private final OperationIndex index;
    private final Embedder embedder;

    Embedding(SpecParts parts, OperationReads reads, OperationIndex index, Embedder embedder) {
        this.parts = parts;
        this.reads = reads;
        this.index = index;
        this.embedder = embedder;
    }

    private record Wanted(String operationId, String text, String hash) {}

    boolean isComplete(Spec spec) {
        return index.vectors().count(new Scope(spec.org(), List.of(spec.id()))) == spec.operationCount() + 1;
    }

    /** False when {@code stopped} cut it short. */
    boolean embed(StoredSpec stored, BooleanSupplier stopped) {
        Spec spec = stored.spec();
        index.vectors().remove(spec.id());
        List<Wanted> wanted = wanted(stored);
        for (int number = 0, from = 0; from < wanted.size(); number++, from += VectorPage.MOST) {
            List<Wanted> some = wanted.subList(from, Math.min(wanted.size(), from + VectorPage.MOST));
            Optional<List<VectorOf>> vectors = page(stored, number, some, stopped);
            if (vectors.isEmpty()) {
                return false;
            }
            index.addVectors(spec.org(), spec.id(), vectors.get());
        }
        return true;
    }

    private List<Wanted> wanted(StoredSpec stored) {
        List<Wanted> wanted = new ArrayList<>();
        wanted.add(wanted("", OperationIndex.embeddingText(stored.spec())));
        reads.each(stored, operations -> {
            for (Operation operation : operations) {
                wanted.add(wanted(operation.operationId(), OperationIndex.embeddingText(operation)));
            }
        });
        return wanted;
    }

    private static Wanted wanted(String operationId, String text) {
        return new Wanted(operationId, text, OperationIndex.textHash(text));
    }

    private Optional<List<VectorOf>> page(StoredSpec stored, int number, List<Wanted> wanted, BooleanSupplier stopped) {
        String id = VectorPage.id(stored.key(), number);
        Map<String, byte[]> known = stored(id);
        int before = known.size();
        Map<String, String> texts = new LinkedHashMap<>();
        for (Wanted one : wanted) {
            if (!known.containsKey(one.hash)) {
                index.vectorByHash(one.hash)
                        .ifPresentOrElse(vector -> known.put(one.hash, vector), () -> texts.put(one.hash, one.text));
            }
        }
        boolean all = false;
        try {
            all = embed(texts, known, stopped);
        } finally {
            if (!all && known.size() > before) {
                // Made is made: it may have cost money.
                put(stored, id, wanted, known);
            }
        }
        if (!all) {
            return Optional.empty();
        }
        return Optional.of(known.size() > before ? put(stored, id, wanted, known) : vectors(wanted, known));
    }

    private List<VectorOf> put(StoredSpec stored, String id, List<Wanted> wanted, Map<String, byte[]> known) {
        List<VectorOf> vectors = vectors(wanted, known);
        parts.put(stored.spec().org(), id, new VectorPage(embedder.model(), vectors).write());
        return vectors;
    }

    /** Of those that have one. */
    private static List<VectorOf> vectors(List<Wanted> wanted, Map<String, byte[]> known) {
        List<VectorOf> vectors = new ArrayList<>(wanted.size());
        for (Wanted one : wanted) {
            byte[] vector = known.get(one.hash);
            if (vector != null) {
                vectors.add(new VectorOf(one.operationId, one.hash, vector));
            }
        }
        return vectors;
    }

    private Map<String, byte[]> stored(String id) {
        Map<String, byte[]> known = new HashMap<>();
        byte[] part = parts.find(id);
        if (part != null) {
            VectorPage page = VectorPage.read(part);
            if (page.model().equals(embedder.model())) {
                page.vectors().forEach(vector -> known.put(vector.textHash(), vector.vector()));
            }
        }
        return known;
    }

    private boolean embed(Map<String, String> texts, Map<String, byte[]> known, BooleanSupplier stopped) {
        List<Map.Entry<String, String>> missing = List.copyOf(texts.entrySet());
        for (int from = 0; from < missing.size(); from += AT_ONCE) {
            if (stopped.getAsBoolean()) {
                return false;
            }
            var some = missing.subList(from, Math.min(missing.size(), from + AT_ONCE));
            List<float[]> vectors =
                    embedder.embed(some.stream().map(Map.Entry::getValue).toList());
            for (int i = 0; i < some.size(); i++) {
                known.put(some.get(i).getKey(), VectorOf.quantise(vectors.get(i)));
            }
        }
        return true;
    }
}
